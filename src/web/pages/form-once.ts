import { createHash } from 'node:crypto';
import { MessError } from '../../errors.ts';
import { findEarlierOperation, keepAnswer } from '../../operations/mess/given-answers.ts';
import type { Page, PageScope, Redirect, ShownPage } from './page.ts';

type Sent = Parameters<NonNullable<Page['post']>>[1];

/**
 * A form that is sent twice, by a double tap or because the answer was lost on the way, is done once, and leads
 * where it led. A page that tells a secret is not told again.
 */
export async function doOnce(
  scope: PageScope,
  page: Page,
  sent: Sent,
): Promise<Redirect | ShownPage> {
  if (page.post === undefined) throw new TypeError(`${page.path} takes no form.`);
  const { mess, actor, path } = scope;
  const { operationId } = mess;
  if (operationId === undefined || !('id' in actor)) return page.post(scope, sent);
  const requestHash = createHash('sha256')
    .update(`${actor.kind} ${actor.id} ${path}`)
    .digest('hex');
  const find = async (): Promise<Redirect | undefined> => {
    const earlier = await findEarlierOperation(mess, actor, operationId, requestHash);
    if (earlier.kind === 'answered') return { to: earlier.answer.body };
    return earlier.kind === 'done' ? { to: path } : undefined;
  };
  const earlier = await find();
  if (earlier !== undefined) return earlier;
  try {
    const done = await page.post(scope, sent);
    if ('to' in done)
      await keepQuietly(mess, operationId, { requestHash, status: 303, body: done.to });
    return done;
  } catch (error) {
    // Another server may have been asked the same, and was faster.
    const meanwhile = isDone(error) ? await find() : undefined;
    if (meanwhile === undefined) throw error;
    return meanwhile;
  }
}

function isDone(error: unknown): boolean {
  return error instanceof MessError && error.reason === 'operation_done';
}

/** It is done, and the record of changes has it, whether or not it is kept where it led. */
async function keepQuietly(...kept: Parameters<typeof keepAnswer>): Promise<void> {
  try {
    await keepAnswer(...kept);
  } catch {
    // Likewise.
  }
}
