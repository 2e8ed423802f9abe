import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { BusyError, UsageError } from '../../errors.ts';
import { PIPED } from '../../input/csv/source.ts';
import type { SentFile } from '../sent-file.ts';
import { refuseControlledName, refuseNul } from './control-characters.ts';
import type { WebServer } from './create-server.ts';
import { readFormParts } from './form-parts.ts';
import { openSpool, type Spool } from './spool.ts';

/** The largest file that is taken, in bytes. */
const FILE_LIMIT = 20 * 1024 * 1024;

/** So many are received and read at once: each takes room on the disk until it is answered. */
const FILES_AT_ONCE = 3;

/** By who shows one token: whose line has stalled leaves a place to others. */
const FILES_AT_ONCE_OF_ONE = 2;

/** What a form with a file sent: its other fields, each once, and the file. */
export interface Upload {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: SentFile | undefined;
}

const FORM = 'multipart/form-data';

/** Has a server leave the bodies of these types to `receiveUpload`: whoever may not send any is refused first. */
export function takeUploads(server: WebServer, types: readonly string[]): void {
  server.addContentTypeParser([...types], (_, payload, done) => done(null, payload));
}

export const FILE_TYPES: readonly string[] = ['text/csv', 'application/octet-stream', FORM];

/** The token that was shown for each that is received now. */
const receiving: (string | undefined)[] = [];

/**
 * Receives a file, alone or in a form, piece by piece. It is there as a whole, on the disk, before anything is
 * done with it, so that no slow client holds up those who wait for their turn to write, and no large one takes
 * the memory of others.
 *
 * @param request whose type of body was given to `takeUploads`
 * @param use what is done with it; it is there until this is done
 * @throws UsageError it is too large, or no form
 * @throws BusyError too many are received at once
 * @throws UnavailableError `disk_failed`: it cannot be kept
 */
export async function receiveUpload<T>(
  request: FastifyRequest,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  const type = request.headers['content-type'] ?? '';
  if (Number(request.headers['content-length'] ?? 0) > FILE_LIMIT) throw tooLarge();
  const token = request.shown?.token;
  const own = receiving.filter((each) => each === token);
  if (receiving.length >= FILES_AT_ONCE || own.length >= FILES_AT_ONCE_OF_ONE) {
    throw new BusyError('another_writer', 'Other files are being received.');
  }
  receiving.push(token);
  let spool: Spool | undefined;
  try {
    spool = await openSpool();
    const isForm = type.trim().toLowerCase().startsWith(FORM);
    return await use(await (isForm ? receiveForm(request, type, spool) : receive(request, spool)));
  } finally {
    receiving.splice(receiving.indexOf(token), 1);
    await spool?.close();
  }
}

async function receive(request: FastifyRequest, spool: Spool): Promise<Upload> {
  const name = nameOf(request);
  if (request.body === undefined || request.body === null) return { fields: {}, file: undefined };
  for await (const piece of piecesOf(request.body)) await spool.add(piece);
  return { fields: {}, file: spool.sent(name) };
}

async function receiveForm(request: FastifyRequest, type: string, spool: Spool): Promise<Upload> {
  let name: string | undefined;
  const fields = await readFormParts(type, piecesOf(request.body), {
    wants(given) {
      if (name !== undefined) return false;
      name = lastPart(given) || PIPED;
      return true;
    },
    take: spool.add,
  });
  refuseNul(fields);
  return { fields, file: name === undefined ? undefined : spool.sent(name) };
}

/** @throws UsageError they are too many */
async function* piecesOf(body: unknown): AsyncGenerator<Buffer> {
  if (body === undefined || body === null) return;
  let length = 0;
  const stream = body as Readable;
  // Where no more of it is wanted there is still somebody to be answered, who may be sending yet.
  try {
    for await (const piece of stream.iterator({ destroyOnReturn: false })) {
      length += piece.length;
      if (length > FILE_LIMIT) throw tooLarge();
      yield piece;
    }
  } finally {
    stream.resume();
  }
}

/** By a header, percent-encoded as headers have no other letters, or by the address. */
function nameOf({ headers, query }: FastifyRequest): string {
  const given = headers['x-file-name'] ?? (query as { readonly fileName?: unknown }).fileName;
  return typeof given === 'string' ? lastPart(decode(given)) || PIPED : PIPED;
}

function decode(given: string): string {
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}

const MAX_NAME = 200;

/**
 * Where the file lies on the sender's machine is nobody's business.
 *
 * @throws UsageError `bad_value`
 */
function lastPart(name: string): string {
  const part = name.split(/[\\/]/).at(-1)?.trim() ?? '';
  return refuseControlledName([...part].slice(-MAX_NAME).join(''));
}

function tooLarge(): UsageError {
  return new UsageError('unfit_request', 'The file is larger than 20 MiB.', {
    details: { status: 413 },
  });
}
