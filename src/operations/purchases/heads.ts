import { requirePermission } from '../../auth/permissions.ts';
import {
  insertHeads,
  listHeads as listHeadRecords,
  renameHead as renameHeadRecord,
} from '../../data/purchases/heads.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  findNearestHead,
  type Head,
  headKey,
  type PurchaseHead,
} from '../../domain/purchases/purchase.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';

/** In the order they were made. */
export const listHeads = reading('see purchases', listHeadRecords);

/** @throws ConflictError the name is taken */
export async function addHead(mess: Mess, actor: Actor, head: Head): Promise<void> {
  requirePermission(actor, 'change purchases');
  await change(mess, actor, 'purchase heads add', async ({ trx, record }) => {
    refuseTaken(await listHeadRecords(trx), head.name);
    await record({ subject: head.name, after: head });
    await insertHeads(trx, [head]);
  });
}

/**
 * Gives a head another name; its purchases stay with it.
 *
 * @throws NotFoundError no such head
 * @throws ConflictError another one has the name
 */
export async function renameHead(
  mess: Mess,
  actor: Actor,
  from: string,
  to: string,
): Promise<{ readonly before: PurchaseHead; readonly changed: boolean }> {
  requirePermission(actor, 'change purchases');
  return change(mess, actor, 'purchase heads rename', async ({ trx, record }) => {
    const heads = await listHeadRecords(trx);
    const before = getHead(heads, from);
    if (before.name === to) return { before, changed: false };
    refuseTaken(
      heads.filter(({ no }) => no !== before.no),
      to,
    );
    await record({ subject: before.name, before: { name: before.name }, after: { name: to } });
    await renameHeadRecord(trx, before.no, to);
    return { before, changed: true };
  });
}

/**
 * The head of this name, without regard to case and extra spaces.
 *
 * @throws NotFoundError no such head
 */
export function getHead(heads: readonly PurchaseHead[], name: string): PurchaseHead {
  const head = heads.find((each) => headKey(each.name) === headKey(name));
  if (head !== undefined) return head;
  const nearest = findNearestHead(heads, name);
  throw new NotFoundError('unknown_head', `There is no head ${name}.`, { about: { nearest } });
}

function refuseTaken(heads: readonly PurchaseHead[], name: string): void {
  const taken = heads.find((each) => headKey(each.name) === headKey(name));
  if (taken === undefined) return;
  throw new ConflictError('head_exists', `There is a head ${taken.name} already (${taken.kind}).`);
}
