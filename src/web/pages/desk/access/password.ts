import { refuseGuessable } from '../../../../domain/access/guessable-password.ts';
import { parsePassword } from '../../../../domain/access/password.ts';
import type { Actor } from '../../../../domain/actor.ts';
import { NotSignedInError, UsageError } from '../../../../errors.ts';
import { refuseOtherPassword } from '../../../../operations/access/sign-in.ts';
import type { Mess } from '../../../../operations/mess/mess.ts';
import { parseField } from '../../../values.ts';
import type { PageScope } from '../../page.ts';
import type { Given } from '../../sent.ts';

/**
 * A password to be set, typed twice.
 *
 * @throws UsageError it is no fit one, or the two are not the same
 */
export function parseNewPassword(
  { settings }: Pick<Mess, 'settings'>,
  id: string,
  given: string,
  again: string | undefined,
): string {
  if (given !== again) {
    throw new UsageError('bad_value', 'The two passwords are not the same.', {
      details: { field: 'again' },
    });
  }
  try {
    return parseField(
      'next',
      (text) => {
        const password = parsePassword(text);
        refuseGuessable(password, [id, settings.name]);
        return password;
      },
      given,
    );
  } catch (error) {
    // A password is in no sentence.
    if (!(error instanceof UsageError) || !(error.cause instanceof Error)) throw error;
    throw new UsageError('bad_value', `The new password: ${error.cause.message}.`, {
      details: { field: 'next' },
    });
  }
}

/**
 * Refuses who does not say their own password again, before what gives others a way in.
 *
 * @throws NotSignedInError it is another one; or it is too early after failures
 */
export async function requirePassword(
  { mess, actor, request }: Pick<PageScope, 'mess' | 'actor' | 'request'>,
  given: Given,
): Promise<void> {
  const { id } = actor as Extract<Actor, { kind: 'admin' }>;
  try {
    await refuseOtherPassword(mess, id, given.password ?? '', request);
  } catch (error) {
    if (!(error instanceof NotSignedInError) || error.reason !== 'wrong_old_password') throw error;
    throw new UsageError('bad_value', 'Your password is another one.', {
      details: { field: 'password' },
      cause: error,
    });
  }
}
