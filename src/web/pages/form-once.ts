import { createHash } from 'node:crypto';
import { MessError, UsageError } from '../../errors.ts';
import { findEarlierOperation, keepAnswer } from '../../operations/mess/given-answers.ts';
import type { Page, PageScope, Redirect, ShownPage } from './page.ts';

type Sent = Parameters<NonNullable<Page['post']>>[1];

/**
 * A form that is sent twice, by a double tap or because the answer was lost on the way, is done once, and leads
 * where it led. A page that tells a secret is not told again.
 *
 * @throws UsageError `key_reused`: it was sent before, with something else in it
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
    .update(JSON.stringify([actor.kind, actor.id, path, ...listContents(sent)]))
    .digest('hex');
  const find = async (): Promise<Redirect | undefined> => {
    const earlier = await findEarlierOperation(mess, actor, operationId, requestHash);
    if (earlier.kind === 'answered') return { to: earlier.answer.body };
    if (earlier.kind === 'other') throw new UsageError('key_reused', SENT_BEFORE);
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

const SENT_BEFORE =
  'This form was sent before, with something else in it: that was done, and nothing more. Open the page anew for another one.';

/** Not on its contents: the mark against other sites is another on each page, and of secrets nothing is kept. */
const NOT_LOOKED_AT = /csrf|password|secret|code|phone/i;

/** What was filled in, in the order of the fields. */
function listContents({ given }: Sent): readonly (readonly [string, unknown])[] {
  const looked = Object.entries(given).filter(([name]) => !NOT_LOOKED_AT.test(name));
  return looked.sort(([a], [b]) => (a < b ? -1 : 1));
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
