import { NotSignedInError } from '../errors.ts';
import type { Context } from './context.ts';

/** After so many wrong secrets the command ends. */
const TRIES = 3;

/**
 * Signs in with a secret that is asked for, and asks again where it is wrong: whoever is sent back to the
 * shell types the next one there, for all to see.
 *
 * @param isAsked a secret that was given is wrong again the next time, so it is tried once
 * @param signIn asks for the secret and tries it
 * @throws NotSignedInError the last one is wrong too; or locked out
 */
export async function askAgainIfWrong<T>(
  { answer }: Pick<Context, 'answer'>,
  isAsked: boolean,
  signIn: () => Promise<T>,
): Promise<T> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await signIn();
    } catch (error) {
      const isWrong = error instanceof NotSignedInError && error.reason === 'wrong_credentials';
      if (!isAsked || !isWrong || left === 0) throw error;
      // Also when quiet: it is part of what is asked.
      answer.report(`${error.message} Once more:`);
    }
  }
}
