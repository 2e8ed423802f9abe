import type { FastifyReply, FastifyRequest } from 'fastify';
import { UsageError } from '../../errors.ts';
import { holderOf } from '../access/who.ts';
import { type HttpError, toHttpError } from '../errors.ts';
import type { ServerOptions } from './options.ts';

type Log = Pick<ServerOptions, 'log' | 'now' | 'explain'>;

/** One line a request: never what was sent, nor by which token. */
export function logAnswer(options: Log, request: FastifyRequest, reply: FastifyReply): void {
  logRequest(options, request, {
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
  });
}

function logRequest(options: Log, request: FastifyRequest, outcome: object): void {
  const by = holderOf(request.shown);
  options.log(
    JSON.stringify({
      time: options.now().toISOString(),
      request: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      ...outcome,
      address: request.ip ?? null,
      by: by === undefined ? null : `${by.kind} ${by.id}`,
    }),
  );
}

/** What was thrown as HTTP has it; of a bug the log has the rest. */
export function readError(options: Log, request: FastifyRequest, thrown: unknown): HttpError {
  if (isBrokenOff(request, thrown)) {
    logRequest(options, request, { brokenOff: true });
    return toHttpError(unfitRequest('What was sent broke off', 400, thrown), options.explain);
  }
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
  return unfitRequest(error.message.replace(/\.$/, ''), status, error);
}

function unfitRequest(clause: string, status: number, cause: unknown): UsageError {
  return new UsageError('unfit_request', `${clause}.`, { details: { status }, cause });
}

/** Whether who sent it is gone in the middle of it, or was hung up on for their silence: nobody hears an answer. */
function isBrokenOff({ raw }: FastifyRequest, thrown: unknown): boolean {
  const isReset = thrown instanceof Error && 'code' in thrown && thrown.code === 'ECONNRESET';
  return isReset && raw.destroyed && !raw.complete;
}
