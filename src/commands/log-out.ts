import { NotSignedInError } from '../errors.ts';
import { identify, signOut } from '../operations/access/sessions.ts';
import { signedOutView } from '../output/access/identity.ts';
import type { Context, Session } from './context.ts';

/** Ends the session on this machine; nobody signed in is nothing to do. */
export async function logOut({ answer, database, session }: Context): Promise<void> {
  const mess = await database.open();
  const token = await trustedToken(session);
  // Not the actor: a service token may act while somebody else is signed in.
  const holder = await identify(mess, token);
  const isSomebody = holder.kind === 'admin' || holder.kind === 'student';
  if (token !== undefined && isSomebody) await signOut(mess, holder, token);
  const id = isSomebody ? holder.id : null;
  await session.forget();
  await answer.print(signedOutView(id));
}

/** A session file that is not trusted is to be forgotten, like any other. */
async function trustedToken(session: Session): Promise<string | undefined> {
  try {
    return await session.token();
  } catch (error) {
    if (error instanceof NotSignedInError) return undefined;
    throw error;
  }
}
