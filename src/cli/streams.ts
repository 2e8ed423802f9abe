import { once } from 'node:events';
import { FailureError, systemErrorReason } from '../errors.ts';
import type { Host, OutputStream } from './host.ts';

/**
 * Writes pieces one after the other, waiting for a slow reader. A reader who has seen enough
 * (`mess … | head -1`) is no error.
 *
 * @throws FailureError the output cannot be written, as on a full disk
 */
export async function writeAll(stream: OutputStream, pieces: Iterable<string>): Promise<void> {
  let failure: Error | undefined;
  const onError = (error: Error) => {
    failure = error;
  };
  stream.on('error', onError);
  try {
    for (const piece of pieces) {
      if (failure !== undefined || stream.destroyed) break;
      if (!stream.write(piece)) {
        // Each leaves its listeners behind unless it is told to go.
        const over = new AbortController();
        const wait = (event: string) => once(stream, event, { signal: over.signal });
        const first = Promise.race([wait('drain'), wait('close')]);
        await first.catch(onError).finally(() => over.abort());
      }
    }
    // The last write's error comes with its callback.
    if (failure === undefined && !stream.destroyed) {
      await new Promise<void>((resolve) => {
        stream.write('', () => resolve());
      });
    }
  } finally {
    // A listener stays, so that an error that comes late does not end the program with a trace.
    stream.on('error', () => {});
    stream.off('error', onError);
  }
  if (failure === undefined || isBrokenPipe(failure)) return;
  const reason = systemErrorReason(failure) ?? failure.message;
  throw new FailureError(`The answer could not be written: ${reason}.`, {
    hint: 'what the command changed, if anything, is stored',
    cause: failure,
  });
}

function isBrokenPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

/** Whether a stream may get colour: `--no-color`, `NO_COLOR`, `FORCE_COLOR`, `TERM`, the stream. */
export function wantsColor(stream: OutputStream, env: Host['env'], option: boolean): boolean {
  if (!option || env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}
