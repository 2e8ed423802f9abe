import type { Knex } from 'knex';
import { mayAlso, requireSignedIn } from '../../auth/permissions.ts';
import { listEntriesOf } from '../../data/mess/audit.ts';
import {
  dropGivenAnswersBefore,
  findGivenAnswer,
  insertGivenAnswer,
} from '../../data/mess/given-answers.ts';
import { inTransaction } from '../../data/transaction.ts';
import type { Actor, SignedIn } from '../../domain/actor.ts';
import type { StoredAuditEntry } from '../../domain/mess/audit.ts';
import { ANSWER_KEPT_MS, type GivenAnswer } from '../../domain/mess/given-answer.ts';
import { idKey } from '../../domain/values/id.ts';
import { NotFoundError } from '../../errors.ts';
import type { Mess } from './mess.ts';

/** What is known of an operation that is asked for once more. */
export type EarlierOperation =
  | { readonly kind: 'none' }
  | { readonly kind: 'answered'; readonly answer: GivenAnswer }
  /** It was done, and how it was answered is not kept. */
  | { readonly kind: 'done'; readonly entries: readonly StoredAuditEntry[] }
  /** Its id is that of something else. */
  | { readonly kind: 'other' };

/**
 * Whether a request was done before, and how it was answered.
 *
 * @param requestHash undefined for a request of which nothing is kept, as it holds a secret
 */
export async function findEarlierOperation(
  { db }: Pick<Mess, 'db'>,
  actor: Actor,
  operationId: string,
  requestHash: string | undefined,
): Promise<EarlierOperation> {
  const answer = await findGivenAnswer(db, operationId);
  if (answer !== undefined) {
    return answer.requestHash === requestHash ? { kind: 'answered', answer } : { kind: 'other' };
  }
  const entries = await listEntriesOf(db, operationId);
  if (entries.length === 0) return { kind: 'none' };
  return isOf(requireSignedIn(actor), entries) ? { kind: 'done', entries } : { kind: 'other' };
}

/** Keeps how a request was answered, for a day. Whoever was faster with the same one is left alone. */
export async function keepAnswer(
  { db, now }: Pick<Mess, 'db' | 'now'>,
  operationId: string,
  answer: GivenAnswer,
): Promise<void> {
  const at = now();
  await inTransaction(db, async (trx: Knex.Transaction) => {
    await dropGivenAnswersBefore(trx, new Date(at.getTime() - ANSWER_KEPT_MS).toISOString());
    if ((await findGivenAnswer(trx, operationId)) !== undefined) return;
    await insertGivenAnswer(trx, operationId, answer, at.toISOString());
  });
}

/**
 * What an operation changed, as the record of changes has it: to whoever did it, and to an owner.
 *
 * @throws NotFoundError it changed nothing, or is somebody else's
 */
export async function showOperation(
  mess: Mess,
  actor: Actor,
  operationId: string,
): Promise<StoredAuditEntry[]> {
  const signedIn = requireSignedIn(actor);
  const entries = await listEntriesOf(mess.db, operationId);
  const isShown = isOf(signedIn, entries) || mayAlso(signedIn, 'see the record of changes');
  if (entries.length > 0 && isShown) return entries;
  throw new NotFoundError('unknown_operation', `The operation ${operationId} is not stored.`);
}

function isOf({ kind, id }: SignedIn, entries: readonly StoredAuditEntry[]): boolean {
  return entries.every(
    ({ actorKind, actorId }) =>
      actorKind === kind && actorId !== null && idKey(actorId) === idKey(id),
  );
}
