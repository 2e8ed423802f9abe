import { createHash } from 'node:crypto';
import { operationDocument } from '../../documents/mess.ts';
import type { Actor } from '../../domain/actor.ts';
import { ConflictError, UsageError } from '../../errors.ts';
import { findEarlierOperation, keepAnswer } from '../../operations/mess/given-answers.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { jsonAnswer } from '../answer.ts';
import type { WebAnswer, WebRequest } from '../request.ts';
import type { Endpoint } from './endpoint.ts';

/** A longer answer is not kept: that it was done is in the record of changes. */
const MAX_KEPT_BYTES = 256 * 1024;

/**
 * Answers a request that changes something. One that has an id of its own is done once: asked for again it is
 * answered as before, or where that is not known any more by what it changed. What was refused changed nothing,
 * and may be asked for again.
 *
 * @throws UsageError `key_reused`: the id is that of another request
 */
export async function answerOnce(
  mess: Mess,
  actor: Actor,
  endpoint: Endpoint,
  request: WebRequest,
  answer: (mess: Mess) => Promise<WebAnswer>,
): Promise<WebAnswer> {
  const { operationId } = request;
  if (operationId === undefined || endpoint.isSignIn || isTried(request)) return answer(mess);
  const requestHash = endpoint.isSecret ? undefined : hashRequest(endpoint, request, actor);
  const find = () => findEarlierAnswer(mess, actor, operationId, requestHash);
  const earlier = await find();
  if (earlier !== undefined) return earlier;
  let given: WebAnswer;
  try {
    given = await answer({ ...mess, operationId });
  } catch (error) {
    if (!(error instanceof ConflictError) || error.reason !== 'operation_done') throw error;
    // Another server was asked the same, and was faster.
    const meanwhile = await find();
    if (meanwhile === undefined) throw error;
    return meanwhile;
  }
  const { status, body } = given;
  if (requestHash !== undefined && Buffer.byteLength(body) <= MAX_KEPT_BYTES) {
    try {
      await keepAnswer(mess, operationId, { requestHash, status, body });
    } catch {
      // It is done, and the record of changes has it.
    }
  }
  return given;
}

/** A rehearsal changes nothing, so that the same id may be that of the change. */
export function isTried({ query }: WebRequest): boolean {
  return query.dryRun !== undefined && query.dryRun !== 'false';
}

async function findEarlierAnswer(
  mess: Mess,
  actor: Actor,
  operationId: string,
  requestHash: string | undefined,
): Promise<WebAnswer | undefined> {
  const replayed = { 'idempotency-replayed': 'true' };
  const earlier = await findEarlierOperation(mess, actor, operationId, requestHash);
  switch (earlier.kind) {
    case 'none':
      return undefined;
    case 'done':
      return jsonAnswer(operationDocument(operationId, earlier.entries), 200, replayed);
    case 'answered': {
      const { status, body } = earlier.answer;
      return { ...jsonAnswer(null, status, replayed), body };
    }
    case 'other':
      throw new UsageError('key_reused', `Idempotency-Key ${operationId} was used before.`, {
        details: { field: 'Idempotency-Key' },
      });
  }
}

/** What makes two requests the same one: who asks, and for what. */
function hashRequest(endpoint: Endpoint, request: WebRequest, actor: Actor): string {
  const { params, query, body, file } = request;
  const who = 'id' in actor ? [actor.kind, actor.id] : [actor.kind];
  const held = file === undefined ? [null] : [file.name, file.digest];
  const sent = [endpoint.name, params, query, body ?? null, ...held];
  return createHash('sha256')
    .update(JSON.stringify([who, sent]))
    .digest('hex');
}
