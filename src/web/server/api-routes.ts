import { answerEndpoint } from '../answer.ts';
import { ENDPOINTS } from '../api/catalogue.ts';
import type { Endpoint } from '../api/endpoint.ts';
import { answerOriginal } from '../original/answer.ts';
import { ORIGINAL_CALLS } from '../original/calls.ts';
import type { Limits } from '../security/limits/limits.ts';
import { toApiRequest } from './client.ts';
import type { WebServer } from './create-server.ts';
import { readError } from './log.ts';
import type { ServerOptions } from './options.ts';
import { send } from './send.ts';

/** What programs call: `/api/v1`, and the six calls of the service that mess replaces. */
export function addApi(server: WebServer, options: ServerOptions, limits: Limits): void {
  server.register(async (api) => {
    api.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      api.getDefaultJsonParser('error', 'error'),
    );
    for (const endpoint of ENDPOINTS) {
      if (options.onlyStudents && !isForStudents(endpoint)) continue;
      api.route({
        config: { isSignIn: endpoint.isSignIn === true },
        method: endpoint.method,
        url: `/api/v1${endpoint.path}`,
        schema: {
          ...(endpoint.query && { querystring: endpoint.query }),
          ...(endpoint.body && { body: endpoint.body }),
        },
        handler: async (request, reply) => {
          const asked = toApiRequest(request, options);
          const answer = () => answerEndpoint(options.lanes, endpoint, asked);
          return send(reply, await (endpoint.isAlone ? limits.alone(answer) : answer()));
        },
      });
    }
    for (const call of ORIGINAL_CALLS) {
      if (options.onlyStudents && !isForStudents(call)) continue;
      api.route({
        config: { isSignIn: call.isSignIn === true },
        method: call.method,
        url: call.path,
        handler: async (request, reply) => {
          const asked = toApiRequest(request, options);
          return send(reply, await answerOriginal(options, call, asked));
        },
        errorHandler: (error, request, reply) =>
          send(reply, call.sayError(readError(options, request, error))),
      });
    }
  });
}

/** What students need that is no matter of what they may do. */
const FOR_STUDENTS = ['/studentlogin', '/sessions/student', '/openapi.json'];

function isForStudents({ own, path }: Pick<Endpoint, 'own' | 'path'>): boolean {
  return own !== undefined || FOR_STUDENTS.includes(path);
}
