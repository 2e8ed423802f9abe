import { parsePassword } from './password.ts';

/**
 * Refuses a password that is no good, with the sentence that says why.
 *
 * @param names what it must not be made of: the id, the name of the mess, a phone number
 */
export function passwordCheck(names: readonly string[]): Promise<(text: string) => string> {
  return secretCheck(parsePassword, names);
}

/**
 * The same of any secret.
 *
 * @param names what it must not be made of
 */
export async function secretCheck(
  parse: (text: string) => string,
  names: readonly string[],
): Promise<(text: string) => string> {
  // Only who sets one has to load what is easily guessed.
  const { refuseGuessable } = await import('./guessable-password.ts');
  return (text) => {
    const secret = parse(text);
    refuseGuessable(secret, names);
    return secret;
  };
}
