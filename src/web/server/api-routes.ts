import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerEndpoint, jsonAnswer, refuseAtOnce } from '../answer.ts';
import { ENDPOINTS } from '../api/catalogue.ts';
import type { Endpoint } from '../api/endpoint.ts';
import { isTried } from '../api/once.ts';
import { describeApi } from '../api/openapi/openapi.ts';
import { answerOriginal } from '../original/answer.ts';
import { ORIGINAL_CALLS } from '../original/calls.ts';
import type { WebAnswer, WebRequest } from '../request.ts';
import type { Limits } from '../security/limits/limits.ts';
import { toApiRequest } from './client.ts';
import type { WebServer } from './create-server.ts';
import { longWorkOf } from './guard.ts';
import { readError } from './log.ts';
import type { ServerOptions } from './options.ts';
import { send } from './send.ts';
import { checkShape } from './shapes.ts';
import { FILE_TYPES, receiveUpload, takeUploads } from './uploads.ts';

/** What programs call: `/api/v1`, and the six calls of the service that mess replaces. */
export function addApi(server: WebServer, options: ServerOptions, limits: Limits): void {
  let description: WebAnswer | undefined;
  server.get('/api/v1/openapi.json', async (_, reply) => {
    description ??= jsonAnswer(describeApi(ENDPOINTS));
    return send(reply, description);
  });
  const endpoints = ENDPOINTS.filter((each) => !options.onlyStudents || isForStudents(each));
  server.register(async (api) => {
    api.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      api.getDefaultJsonParser('error', 'error'),
    );
    for (const endpoint of endpoints) {
      if (endpoint.takesFile) continue;
      addEndpoint(api, endpoint, async (request, reply) => {
        const asked = toApiRequest(request, options);
        const answer = () => answerSomewhere(options, endpoint, asked);
        if (!endpoint.isAlone) return send(reply, await answer());
        // Who may not keeps nobody waiting, and uses up nothing.
        await refuseAtOnce(options.lanes, endpoint, asked);
        const by = longWorkOf(request, options, asked.shown, false);
        return send(reply, await limits.alone(by, answer));
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
  server.register(async (api) => {
    takeUploads(api, FILE_TYPES);
    for (const endpoint of endpoints) {
      if (!endpoint.takesFile) continue;
      addEndpoint(api, endpoint, async (request, reply) => {
        const asked = { ...toApiRequest(request, options), body: undefined };
        await refuseAtOnce(options.lanes, endpoint, asked);
        const by = longWorkOf(request, options, asked.shown, isTried(asked));
        const answer = await receiveUpload(request, ({ file }) =>
          limits.alone(by, () => answerSomewhere(options, endpoint, { ...asked, file })),
        );
        return send(reply, answer);
      });
    }
  });
}

/** Where it keeps nobody waiting. */
function answerSomewhere(
  { lanes, answerHeavy }: ServerOptions,
  endpoint: Endpoint,
  request: WebRequest,
): Promise<WebAnswer> {
  const { name, method, isHeavy } = endpoint;
  return isHeavy && answerHeavy !== undefined
    ? answerHeavy({ kind: 'endpoint', name, isRead: method === 'GET', request })
    : answerEndpoint(lanes, endpoint, request);
}

function addEndpoint(
  api: WebServer,
  { method, path, query, body, isSignIn }: Endpoint,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): void {
  api.route({
    config: { isSignIn: isSignIn === true },
    method,
    url: `/api/v1${path}`,
    // Where all keys may be left out, so may the body.
    preValidation: async (request) => {
      if (body !== undefined) request.body ??= {};
      checkShape(request, 'body', body);
      checkShape(request, 'querystring', query);
    },
    handler,
  });
}

/** What students need that is no matter of what they may do. */
const FOR_STUDENTS = ['/studentlogin', '/sessions/student', '/openapi.json'];

function isForStudents({ own, path }: Pick<Endpoint, 'own' | 'path'>): boolean {
  return own !== undefined || FOR_STUDENTS.includes(path);
}
