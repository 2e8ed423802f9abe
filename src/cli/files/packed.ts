import { pipeline } from 'node:stream';

/** Packs a text with gzip. */
export async function* packed(text: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  // Few commands pack anything, and it takes its time to load.
  const { createGzip } = await import('node:zlib');
  // What goes wrong comes out of the end, where somebody reads.
  yield* pipeline(text, createGzip(), () => {});
}
