import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { UsageError } from '../../errors.ts';
import { errorAnswer } from '../errors.ts';

/** What is wrong with what never became a request, by the code that Node gives it. */
const UNREADABLE: Readonly<Record<string, readonly [status: number, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to come.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too large.'],
};

/**
 * Answers what cannot be read as HTTP, or did not come in time, with the headers of every answer.
 *
 * @param socket is closed
 */
export function answerUnreadable(
  error: Error & { readonly code?: string },
  socket: Socket,
  headers: Readonly<Record<string, string>>,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, message] = UNREADABLE[error.code ?? ''] ?? [400, 'This is no HTTP request.'];
  if (socket.writable) {
    const unfit = new UsageError('unfit_request', message, { details: { status } });
    const { headers: own, body } = errorAnswer({ status, headers: {}, error: unfit });
    const all = { ...headers, ...own, 'content-length': String(Buffer.byteLength(body)) };
    const lines = Object.entries({ ...all, connection: 'close' }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    socket.write([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
  }
  socket.destroy(error);
}
