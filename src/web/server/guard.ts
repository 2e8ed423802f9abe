import type { FastifyReply, FastifyRequest } from 'fastify';
import { BusyError, UsageError } from '../../errors.ts';
import { findShownToken } from '../access/cookies.ts';
import { holderOf } from '../access/who.ts';
import type { ShownToken } from '../request.ts';
import { corsHeaders, isPreflight } from '../security/cors.ts';
import { isOwnHost } from '../security/host.ts';
import type { Limits, LongWork } from '../security/limits/limits.ts';
import { isLoopback, networkOf } from '../security/limits/network.ts';
import { isChange } from '../security/origin.ts';
import { isSecure } from './client.ts';
import type { WebServer } from './create-server.ts';
import type { ServerOptions } from './options.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** It signs somebody in. */
    isSignIn?: boolean;
  }
}

/** They say nothing of the mess, and are asked by what has no name for the server. */
const PROBES = ['/healthz', '/readyz'];

/** Looks at each request before anything is done for it, and before the mess is asked anything. */
export function addGuards(server: WebServer, options: ServerOptions, limits: Limits): void {
  let isClosing = false;
  server.addHook('preClose', async () => {
    isClosing = true;
  });
  server.addHook('onRequest', async (request, reply) => {
    if (isClosing) throw new BusyError('mess_closing', 'The mess is being closed.');
    if (!PROBES.includes(request.url)) {
      refuseOtherHost(request, options);
      if (isOverPlainHttp(request, options)) return sendToHttps(request, reply, options);
    }
    const asked = {
      method: request.method,
      url: request.url,
      origin: request.headers.origin,
      wanted: request.headers['access-control-request-method'],
    };
    const allowed = corsHeaders(asked, options.corsOrigins);
    if (allowed !== undefined) reply.headers(allowed);
    if (isPreflight(asked) && allowed?.['access-control-allow-origin'] !== undefined) {
      return reply.code(204).send();
    }
    countRequest(request, options, limits);
  });
  server.addHook('onResponse', async (request, reply) => {
    const isFailure = reply.statusCode >= 400 && reply.statusCode < 429;
    if (isFailure && isSignIn(request)) limits.countFailedSignIn(networkOf(request.ip));
  });
}

/** @throws UsageError it was meant for another server, or for two */
function refuseOtherHost({ headers, raw, url: asked }: FastifyRequest, { url }: ServerOptions) {
  const named = raw.rawHeaders.filter((each, at) => at % 2 === 0 && /^host$/i.test(each));
  // To a proxy a whole address is sent, whose host goes before that of the header (RFC 9112, 3.2.2).
  const whole = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(asked)?.[1];
  const isOwn = isOwnHost(headers.host, url) && (whole === undefined || isOwnHost(whole, url));
  if (isOwn && named.length === 1) return;
  throw new UsageError('unfit_request', 'There is no such server here.', {
    details: { status: 421 },
  });
}

/** Whether a proxy, whose word is taken, says that it came without encryption. */
function isOverPlainHttp({ headers, protocol }: FastifyRequest, options: ServerOptions): boolean {
  return isSecure(options) && headers['x-forwarded-proto'] !== undefined && protocol === 'http';
}

/** @throws UsageError it would have been a change: what was sent has been read on its way already */
function sendToHttps({ method, url }: FastifyRequest, reply: FastifyReply, options: ServerOptions) {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new UsageError('unfit_request', 'This is served by HTTPS alone.', {
      details: { status: 403 },
    });
  }
  return reply.code(308).header('location', `${options.url?.origin}${url}`).send();
}

/** @throws BusyError `too_many_requests` */
function countRequest(request: FastifyRequest, options: ServerOptions, limits: Limits): void {
  const network = networkOf(request.ip);
  const atHome = isAtHome(request, options);
  if (!atHome) limits.countRequest(network);
  if (isSignIn(request)) limits.countSignIn(network);
  if (atHome || !isChange(request.method)) return;
  const { authorization, cookie } = request.headers;
  const shown = findShownToken(authorization, cookie, isSecure(options));
  if (shown !== undefined) limits.countWrite(shown.token);
}

/** Who is on this machine, where nobody else comes, can do worse than to ask often. */
function isAtHome({ ip }: FastifyRequest, { url }: ServerOptions): boolean {
  return url === undefined && isLoopback(ip);
}

/**
 * Whose long work a request is; nobody's at home.
 *
 * @param shown by whom it is known already who shows it
 * @param isLook whether it only looks at what would be done
 */
export function longWorkOf(
  request: FastifyRequest,
  options: ServerOptions,
  shown: ShownToken | undefined,
  isLook: boolean,
): LongWork | undefined {
  const by = holderOf(shown);
  if (by === undefined || isAtHome(request, options)) return undefined;
  return { who: `${by.kind} ${by.id}`, isLook };
}

function isSignIn({ method, routeOptions }: FastifyRequest): boolean {
  return routeOptions.config?.isSignIn === true && isChange(method);
}
