import { ValueError } from '../../errors.ts';

/** bcrypt reads no more; what follows would not count. */
const MAX_BYTES = 72;
const MIN_CHARACTERS = 12;

/**
 * A password that may be set: at least 12 characters, at most 72 bytes, no control characters.
 *
 * @throws ValueError `bad_password`
 */
export function parsePassword(text: string): string {
  if ([...text].length < MIN_CHARACTERS) {
    throw new ValueError('bad_password', `use at least ${MIN_CHARACTERS} characters`);
  }
  if (!isHashable(text)) {
    throw new ValueError(
      'bad_password',
      `use at most ${MAX_BYTES} bytes, without control characters`,
    );
  }
  return text;
}

/** Whether bcrypt hashes all of it: it stops at a NUL and at 72 bytes. */
export function isHashable(password: string): boolean {
  return Buffer.byteLength(password) <= MAX_BYTES && !/\p{Cc}/u.test(password);
}
