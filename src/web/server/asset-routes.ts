import { encodingFor, VARY } from './compress.ts';
import type { WebServer } from './create-server.ts';
import type { ServerOptions } from './options.ts';

const A_DAY = 'public, max-age=86400';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Style sheets and scripts: what they are called says what is in them, so that they are kept for ever. */
export function addAssets(server: WebServer, { assets }: ServerOptions): void {
  for (const { path, type, content, brotli } of assets.files) {
    server.get(path, async (request, reply) => {
      reply.headers({ 'content-type': type, 'cache-control': FOR_EVER });
      if (encodingFor(request) !== 'br') return reply.send(content);
      return reply.headers({ 'content-encoding': 'br', vary: VARY }).send(brotli);
    });
  }
  // There is no icon. Browsers ask for one all the same, and log what is not found as a fault.
  server.get('/favicon.ico', (_, reply) => reply.code(204).header('cache-control', A_DAY).send());
}
