import { FailureError, systemErrorReason } from '../errors.ts';
import type { Host, OutputStream } from './host.ts';

/**
 * Writes pieces one after the other, waiting for a slow reader. A reader who has seen enough
 * (`mess … | head -1`) is no error.
 *
 * @throws FailureError the output cannot be written, as on a full disk
 */
export async function writeAll(
  stream: OutputStream,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  // A listener stays, so that an error that comes late does not end the program with a trace.
  stream.on('error', () => {});
  for await (const piece of pieces) {
    if (!(await writePiece(stream, piece))) return;
  }
}

/** @returns whether anybody still reads */
async function writePiece(stream: OutputStream, piece: string): Promise<boolean> {
  try {
    await new Promise<void>((resolve, reject) => {
      stream.write(piece, (error) => (error ? reject(error) : resolve()));
    });
    return true;
  } catch (error) {
    if (isBrokenPipe(error)) return false;
    throw new FailureError(
      'answer_not_written',
      `The answer could not be written: ${systemErrorReason(error) ?? String(error)}.`,
      { cause: error },
    );
  }
}

function isBrokenPipe(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_PREMATURE_CLOSE'].includes(String(code));
}

/** How many columns a terminal has; undefined where nothing is to be cut or broken. */
export function widthOf({ isTTY, columns }: OutputStream): number | undefined {
  // A terminal that does not know its width says 0.
  return isTTY ? columns || undefined : undefined;
}

/** Whether the locale shows no more than ASCII: `LC_ALL`, else `LC_CTYPE`, else `LANG`, as POSIX has it. */
export function isAsciiLocale(env: Host['env']): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return !/utf-?8/i.test(locale);
}

/** Whether a stream may get colour: `--no-color`, `NO_COLOR`, `FORCE_COLOR`, `TERM`, the stream. */
export function wantsColor(stream: OutputStream, env: Host['env'], option: boolean): boolean {
  if (!option || env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}
