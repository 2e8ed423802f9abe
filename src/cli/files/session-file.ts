import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { shellWord } from '../../commands/shell-word.ts';
import { FailureError, NotSignedInError, systemErrorReason } from '../../errors.ts';
import type { Host } from '../host.ts';
import { readPrivateFile } from './private-file.ts';
import { writeWhole } from './whole-file.ts';

const MAX_BYTES = 4096;

/**
 * The session token of this machine's user, if there is one.
 *
 * @throws NotSignedInError the file cannot be trusted or is damaged
 */
export async function readSessionFile(
  path: string,
  host: Pick<Host, 'getuid'>,
): Promise<string | undefined> {
  const read = readPrivateFile(path, MAX_BYTES, 'refuse links', host);
  if ('distrust' in read) {
    if (read.distrust === 'missing') return undefined;
    const why = {
      link: 'is a link',
      'not a file': 'is not a plain file',
      foreign: 'belongs to another user',
      'readable by others': 'can be read by others',
      unreadable: 'cannot be read',
    }[read.distrust];
    throw refuse(path, why);
  }
  const token = parseToken(Buffer.from(read.bytes).toString('utf8'));
  if (token === undefined) throw refuse(path, 'is damaged');
  return token;
}

function refuse(path: string, why: string): NotSignedInError {
  return new NotSignedInError(
    'session_distrusted',
    `The session file ${path} ${why}, so it is not used.`,
    {
      hint: `remove it and sign in again: rm ${shellWord(path)}`,
    },
  );
}

function parseToken(text: string): string | undefined {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content !== 'object' || content === null || !('token' in content)) return undefined;
    return typeof content.token === 'string' ? content.token : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps the token for the next commands; what was there is replaced whole or not at all.
 *
 * @throws FailureError it cannot be written
 */
export async function writeSessionFile(path: string, token: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeWhole(path, [`${JSON.stringify({ token })}\n`], { mode: 0o600, replace: true });
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    throw new FailureError(
      'session_not_kept',
      `The session file ${path} cannot be written: ${reason}.`,
      {
        hint: 'the session you had, if any, is unchanged',
        cause: error,
      },
    );
  }
}

/** @throws FailureError it cannot be removed */
export async function removeSessionFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (error) {
    const reason = systemErrorReason(error) ?? 'it is a folder';
    throw new FailureError(
      'session_not_kept',
      `The session file ${path} cannot be removed: ${reason}.`,
      {
        cause: error,
      },
    );
  }
}
