import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { NotFoundError } from '../../errors.ts';
import { jsonAnswer } from '../answer.ts';
import { errorAnswer } from '../errors.ts';
import { securityHeaders } from '../security/headers.ts';
import { addApi } from './api-routes.ts';
import { addAssets } from './asset-routes.ts';
import { isSecure } from './client.ts';
import { logAnswer, readError } from './log.ts';
import type { ServerOptions } from './options.ts';
import { addPages } from './page-routes.ts';
import { send } from './send.ts';

/** The largest body that is no file, in bytes. */
const BODY_LIMIT = 64 * 1024;
/** How long a client may take to send a request. */
const REQUEST_TIMEOUT_MS = 30_000;

/** A server that is made and does not listen yet. */
export type WebServer = FastifyInstance;

/** Makes the server: its routes, from the declarations, and what goes for all of them. */
export function createServer(options: ServerOptions): WebServer {
  const server = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    return503OnClosing: true,
    trustProxy: [...options.trustedProxies],
    genReqId: () => randomUUID(),
    // Values are those that were sent: null is no 0, and a mistyped key is a mistake.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    serverFactory: (handler) => options.listenOn(handler, { requestTimeout: REQUEST_TIMEOUT_MS }),
  });
  // What Fastify would read besides makes a request from another site a simple one.
  server.removeAllContentTypeParsers();
  const headers = securityHeaders(isSecure(options));
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...headers, 'x-request-id': request.id });
  });
  server.addHook('onResponse', async (request, reply) => logAnswer(options, request, reply));
  server.setNotFoundHandler(() => {
    throw new NotFoundError('no_such_page', 'There is no such address here.');
  });
  server.setErrorHandler((error, request, reply) =>
    send(reply, errorAnswer(readError(options, request, error))),
  );
  server.get('/healthz', async (_, reply) => send(reply, jsonAnswer({ alive: true })));
  server.get('/readyz', async (_, reply) => {
    await options.lanes.read(async () => {});
    return send(reply, jsonAnswer({ ready: true }));
  });
  addApi(server, options);
  addAssets(server, options);
  addPages(server, options);
  return server;
}
