import type { TObject } from 'typebox';
import { ErrorAnswer } from '../../../documents/schemas/error.ts';
import type { Endpoint } from '../endpoint.ts';
import { type Components, createComponents, type JsonObject } from './components.ts';

/** What goes for all of it, in paragraphs. */
export const ABOUT = `What the command line does, over HTTP: the answers are the documents that its \`--json\` prints. Amounts are text with the currency's decimals, days are numbers, months \`YYYY-MM\`. Keys may be added, none is taken away or changes its type.

An id may hold a slash, written \`%2F\`. A request that changes something may bear an \`Idempotency-Key\`, a UUID: sent again, it is answered as before and not done twice.

Imports and verifications are done one at a time, ten an hour for each who asks, and sixty dry runs.`;

/** The endpoints as OpenAPI 3.1 says them, made from their declarations. */
export function describeApi(endpoints: readonly Endpoint[]): JsonObject {
  const components = createComponents();
  const error = components.refer(ErrorAnswer);
  const paths = new Map<string, JsonObject>();
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    const method = endpoint.method.toLowerCase();
    paths.set(path, { ...paths.get(path), [method]: describeEndpoint(endpoint, components) });
  }
  return {
    openapi: '3.1.0',
    info: { title: 'mess', version: '1', description: ABOUT },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }, { cookie: [] }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: components.list(),
      responses: {
        Error: {
          description:
            'It is refused. 400: it cannot be read; 401: nobody is signed in; 403: it is not allowed; 404: there is no such thing; 409: it contradicts what is recorded; 422: a value that cannot be; 429 and 503: later, see Retry-After; 500: it failed.',
          content: { 'application/json': { schema: error } },
        },
      },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'the token of a session or of a service',
        },
        cookie: { type: 'apiKey', in: 'cookie', name: '__Host-mess' },
      },
    },
  };
}

function describeEndpoint(endpoint: Endpoint, components: Components): JsonObject {
  const { name, path, summary, details, permission, own, answer, status = 200 } = endpoint;
  const isRead = endpoint.method === 'GET';
  const parameters = [
    ...pathParameters(path),
    ...queryParameters(endpoint, components),
    ...(isRead || endpoint.isSignIn ? [] : [KEY]),
  ];
  const body = describeBody(endpoint, components);
  return {
    operationId: name,
    tags: [path.split('/')[1] ?? ''],
    summary,
    ...(details !== undefined && { description: details }),
    ...(permission === 'none' && { security: [] }),
    'x-permission': permission,
    ...(own !== undefined && { 'x-own': own }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: body }),
    responses: {
      [status]: {
        description: 'done',
        ...(takesBasis(endpoint) && { headers: { 'X-Basis': BASIS } }),
        content: { 'application/json': { schema: components.refer(answer) } },
      },
      ...(isRead &&
        !endpoint.isFleeting && { 304: { description: 'as it was: see If-None-Match' } }),
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

/** Whether it can be looked at what it would do, and agreed to that. */
function takesBasis({ query, body }: Endpoint): boolean {
  return [query, body].some((each) => 'basis' in ((each as TObject | undefined)?.properties ?? {}));
}

const BASIS: JsonObject = {
  description: 'of a dry run: what was shown, to be sent back as basis with what is agreed to',
  schema: { type: 'string' },
};

const KEY: JsonObject = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'by which the request is known, if it is sent again',
  schema: { type: 'string', format: 'uuid' },
};

function pathParameters(path: string): JsonObject[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: Endpoint, components: Components): JsonObject[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = components.refer(query);
  return Object.entries(properties as JsonObject).map(([name, schema]) => ({
    name,
    in: 'query',
    ...((required as readonly string[]).includes(name) && { required: true }),
    schema,
  }));
}

function describeBody(
  { body, takesFile }: Endpoint,
  components: Components,
): JsonObject | undefined {
  if (takesFile) {
    const form = { type: 'object', properties: { file: FILE }, required: ['file'] };
    return {
      required: true,
      content: {
        'text/csv': { schema: { type: 'string' } },
        'application/octet-stream': { schema: FILE },
        'multipart/form-data': { schema: form },
      },
    };
  }
  if (body === undefined) return undefined;
  const schema = components.refer(body);
  const isNeeded = ((schema.required ?? []) as readonly string[]).length > 0;
  return { required: isNeeded, content: { 'application/json': { schema } } };
}

const FILE: JsonObject = { type: 'string', contentMediaType: 'application/octet-stream' };
