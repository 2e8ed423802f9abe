import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';

/** Packs a text with gzip. */
export function packed(text: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  // What goes wrong comes out of the end, where somebody reads.
  return pipeline(text, createGzip(), () => {});
}
