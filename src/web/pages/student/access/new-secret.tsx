import { refuseGuessable } from '../../../../domain/access/guessable-password.ts';
import { parseStudentSecret } from '../../../../domain/access/student-secret.ts';
import { UsageError } from '../../../../errors.ts';
import { checkField } from '../../../values.ts';
import type { PageScope } from '../../page.ts';
import type { Given } from '../../sent.ts';

/**
 * The secret that somebody chose, twice the same.
 *
 * @param names what it must not be made of
 * @throws UsageError `bad_value`
 */
export function readNewSecret({ newSecret = '', again = '' }: Given, names: readonly string[]) {
  const secret = checkField('newSecret', () => parseStudentSecret(newSecret));
  if (newSecret !== again) {
    throw new UsageError('bad_value', 'The two are not the same.', {
      details: { field: 'again', code: 'secrets_differ' },
    });
  }
  try {
    refuseGuessable(secret, names);
  } catch (cause) {
    // The sentence is of the rule, in English; its code is that of a secret that is too short.
    throw new UsageError('bad_value', 'It is easily guessed.', {
      details: { field: 'newSecret', code: 'guessable_password' },
      cause,
    });
  }
  return secret;
}

/** Paste and password managers may fill them in. */
export function NewSecretFields({ say }: Pick<PageScope, 'say'>) {
  return (
    <>
      <label>
        {say.newSecret}
        <input
          name="newSecret"
          type="password"
          autocomplete="new-password"
          minlength={8}
          required
        />
      </label>
      <label>
        {say.secretAgain}
        <input name="again" type="password" autocomplete="new-password" required />
      </label>
    </>
  );
}
