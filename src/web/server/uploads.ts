import type { FastifyRequest } from 'fastify';
import { BusyError, UsageError } from '../../errors.ts';
import { PIPED } from '../../input/csv/source.ts';
import type { SentFile } from '../request.ts';
import { refuseControlledName, refuseNul } from './control-characters.ts';
import type { WebServer } from './create-server.ts';

/** The largest file that is taken, in bytes. */
const FILE_LIMIT = 20 * 1024 * 1024;

/** So many are received at once: each is kept in memory until it is read. */
const FILES_AT_ONCE = 3;

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

let receiving = 0;

/**
 * Receives a file, alone or in a form. It is there as a whole before anything is done with it, so that no
 * slow client holds up those who wait for their turn to write.
 *
 * @param request whose type of body was given to `takeUploads`
 * @throws UsageError it is too large, or no form
 * @throws BusyError too many are received at once
 */
export async function receiveUpload(request: FastifyRequest): Promise<Upload> {
  const type = request.headers['content-type'] ?? '';
  if (Number(request.headers['content-length'] ?? 0) > FILE_LIMIT) throw tooLarge();
  if (receiving >= FILES_AT_ONCE) {
    throw new BusyError('another_writer', 'Other files are being received.');
  }
  receiving += 1;
  try {
    const bytes = await readWhole(request.body);
    if (type.trim().toLowerCase().startsWith(FORM)) return await readForm(type, bytes);
    return { fields: {}, file: bytes && { name: nameOf(request), bytes } };
  } finally {
    receiving -= 1;
  }
}

async function readWhole(body: unknown): Promise<Buffer | undefined> {
  if (body === undefined || body === null) return undefined;
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > FILE_LIMIT) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** By the parser that Node's `fetch` has. */
async function readForm(type: string, bytes: Buffer = Buffer.alloc(0)): Promise<Upload> {
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(bytes), {
      headers: { 'content-type': type },
    }).formData();
  } catch (error) {
    throw unfit(400, 'The form cannot be read.', error);
  }
  const fields: [string, string][] = [];
  let file: SentFile | undefined;
  for (const [key, value] of form) {
    if (typeof value === 'string') fields.push([key, value]);
    // A browser sends an empty one where none was chosen.
    else if (file === undefined && (value.name !== '' || value.size > 0)) {
      const name = lastPart(value.name) || PIPED;
      file = { name, bytes: new Uint8Array(await value.arrayBuffer()) };
    }
  }
  const sent = Object.fromEntries(fields);
  refuseNul(sent);
  return { fields: sent, file };
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
  return unfit(413, 'The file is larger than 20 MiB.');
}

function unfit(status: number, sentence: string, cause?: unknown): UsageError {
  return new UsageError('unfit_request', sentence, { details: { status }, cause });
}
