import { NotSignedInError } from '../errors.ts';
import { identify, signOut } from '../operations/access/sessions.ts';
import type { Context } from './context.ts';
import { warnOfServiceToken } from './service-token.ts';

/** Ends the session on this machine; nobody signed in is nothing to do. */
export async function logout(context: Context): Promise<void> {
  const id = await endSession(context);
  await context.forgetSession();
  warnOfServiceToken(context);
  await context.print({
    json: () => ({ signedOut: id }),
    csv: () => ({ header: ['signed_out'], rows: [[id]] }),
    text: () => [id === null ? 'Nobody was signed in.\n' : `Signed out ${id}.\n`],
  });
}

/** @returns who was signed in */
async function endSession(context: Context): Promise<string | null> {
  const mess = await context.open();
  const token = await context.sessionToken().catch((error: unknown) => {
    // A session file that is not trusted is to be forgotten, like any other.
    if (error instanceof NotSignedInError) return undefined;
    throw error;
  });
  if (token === undefined) return null;
  // Not the actor: with a service token that is not the one who has the session.
  const actor = await identify(mess, token);
  if (actor.kind !== 'admin' && actor.kind !== 'student') return null;
  await signOut(mess, actor, token);
  return actor.id;
}
