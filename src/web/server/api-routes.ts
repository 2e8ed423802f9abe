import { answerEndpoint } from '../answer.ts';
import { ENDPOINTS } from '../api/catalogue.ts';
import { answerOriginal } from '../original/answer.ts';
import { ORIGINAL_CALLS } from '../original/calls.ts';
import { toWebRequest } from './client.ts';
import type { WebServer } from './create-server.ts';
import { readError } from './log.ts';
import type { ServerOptions } from './options.ts';
import { send } from './send.ts';

/** What programs call: `/api/v1`, and the six calls of the service that mess replaces. */
export function addApi(server: WebServer, options: ServerOptions): void {
  server.register(async (api) => {
    api.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      api.getDefaultJsonParser('error', 'error'),
    );
    for (const endpoint of ENDPOINTS) {
      api.route({
        method: endpoint.method,
        url: `/api/v1${endpoint.path}`,
        schema: {
          ...(endpoint.query && { querystring: endpoint.query }),
          ...(endpoint.body && { body: endpoint.body }),
        },
        handler: async (request, reply) => {
          const asked = toWebRequest(request, options);
          return send(reply, await answerEndpoint(options.lanes, endpoint, asked));
        },
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
}
