import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerEndpoint, jsonAnswer, refuseAtOnce } from '../answer.ts';
import { ENDPOINTS } from '../api/catalogue.ts';
import type { Endpoint } from '../api/endpoint.ts';
import { describeApi } from '../api/openapi/openapi.ts';
import { answerOriginal } from '../original/answer.ts';
import { ORIGINAL_CALLS } from '../original/calls.ts';
import type { WebAnswer } from '../request.ts';
import { toWebRequest } from './client.ts';
import type { WebServer } from './create-server.ts';
import { readError } from './log.ts';
import type { ServerOptions } from './options.ts';
import { send } from './send.ts';
import { FILE_TYPES, receiveUpload, takeUploads } from './uploads.ts';

/** What programs call: `/api/v1`, and the six calls of the service that mess replaces. */
export function addApi(server: WebServer, options: ServerOptions): void {
  let description: WebAnswer | undefined;
  server.get('/api/v1/openapi.json', async (_, reply) => {
    description ??= jsonAnswer(describeApi(ENDPOINTS));
    return send(reply, description);
  });
  server.register(async (api) => {
    api.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      api.getDefaultJsonParser('error', 'error'),
    );
    for (const endpoint of ENDPOINTS) {
      if (endpoint.takesFile) continue;
      addEndpoint(api, endpoint, async (request, reply) => {
        const asked = toWebRequest(request, options);
        return send(reply, await answerEndpoint(options.lanes, endpoint, asked));
      });
    }
    for (const call of ORIGINAL_CALLS) {
      api.route({
        method: call.method,
        url: call.path,
        handler: async (request, reply) => {
          const asked = toWebRequest(request, options);
          return send(reply, await answerOriginal(options, call, asked));
        },
        errorHandler: (error, request, reply) =>
          send(reply, call.sayError(readError(options, request, error))),
      });
    }
  });
  server.register(async (api) => {
    takeUploads(api, FILE_TYPES);
    for (const endpoint of ENDPOINTS) {
      if (!endpoint.takesFile) continue;
      addEndpoint(api, endpoint, async (request, reply) => {
        const asked = { ...toWebRequest(request, options), body: undefined };
        await refuseAtOnce(options.lanes, endpoint, asked);
        const { file } = await receiveUpload(request);
        return send(reply, await answerEndpoint(options.lanes, endpoint, { ...asked, file }));
      });
    }
  });
}

function addEndpoint(
  api: WebServer,
  { method, path, query, body }: Endpoint,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): void {
  const schema = { ...(query && { querystring: query }), ...(body && { body }) };
  api.route({
    method,
    url: `/api/v1${path}`,
    schema,
    // Where all keys may be left out, so may the body.
    preValidation: async (request) => {
      if (body !== undefined) request.body ??= {};
    },
    handler,
  });
}
