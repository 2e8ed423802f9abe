import { createHash } from 'node:crypto';
import { type Source, sourceOfBytes, sourceOfOpenFile } from '../input/csv/source.ts';

/** A file that was sent, in values that another thread can be given. */
export interface SentFile {
  /** As whoever sent it calls it. */
  readonly name: string;
  readonly size: number;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
  /** Its bytes, or the descriptor of an open file that has them. */
  readonly held: Uint8Array | number;
}

/** A file that came in a field of a form. */
export function sentInField(name: string, bytes: Uint8Array): SentFile {
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { name, size: bytes.length, digest, held: bytes };
}

/** What it has, each time from the beginning. */
export function readSent({ name, size, held }: SentFile): Source {
  return typeof held === 'number' ? sourceOfOpenFile(name, held, size) : sourceOfBytes(name, held);
}
