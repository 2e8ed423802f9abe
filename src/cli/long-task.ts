import type { LongTask } from '../commands/context.ts';
import type { Progress } from '../domain/imports/report.ts';
import { InterruptedError } from '../errors.ts';
import { progressLine } from '../output/page/progress.ts';
import type { OutputStream } from './host.ts';

/** Nothing is shown of a work that is over sooner. */
const SHOW_AFTER_MS = 500;
const SHOW_EVERY_MS = 100;

/**
 * Runs a work that Ctrl-C ends cleanly, and shows on a terminal how far it is.
 *
 * @param terminal where to show it; undefined for nowhere
 * @throws InterruptedError Ctrl-C came before the work was stored
 */
export async function runLong<T>(
  terminal: OutputStream | undefined,
  work: (task: LongTask) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const interrupted = new InterruptedError('interrupted', 'Interrupted. Nothing was changed.');
  // Once: whoever presses it again ends the program at once, and the database is whole even so.
  const onSignal = () => controller.abort(interrupted);
  process.once('SIGINT', onSignal);
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
    display.clear();
  }
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
