import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { NotFoundError } from '../../errors.ts';
import { jsonAnswer } from '../answer.ts';
import { errorAnswer } from '../errors.ts';
import { securityHeaders } from '../security/headers.ts';
import { createLimits, USUAL_RATES } from '../security/limits/limits.ts';
import { addApi } from './api-routes.ts';
import { addAssets } from './asset-routes.ts';
import { isSecure } from './client.ts';
import { addCompression } from './compress.ts';
import { addGuards } from './guard.ts';
import { logAnswer, readError } from './log.ts';
import type { ServerOptions } from './options.ts';
import { addPages } from './page-routes.ts';
import { answerUnreadable } from './raw-answers.ts';
import { send } from './send.ts';

/** The largest body that is no file, in bytes. */
const BODY_LIMIT = 64 * 1024;

/** How long a client may take, in milliseconds: a slow one does not hold what others need. */
const TIMES = {
  headersTimeout: 10_000,
  /** For a whole request. */
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 30_000,
};

/** How long a connection may be silent: who reads no answer is cut off. */
const SILENCE_MS = 60_000;

/** A server that is made and does not listen yet. */
export type WebServer = FastifyInstance;

/** Makes the server: its routes, from the declarations, and what goes for all of them. */
export function createServer(options: ServerOptions): WebServer {
  const headers = securityHeaders(isSecure(options));
  const limits = createLimits(options.rates ?? USUAL_RATES, options.now);
  const server: WebServer = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    // A hook says so with the headers of every answer.
    return503OnClosing: false,
    trustProxy: options.isBehindSocket
      ? (address, hop) => hop === 0 && address === undefined
      : [...options.trustedProxies],
    genReqId: () => randomUUID(),
    // Values are those that were sent: null is no 0, and a mistyped key is a mistake.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    serverFactory(handler) {
      const listening = options.listenOn(handler, TIMES);
      listening.setTimeout(SILENCE_MS);
      return listening;
    },
    clientErrorHandler: (error, socket) => answerUnreadable(error, socket, headers),
    frameworkErrors: (error, request, reply) =>
      void send(
        reply.headers({ ...headers, 'x-request-id': request.id }),
        errorAnswer(readError(options, request, error)),
      ),
  });
  // What Fastify would read besides makes a request from another site a simple one.
  server.removeAllContentTypeParsers();
  server.decorateRequest('shown', undefined);
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...headers, 'x-request-id': request.id });
  });
  addGuards(server, options, limits);
  addCompression(server);
  server.addHook('onResponse', async (request, reply) => logAnswer(options, request, reply));
  const refuseAddress = () => {
    throw new NotFoundError('no_such_page', 'There is no such address here.');
  };
  server.setNotFoundHandler(refuseAddress);
  server.setErrorHandler((error, request, reply) =>
    send(reply, errorAnswer(readError(options, request, error))),
  );
  server.get('/healthz', async (_, reply) => send(reply, jsonAnswer({ alive: true })));
  server.get('/readyz', async (_, reply) => {
    await options.lanes.read(async () => {});
    return send(reply, jsonAnswer({ ready: true }));
  });
  // A program is told so as it is told everything else.
  server.get('/api/*', refuseAddress);
  addApi(server, options, limits);
  addAssets(server, options);
  addPages(server, options, limits);
  return server;
}
