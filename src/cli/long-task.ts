import type { LongTask } from '../commands/context.ts';
import type { Progress } from '../domain/imports/report.ts';
import { InterruptedError } from '../errors.ts';
import { progressLine } from '../output/page/progress.ts';
import { EXIT_CODES } from '../reasons.ts';
import type { OutputStream } from './host.ts';

/** Nothing is shown of a work that is over sooner. */
const SHOW_AFTER_MS = 500;
const SHOW_EVERY_MS = 100;

/**
 * Runs a work that Ctrl-C ends cleanly, and SIGTERM where that is asked for, and shows on a terminal how far it is.
 *
 * @param terminal where to show it; undefined for nowhere
 * @throws InterruptedError one of them came before the work was stored
 */
export async function runLong<T>(
  terminal: OutputStream | undefined,
  work: (task: LongTask) => Promise<T>,
  onTerm: 'cleanly' | 'at once' = 'at once',
): Promise<T> {
  const controller = new AbortController();
  const interrupted = new InterruptedError('interrupted', 'Interrupted. Nothing was changed.');
  // Once: whoever presses it again ends the program at once, and the database is whole even so.
  const onSignal = () => controller.abort(interrupted);
  const onSigterm = () => {
    process.once('exit', sayTerminated);
    onSignal();
  };
  process.once('SIGINT', onSignal);
  if (onTerm === 'cleanly') process.once('SIGTERM', onSigterm);
  const display = createDisplay(terminal);
  try {
    return await work({
      signal: controller.signal,
      onProgress: (progress) => {
        controller.signal.throwIfAborted();
        display.show(progress);
      },
    });
  } catch (error) {
    // A stream that is ended by the signal throws an error of its own.
    throw error instanceof Error && error.name === 'AbortError' ? interrupted : error;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSigterm);
    display.clear();
  }
}

/** As a shell says it of what SIGTERM has ended: 128 and its number. */
function sayTerminated(code: number): void {
  if (code === EXIT_CODES.interrupted) process.exitCode = 143;
}

function createDisplay(terminal: OutputStream | undefined) {
  let phase: Progress['phase'] | undefined;
  let phaseBegan = performance.now();
  const began = phaseBegan;
  let lastShown = 0;
  return {
    show(progress: Progress) {
      const now = performance.now();
      if (progress.phase !== phase) {
        phase = progress.phase;
        phaseBegan = now;
      }
      if (terminal === undefined || now - began < SHOW_AFTER_MS) return;
      if (now - lastShown < SHOW_EVERY_MS) return;
      lastShown = now;
      const line = progressLine(progress, now - phaseBegan);
      terminal.write(`\r\u001b[K${line.slice(0, (terminal.columns || 80) - 1)}`);
    },
    clear() {
      if (lastShown > 0) terminal?.write('\r\u001b[K');
    },
  };
}
