import { NotSignedInError } from '../errors.ts';
import type { About } from '../facts.ts';
import type { Context } from './context.ts';

/** After so many wrong secrets the command ends. */
const TRIES = 3;

/** A wait that is no longer than this is waited for; of a longer one the person is told. */
const WAITED_FOR_S = 8;

/**
 * Signs in with a secret that is asked for, and asks again where it is wrong: whoever is sent back to the
 * shell types the next one there, for all to see. What has to wait a little, waits with the secret typed.
 *
 * @param isAsked a secret that was given is wrong again the next time, so it is tried once
 * @param ask for the secret
 * @param signIn tries it
 * @throws NotSignedInError the last one is wrong too; or the next would have to wait for long
 */
export async function askAgainIfWrong<S, T>(
  { answer, machine }: Pick<Context, 'answer' | 'machine'>,
  isAsked: boolean,
  ask: () => Promise<S>,
  signIn: (secret: S) => Promise<T>,
): Promise<T> {
  for (let left = TRIES - 1; ; left -= 1) {
    const secret = await ask();
    try {
      return await afterWait(machine, isAsked, () => signIn(secret));
    } catch (error) {
      const isWrong = error instanceof NotSignedInError && error.reason === 'wrong_credentials';
      if (!isAsked || !isWrong || left === 0) throw error;
      // Also when quiet: it is part of what is asked.
      answer.report(`${error.message} Once more:`);
    }
  }
}

/** Tries it, and once more after a short wait where it is too early. */
async function afterWait<T>(
  machine: Pick<Context['machine'], 'sleep'>,
  isAsked: boolean,
  signIn: () => Promise<T>,
): Promise<T> {
  try {
    return await signIn();
  } catch (error) {
    if (!(error instanceof NotSignedInError) || error.reason !== 'locked_out') throw error;
    const { seconds } = error.about as About<'locked_out'>;
    if (!isAsked || seconds > WAITED_FOR_S) throw error;
    await machine.sleep(seconds * 1000);
    return signIn();
  }
}
