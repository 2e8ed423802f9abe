import { createHash } from 'node:crypto';
import { closeSync, constants, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal, Readable } from 'node:stream';
import { FileFault } from '../../domain/imports/report.ts';
import { formatSize } from '../../domain/values/size.ts';
import { NotFoundError, systemErrorReason } from '../../errors.ts';

export interface SourceOptions {
  /** The largest file that is read. */
  readonly maxBytes: number;
  /** Ends a wait for bytes that do not come. */
  readonly signal: AbortSignal;
}

/** The bytes of a file, to be read once. */
export interface Source {
  /** As it is called in reports. */
  readonly name: string;
  /** Pieces in order; throws FileFault when they are more than may be. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Read so far, and of how many where that is known. */
  progress(): { readonly bytes: number; readonly fraction: number | undefined };
  /** SHA-256 of all bytes, in hexadecimal; to be asked for once they are read. */
  digest(): string;
}

/** How what was piped in is called, in a report and in the list of imports. */
export const PIPED = 'stdin';

/**
 * Opens a file, a pipe, or standard input when the name is `-`.
 *
 * @throws NotFoundError there is no such file, or it cannot be read
 */
export function openSource(name: string, stdin: Readable, options: SourceOptions): Source {
  if (name === '-') return createSource(PIPED, stdin, undefined, options);
  try {
    // O_NONBLOCK: opening a pipe that nobody writes to would hang, and so would the end of the process.
    const fd = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = fstatSync(fd);
    if (found.isDirectory()) {
      closeSync(fd);
      throw isFolder(name);
    }
    // A socket waits for a writer without blocking a thread, unlike a file stream.
    const stream = found.isFIFO()
      ? new Socket({ fd, readable: true, writable: false })
      : createReadStream('', { fd, highWaterMark: PIECE_BYTES });
    return createSource(name, stream, found.isFile() ? found.size : undefined, options);
  } catch (error) {
    throw error instanceof NotFoundError ? error : cannotRead(name, error);
  }
}

/**
 * A file that was received whole.
 *
 * @param name as whoever sent it calls it
 */
export function sourceOfBytes(name: string, bytes: Uint8Array): Source {
  return sourceOfPieces(name, bytes.length, (from, length) =>
    Buffer.from(bytes.buffer, bytes.byteOffset + from, length),
  );
}

/**
 * A file that is open and stays open, from its beginning.
 *
 * @param fd its descriptor
 */
export function sourceOfOpenFile(name: string, fd: number, size: number): Source {
  // Not a file stream: one that is left early closes the descriptor, whatever it was told of it, and who has
  // the file then closes what another has opened under the same number.
  return sourceOfPieces(name, size, (from, length) => {
    const piece = Buffer.alloc(length);
    return piece.subarray(0, readSync(fd, piece, 0, length, from));
  });
}

/** A file is read in pieces, between which others are served. */
const PIECE_BYTES = 2 ** 16;

function sourceOfPieces(
  name: string,
  size: number,
  read: (from: number, length: number) => Buffer,
): Source {
  const pieces = function* () {
    for (let from = 0; from < size; from += PIECE_BYTES) {
      yield read(from, Math.min(PIECE_BYTES, size - from));
    }
  };
  const options = { maxBytes: size, signal: new AbortController().signal };
  return createSource(name, Readable.from(pieces(), { objectMode: true }), size, options);
}

function createSource(
  name: string,
  stream: Readable,
  size: number | undefined,
  { maxBytes, signal }: SourceOptions,
): Source {
  const hash = createHash('sha256');
  let bytes = 0;
  let digest: string | undefined;
  async function* read(): AsyncGenerator<Buffer> {
    if (size !== undefined && size > maxBytes) throw tooLarge(maxBytes);
    try {
      for await (const chunk of addAbortSignal(signal, stream)) {
        const buffer: Buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        bytes += buffer.length;
        if (bytes > maxBytes) throw tooLarge(maxBytes);
        hash.update(buffer);
        yield buffer;
      }
      if (size && bytes !== size) throw changed();
    } catch (error) {
      if (error instanceof FileFault || signal.aborted) throw error;
      throw systemErrorReason(error) === undefined ? error : cannotRead(name, error);
    }
  }
  return {
    name,
    chunks: read(),
    progress: () => ({ bytes, fraction: size ? Math.min(1, bytes / size) : undefined }),
    digest: () => {
      digest ??= hash.digest('hex');
      return digest;
    },
  };
}

/** What was read may be anything from a part of it to a mixture. */
function changed(): FileFault {
  return new FileFault(
    {
      line: 1,
      column: '',
      value: '',
      code: 'file_changed',
      message: 'the file was changed while it was read',
    },
    { spoilsAll: true },
  );
}

function tooLarge(maxBytes: number): FileFault {
  return new FileFault({
    line: 1,
    column: '',
    value: '',
    code: 'file_too_large',
    message: `the file is larger than ${formatSize(maxBytes)}`,
    remedy: { offer: 'larger files' },
  });
}

function isFolder(name: string): NotFoundError {
  return new NotFoundError('file_is_folder', `${name} is a folder, not a file.`, {
    about: { file: name },
  });
}

function cannotRead(name: string, error: unknown): NotFoundError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new NotFoundError('file_missing', `There is no file ${name}.`, { cause: error });
  }
  const reason = systemErrorReason(error) ?? 'it is not a file';
  return new NotFoundError('file_unreadable', `${name} cannot be read: ${reason}.`, {
    about: { file: name },
    cause: error,
  });
}
