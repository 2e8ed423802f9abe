import { Type } from 'typebox';
import { identityDocument } from '../../../documents/access.ts';
import { NewSession, type NewSessionDocument } from '../../../documents/schemas/access.ts';
import { parsePassword } from '../../../domain/access/password.ts';
import { parseStudentSecret } from '../../../domain/access/student-secret.ts';
import { dateTimeIn } from '../../../domain/values/date.ts';
import { parsePhone } from '../../../domain/values/phone.ts';
import { UsageError } from '../../../errors.ts';
import {
  type NewSession as Begun,
  type Recovery,
  signInAdmin,
} from '../../../operations/access/sign-in.ts';
import { signInByPhone, signInBySecret } from '../../../operations/access/student-sign-in.ts';
import type { Mess } from '../../../operations/mess/mess.ts';
import { checkField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, Text } from '../input.ts';

function sessionDocument(
  { token, signedIn }: Begun,
  warnings: readonly string[] = [],
): NewSessionDocument {
  return { ...identityDocument(signedIn), warnings, token };
}

/**
 * The secret that a code is exchanged for.
 *
 * @param field that has it; what was sent is never said again
 * @throws UsageError it is missing, or easily guessed
 */
async function readNewSecret(
  field: string,
  given: string | undefined,
  parse: (text: string) => string,
  names: readonly string[],
): Promise<string> {
  if (given === undefined) {
    const sentence = `The code is right, and ${field} is missing: the secret to have from now on.`;
    throw new UsageError('missing_value', sentence, { details: { field } });
  }
  const { refuseGuessable } = await import('../../../domain/access/guessable-password.ts');
  return checkField(field, () => {
    const secret = parse(given);
    refuseGuessable(secret, names);
    return secret;
  });
}

function sayRecovery({ id, at }: Recovery, { settings }: Mess): string {
  const when = dateTimeIn(settings.timeZone, new Date(at));
  return `Whoever holds the database let the owner ${id} in again on ${when}, without signing in. If no owner did it, somebody else reads the database.`;
}

export const SIGN_IN_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'signInAdmin',
    method: 'POST',
    path: '/sessions/admin',
    summary: 'Sign in as an admin, with a password, or with a one-time code and a new password',
    permission: 'none',
    isSignIn: true,
    isSecret: true,
    body: keys({
      id: Text,
      password: Type.String({ maxLength: 1000, description: 'or the one-time code' }),
      newPassword: Type.Optional(Text),
    }),
    answer: NewSession,
    status: 201,
    async run({ mess, request: { place, device } }, { body: { id, password, newPassword } }) {
      const credentials = { id, secret: password, place, device };
      let begun = await signInAdmin(mess, credentials);
      if (begun === 'new password needed') {
        const names = [id, mess.settings.name];
        const chosen = await readNewSecret('newPassword', newPassword, parsePassword, names);
        begun = await signInAdmin(mess, { ...credentials, newPassword: chosen });
      }
      // With a new password it is a session, or an error.
      if (begun === 'new password needed') throw new TypeError('A code asked for two passwords.');
      const { recoveries } = begun;
      return sessionDocument(
        begun,
        recoveries.map((each) => sayRecovery(each, mess)),
      );
    },
  }),
  defineEndpoint({
    name: 'signInStudent',
    method: 'POST',
    path: '/sessions/student',
    summary: 'Sign in as a student, by phone number or by secret, as the mess has it',
    details: 'With a code of the office in place of the secret, newSecret is the one to have.',
    permission: 'none',
    isSignIn: true,
    isSecret: true,
    body: keys({
      id: Text,
      phone: Type.Optional(Text),
      secret: Type.Optional(Text),
      newSecret: Type.Optional(Text),
    }),
    answer: NewSession,
    status: 201,
    async run({ mess, request: { place, device } }, { body: { id, phone, secret, newSecret } }) {
      if ((phone === undefined) === (secret === undefined)) {
        throw new UsageError('missing_value', 'Either phone or secret is needed.', {
          details: { field: 'secret' },
        });
      }
      if (phone !== undefined) {
        const number = checkField('phone', () => parsePhone(phone));
        return sessionDocument(await signInByPhone(mess, { id, secret: number, place, device }));
      }
      const credentials = { id, secret: secret ?? '', place, device };
      let begun = await signInBySecret(mess, credentials);
      if ('names' in begun) {
        const { names } = begun;
        const chosen = await readNewSecret('newSecret', newSecret, parseStudentSecret, names);
        begun = await signInBySecret(mess, { ...credentials, newPassword: chosen });
      }
      if ('names' in begun) throw new TypeError('A code asked for two secrets.');
      return sessionDocument(begun);
    },
  }),
];
