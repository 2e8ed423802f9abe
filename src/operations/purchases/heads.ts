import { requirePermission } from '../../auth/permissions.ts';
import {
  hideHead as hideHeadRecord,
  insertHeads,
  listHeads as listHeadRecords,
  renameHead as renameHeadRecord,
} from '../../data/purchases/heads.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  findNearestHead,
  type Head,
  headKey,
  type ListedHead,
} from '../../domain/purchases/purchase.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';

/** In the order they were made, hidden ones too. */
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
): Promise<{ readonly before: ListedHead; readonly changed: boolean }> {
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
 * Hides a head from new purchases, or shows it again; its purchases stay with it.
 *
 * @throws NotFoundError no such head
 */
export async function setHidden(
  mess: Mess,
  actor: Actor,
  name: string,
  hidden: boolean,
): Promise<{ readonly head: ListedHead; readonly changed: boolean }> {
  requirePermission(actor, 'change purchases');
  const command = hidden ? 'purchase heads hide' : 'purchase heads unhide';
  return change(mess, actor, command, async ({ trx, record }) => {
    const head = getHead(await listHeadRecords(trx), name);
    if (head.hidden === hidden) return { head, changed: false };
    const sequence = await record({
      subject: head.name,
      before: { hidden: head.hidden },
      after: { hidden },
    });
    await hideHeadRecord(trx, head.no, hidden ? sequence : null);
    return { head: { ...head, hidden }, changed: true };
  });
}

/**
 * The head of this name for a new purchase.
 *
 * @throws NotFoundError no such head
 * @throws ConflictError it is hidden
 */
export function getOpenHead(heads: readonly ListedHead[], name: string): ListedHead {
  const head = getHead(heads, name);
  if (!head.hidden) return head;
  throw new ConflictError('head_hidden', `The head ${head.name} is hidden.`, {
    about: { name: head.name },
  });
}

/**
 * The head of this name, without regard to case and extra spaces.
 *
 * @throws NotFoundError no such head
 */
function getHead(heads: readonly ListedHead[], name: string): ListedHead {
  const head = heads.find((each) => headKey(each.name) === headKey(name));
  if (head !== undefined) return head;
  const shown = heads.filter(({ hidden }) => !hidden);
  const nearest = findNearestHead(shown, name);
  throw new NotFoundError('unknown_head', `There is no head ${name}.`, { about: { nearest } });
}

function refuseTaken(heads: readonly ListedHead[], name: string): void {
  const taken = heads.find((each) => headKey(each.name) === headKey(name));
  if (taken === undefined) return;
  const { kind, hidden } = taken;
  const sentence = `There is a head ${taken.name} already (${kind}${hidden ? ', hidden' : ''}).`;
  throw new ConflictError('head_exists', sentence, {
    about: { hidden: hidden ? taken.name : undefined },
  });
}
