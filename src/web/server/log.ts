import type { FastifyReply, FastifyRequest } from 'fastify';
import { UsageError } from '../../errors.ts';
import { holderOf } from '../access/who.ts';
import { type HttpError, toHttpError } from '../errors.ts';
import type { ServerOptions } from './options.ts';

type Log = Pick<ServerOptions, 'log' | 'now' | 'explain'>;

/** One line a request: never what was sent, nor by which token. */
export function logAnswer(options: Log, request: FastifyRequest, reply: FastifyReply): void {
  const by = holderOf(request.shown);
  options.log(
    JSON.stringify({
      time: options.now().toISOString(),
      request: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      address: request.ip ?? null,
      by: by === undefined ? null : `${by.kind} ${by.id}`,
    }),
  );
}

/** What was thrown as HTTP has it; of a bug the log has the rest. */
export function readError(options: Log, request: FastifyRequest, thrown: unknown): HttpError {
  const found = toHttpError(fromFastify(thrown), options.explain);
  const { reason, cause, details } = found.error;
  if (reason === 'bug') {
    options.log(
      JSON.stringify({
        time: options.now().toISOString(),
        request: request.id,
        bug: details,
        stack: cause instanceof Error ? cause.stack : String(cause),
      }),
    );
  }
  return found;
}

/** What Fastify refuses by itself, as an error of ours; anything else as it is. */
function fromFastify(error: unknown): unknown {
  if (!(error instanceof Error) || !('statusCode' in error) || !('code' in error)) return error;
  const status = Number(error.statusCode);
  if (!(status >= 400 && status < 500)) return error;
  return new UsageError('unfit_request', `${error.message.replace(/\.$/, '')}.`, {
    details: { status },
    cause: error,
  });
}
