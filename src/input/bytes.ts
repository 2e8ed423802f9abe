import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { shellWord } from '../domain/shell-word.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';

/** The largest file that is read. */
const MAX_FILE_BYTES = 256 * 2 ** 20;

/**
 * All bytes of a file, or of standard input when the name is `-`.
 *
 * @throws NotFoundError there is no such file, or it cannot be read
 * @throws InvalidInputError it is larger than 256 MiB
 */
export async function readInput(name: string, stdin: Readable): Promise<Uint8Array> {
  if (name === '-') return collect('standard input', stdin);
  const found = await stat(name).catch((error: unknown) => {
    throw cannotRead(name, error);
  });
  if (found.isDirectory()) {
    throw new NotFoundError(`${name} is a folder, not a file.`, { hint: `ls ${shellWord(name)}` });
  }
  return collect(name, createReadStream(name));
}

async function collect(name: string, stream: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > MAX_FILE_BYTES) throw new InvalidInputError(`${name} is larger than 256 MiB.`);
      chunks.push(bytes);
    }
  } catch (error) {
    throw error instanceof InvalidInputError ? error : cannotRead(name, error);
  }
  return Buffer.concat(chunks);
}

function cannotRead(name: string, error: unknown): NotFoundError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? new NotFoundError(`There is no file ${name}.`, { hint: 'check the path', cause: error })
    : new NotFoundError(`${name} cannot be read.`, { hint: 'check who owns it', cause: error });
}
