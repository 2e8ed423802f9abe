import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import negotiate from '@fastify/accept-negotiator';
import type { FastifyRequest } from 'fastify';
import type { WebServer } from './create-server.ts';

/** What is shorter fits into one packet as it is, in bytes. */
const FROM_BYTES = 1024;

/** The better one first, for who takes both. */
const ENCODINGS = ['br', 'gzip'] as const;

type Encoding = (typeof ENCODINGS)[number];

/** In threads of Node's own, so that nobody waits for it: about 0.15 ms for a page. */
const COMPRESS: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        // What takes as long as gzip does.
        [constants.BROTLI_PARAM_QUALITY]: 4,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gzip: promisify(gzip),
};

/** So many answers are compressed at once, and others go as they are: each takes memory that is not counted. */
const MOST_AT_ONCE = 16;

/**
 * Compresses pages, JSON and other text on their way out. What is secret and stays the same is in no page that
 * also shows what was sent: a form's mark is masked anew in each, and a token is told once (BREACH).
 */
export function addCompression(server: WebServer): void {
  let working = 0;
  server.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
    if (Buffer.byteLength(payload) < FROM_BYTES) return payload;
    if (reply.hasHeader('content-encoding') || !isText(reply.getHeader('content-type'))) {
      return payload;
    }
    const vary = reply.getHeader('vary');
    reply.header('vary', vary === undefined ? VARY : `${String(vary)}, ${VARY}`);
    const encoding = encodingFor(request);
    if (encoding === undefined || working >= MOST_AT_ONCE) return payload;
    reply.header('content-encoding', encoding);
    working += 1;
    try {
      return await COMPRESS[encoding](Buffer.isBuffer(payload) ? payload : Buffer.from(payload));
    } finally {
      working -= 1;
    }
  });
}

/** What the answer depends on besides, for who keeps it. */
export const VARY = 'Accept-Encoding';

/** How a client wants to have an answer; undefined: as it is. */
export function encodingFor({ headers }: FastifyRequest): Encoding | undefined {
  const accepted = String(headers['accept-encoding'] ?? '').toLowerCase();
  return negotiate(accepted, [...ENCODINGS]) ?? undefined;
}

function isText(type: unknown): boolean {
  return /^(text\/|application\/json)/.test(String(type ?? ''));
}
