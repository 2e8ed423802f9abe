import { createInterface } from 'node:readline';
import { type StartedProcess, startMess } from '../../support/process.ts';

export interface Serving extends StartedProcess {
  /** Waits for a line of the log that has a key, from the first that was not yet waited for. */
  line(key: string): Promise<Record<string, unknown>>;
}

/** Starts the built program's server, and waits until it listens. */
export async function startServing(
  home: string,
  args: readonly string[],
): Promise<Serving & { readonly listening: string }> {
  const started = startMess(home, ['serve', ...args]);
  const { stderr } = started.child;
  if (stderr === null) throw new TypeError('The log of the server is not read.');
  const lines = createInterface({ input: stderr })[Symbol.asyncIterator]();
  const line = async (key: string) => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`The server ended: ${(await started.ended).stderr}`);
      const found: Record<string, unknown> = value.startsWith('{') ? JSON.parse(value) : {};
      if (key in found) return found;
    }
  };
  const { listening } = await line('listening');
  return { ...started, line, listening: String(listening) };
}
