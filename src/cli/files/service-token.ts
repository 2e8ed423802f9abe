import { sayError } from '../../commands/hints/say/error.ts';
import { MessError, UnavailableError } from '../../errors.ts';
import type { Host } from '../host.ts';
import { readSecretFile } from './secrets.ts';

/**
 * The service token that the environment names, if it names one.
 *
 * @throws UnavailableError its file is missing, can be read by others, or does not hold one line
 */
export async function readServiceToken(
  host: Pick<Host, 'env' | 'getuid'>,
): Promise<string | undefined> {
  const { env } = host;
  if (!env.MESS_TOKEN_FILE) return env.MESS_TOKEN?.trim() || undefined;
  try {
    return (await readSecretFile(env.MESS_TOKEN_FILE, host)).trim();
  } catch (error) {
    if (!(error instanceof MessError)) throw error;
    throw new UnavailableError('bad_configuration', `MESS_TOKEN_FILE: ${error.message}`, {
      hint:
        sayError(error).hint ??
        'it holds the token alone, as mess admin token create NAME --output FILE writes it',
      cause: error,
    });
  }
}
