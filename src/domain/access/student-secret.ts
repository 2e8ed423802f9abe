import { ValueError } from '../../errors.ts';
import { isHashable } from './password.ts';

const MIN_CHARACTERS = 8;

/**
 * What a student chooses to sign in with: at least 8 characters, at most 72 bytes, no control characters.
 *
 * @throws ValueError `bad_password`
 */
export function parseStudentSecret(text: string): string {
  if ([...text].length < MIN_CHARACTERS) {
    throw new ValueError('bad_password', `use at least ${MIN_CHARACTERS} characters`);
  }
  if (!isHashable(text)) {
    throw new ValueError('bad_password', 'use at most 72 bytes, without control characters');
  }
  return text;
}
