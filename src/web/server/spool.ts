import { createHash, randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemErrorReason, UnavailableError } from '../../errors.ts';
import type { SentFile } from '../sent-file.ts';

/** Where a file is kept while it is received and read. */
export interface Spool {
  /** @throws UnavailableError `disk_failed`: there is no room for it */
  add(piece: Uint8Array): Promise<void>;
  /** What was added; good until the spool is closed. */
  sent(name: string): SentFile;
  close(): Promise<void>;
}

/**
 * Opens a file that has no name, so that whatever ends the server leaves nothing of it behind.
 *
 * @throws UnavailableError `disk_failed`: none can be made
 */
export async function openSpool(): Promise<Spool> {
  const path = join(tmpdir(), `mess-${randomUUID()}`);
  const file = await explained(async () => {
    const opened = await open(path, 'wx+', 0o600);
    await unlink(path);
    return opened;
  });
  const hash = createHash('sha256');
  let size = 0;
  let digest: string | undefined;
  return {
    async add(piece) {
      await explained(() => file.writeFile(piece));
      hash.update(piece);
      size += piece.length;
    },
    sent(name) {
      digest ??= hash.digest('hex');
      return { name, size, digest, held: file.fd };
    },
    close: () => file.close(),
  };
}

async function explained<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const why = systemErrorReason(error) ?? 'of a fault';
    throw new UnavailableError(
      'disk_failed',
      `The file that was sent cannot be kept while it is read: ${why}.`,
      { cause: error },
    );
  }
}
