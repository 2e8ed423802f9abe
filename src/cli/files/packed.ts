import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

/** Packs a text with gzip. */
export function packed(text: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  const source = Readable.from(text);
  const gzip = createGzip();
  source.on('error', (error) => gzip.destroy(error));
  return source.pipe(gzip);
}
