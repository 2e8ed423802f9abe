import { signOut } from '../operations/sessions.ts';
import type { Context } from './context.ts';

/** Signs whoever is signed in out; nobody signed in is nothing to do. */
export async function logout(context: Context): Promise<void> {
  const token = await context.sessionToken();
  const mess = await context.open();
  const actor = await context.actor();
  const wasSignedIn = token !== undefined && actor.kind !== 'nobody';
  if (wasSignedIn) await signOut(mess, actor, token);
  await context.forgetSession();
  const id = actor.kind === 'admin' || actor.kind === 'student' ? actor.id : null;
  await context.print({
    json: () => ({ signedOut: id }),
    csv: () => ({ header: ['signed_out'], rows: [[id]] }),
    text: () => [wasSignedIn ? `Signed out ${id}.\n` : 'Nobody was signed in.\n'],
  });
}
