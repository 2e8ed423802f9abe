import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { Host } from './host.ts';

/**
 * What `less` is told where nothing is said: to end by itself on a short answer, to show colours, and to say how
 * it is left. What is typed into it by mistake may write no file and run no program.
 */
const DEFAULTS = { LESS: 'FRX -Ps space\\: more   q\\: back$', LESSSECURE: '1', LV: '-c' };

/**
 * Shows an answer in a pager, and waits until the person has seen enough. Imports nothing of mess, so that
 * what short answers need stays in one piece.
 *
 * @param feed writes the answer; what nobody reads any more is no error
 * @returns false where there is no such program, and nothing was fed to it
 */
export async function page(
  [program = '', ...args]: readonly string[],
  env: Host['env'],
  feed: (input: Writable) => Promise<void>,
): Promise<boolean> {
  const pager = spawn(program, args, {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...DEFAULTS, ...env },
  });
  const closed = new Promise((resolve) => pager.once('close', resolve));
  const isThere = await new Promise<boolean>((resolve) => {
    pager.once('spawn', () => resolve(true)).once('error', () => resolve(false));
  });
  if (!isThere) return false;
  // Ctrl-C goes to both, and is the pager's: it stops a search.
  const ignore = () => {};
  process.on('SIGINT', ignore);
  try {
    await feed(pager.stdin);
  } finally {
    pager.stdin.end();
    await closed;
    process.off('SIGINT', ignore);
  }
  return true;
}
