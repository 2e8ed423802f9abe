import { idKey } from '../domain/values/id.ts';
import { NotSignedInError } from '../errors.ts';
import type { Mess } from '../operations/mess/mess.ts';
import { confirm } from './confirm.ts';
import type { Context } from './context.ts';

/**
 * Asks the person at the terminal before somebody else's session ends: a student who looks something up at
 * the manager's machine signs the manager out. Where nobody can be asked, whoever calls knows what it does.
 *
 * @param id who is about to sign in
 * @throws InterruptedError the person says no
 */
export async function askToReplaceSession(
  { session, terminal }: Pick<Context, 'session' | 'terminal'>,
  mess: Mess,
  id: string,
): Promise<void> {
  if (terminal.prompter === undefined) return;
  const actor = await session.actor(mess).catch((error: unknown) => {
    // A session file that cannot be trusted is nobody's, and is replaced.
    if (error instanceof NotSignedInError) return undefined;
    throw error;
  });
  if (actor === undefined) return;
  if ((actor.kind !== 'admin' && actor.kind !== 'student') || idKey(actor.id) === idKey(id)) return;
  await confirm(terminal, `End the session of ${actor.id}, and sign in as ${id}?`);
}
