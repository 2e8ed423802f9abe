import { readFile } from 'node:fs/promises';
import type { ServePlan } from '../../commands/context.ts';
import { NotFoundError, systemErrorReason } from '../../errors.ts';

type Tls = NonNullable<ServePlan['tls']>;

/**
 * A certificate and its key, as they are now.
 *
 * @throws NotFoundError a file cannot be read
 */
export async function readTls({ certificateFile, keyFile }: Tls) {
  const [cert, key] = await Promise.all([certificateFile, keyFile].map(readPem));
  return { cert, key, minVersion: 'TLSv1.2' as const };
}

async function readPem(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    throw new NotFoundError('file_unreadable', `${file} cannot be read: ${reason}.`, {
      about: { file },
      cause: error,
    });
  }
}
