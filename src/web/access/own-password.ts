import type { Actor } from '../../domain/actor.ts';
import { refuseOtherPassword } from '../../operations/access/sign-in.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import type { WebRequest } from '../request.ts';

/**
 * Refuses an admin who does not prove once more who they are. To be asked in a lane for signing in, before
 * the change has its turn: a wrong one counts like an attempt to sign in.
 *
 * @throws NotSignedInError `wrong_old_password`, or `locked_out`: it is too early after failures
 */
export async function refuseWithoutPassword(
  mess: Mess,
  actor: Actor,
  ownPassword: string,
  { place, device }: WebRequest,
): Promise<void> {
  if (actor.kind !== 'admin') throw new TypeError(`${actor.kind} has no password.`);
  await refuseOtherPassword(
    mess,
    actor.id,
    ownPassword,
    { place, device },
    'Your own password is another one.',
  );
}
