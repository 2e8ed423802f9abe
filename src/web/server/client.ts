import type { FastifyRequest } from 'fastify';
import { UsageError } from '../../errors.ts';
import { cookieName, findShownToken, readCookie } from '../access/cookies.ts';
import type { ShownToken, WebRequest } from '../request.ts';
import { networkOf } from '../security/limits/network.ts';
import { refuseOtherSite, refuseSimpleType } from '../security/origin.ts';
import { refuseControlCharacters } from './control-characters.ts';
import type { ServerOptions } from './options.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What it showed to be known by; undefined also where it did not come so far. */
    shown: ShownToken | undefined;
  }
}

/** Whether it is reached by HTTPS alone. */
export function isSecure({ url }: Pick<ServerOptions, 'url'>): boolean {
  return url?.protocol === 'https:';
}

/**
 * What a handler has of a request.
 *
 * @throws NotAllowedError it came with a browser's cookie from another site's page
 * @throws NotFoundError a control character is in its path
 * @throws UsageError `bad_value`: its key is no UUID, or a control character is in its query or U+0000 in its body
 */
export function toWebRequest(request: FastifyRequest, options: ServerOptions): WebRequest {
  const { authorization, cookie } = request.headers;
  const shown = findShownToken(authorization, cookie, isSecure(options));
  if (shown?.by === 'cookie') refuseForeign(request, options);
  request.shown = shown;
  const params = request.params as Readonly<Record<string, string>>;
  const query = request.query as Readonly<Record<string, unknown>>;
  refuseControlCharacters(params, query, request.body);
  return {
    params,
    query,
    body: request.body,
    shown,
    place: `web ${networkOf(request.ip)}`,
    device: readCookie(cookie, cookieName('mess-device', isSecure(options))),
    onlyStudents: options.onlyStudents,
    known: request.headers['if-none-match'],
    operationId: readOperationId(request.headers['idempotency-key']),
  };
}

/** @throws NotAllowedError a browser sent it from another site's page */
export function refuseForeign(request: FastifyRequest, { url }: ServerOptions): void {
  const site = request.headers['sec-fetch-site'];
  refuseOtherSite({
    method: request.method,
    secFetchSite: Array.isArray(site) ? site.join() : site,
    origin: request.headers.origin,
    own: originOf(request, url),
  });
}

/** Where its clients find it. Without an address of its own only loopback is a host of it. */
export function originOf(request: FastifyRequest, url: ServerOptions['url']): string {
  return url?.origin ?? `http://${request.headers.host}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @throws UsageError `bad_value` */
function readOperationId(given: string | readonly string[] | undefined): string | undefined {
  if (given === undefined) return undefined;
  const id = String(given).trim().toLowerCase();
  if (UUID.test(id)) return id;
  throw new UsageError('bad_value', 'Idempotency-Key: not a UUID.', {
    details: { field: 'Idempotency-Key', code: 'bad_id' },
  });
}

/**
 * The same of a request to the API.
 *
 * @throws NotAllowedError it came with a browser's cookie, and any site's form could have sent it
 */
export function toApiRequest(request: FastifyRequest, options: ServerOptions): WebRequest {
  const asked = toWebRequest(request, options);
  if (asked.shown?.by === 'cookie') {
    refuseSimpleType(request.method, request.headers['content-type']);
  }
  return asked;
}
