import { shellWord } from '../../commands/shell-word.ts';
import { NotFoundError, UsageError } from '../../errors.ts';
import type { Host, InputStream } from '../host.ts';
import { readPrivateFile } from './private-file.ts';

const MAX_BYTES = 4096;

/**
 * The secret in a file: its one line.
 *
 * @throws NotFoundError there is no such file
 * @throws UsageError others can read it, or it is not one line
 */
export async function readSecretFile(path: string, host: Pick<Host, 'getuid'>): Promise<string> {
  const read = readPrivateFile(path, MAX_BYTES, 'follow links', host);
  if ('bytes' in read) return oneLine(decodeSecret(read.bytes, path), path);
  if (read.distrust === 'missing') {
    throw new NotFoundError('file_missing', `There is no file ${path}.`);
  }
  if (read.distrust === 'readable by others') {
    throw new UsageError(
      'unfit_secret',
      `${path} can be read by others, so it is no place for a secret.`,
      {
        hint: `chmod 600 ${shellWord(path)}`,
      },
    );
  }
  if (read.distrust === 'foreign') {
    throw new UsageError(
      'unfit_secret',
      `${path} belongs to another user, so it is no place for a secret.`,
    );
  }
  throw new UsageError('unfit_secret', `${path} cannot be read as a file with a secret.`);
}

/** The secret on standard input: its one line. */
export async function readSecretStream(stdin: InputStream): Promise<string> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of stdin) {
    bytes = Buffer.concat([bytes, Buffer.from(chunk)]);
    if (bytes.length > MAX_BYTES)
      throw new UsageError('unfit_secret', 'Standard input is too long for a secret.');
  }
  return oneLine(decodeSecret(bytes, 'standard input'), 'standard input');
}

function decodeSecret(bytes: Uint8Array, from: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    // Bytes that are no text would all become the same character, and different passwords one.
    throw new UsageError('unfit_secret', `What ${from} holds is not UTF-8 text.`, { cause: error });
  }
}

function oneLine(text: string, from: string): string {
  const line = text.replace(/\r?\n$/, '');
  if (line === '')
    throw new UsageError('unfit_secret', `There is no secret in ${from}: it is empty.`);
  if (/[\r\n]/.test(line))
    throw new UsageError('unfit_secret', `There is more than one line in ${from}.`);
  return line;
}
