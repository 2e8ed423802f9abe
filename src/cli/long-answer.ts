import type { Host } from './host.ts';
import { writeAll } from './streams.ts';

/**
 * Writes an answer to standard output, and one that is longer than the terminal through the pager.
 *
 * @param mayPage whether a pager is wanted
 * @throws FailureError the output cannot be written
 */
export async function writeAnswer(
  { stdout, env }: Pick<Host, 'stdout' | 'env'>,
  pieces: Iterable<string>,
  mayPage: boolean,
): Promise<void> {
  const rows = stdout.isTTY && mayPage ? (stdout.rows ?? 0) : 0;
  const words = rows > 0 ? pagerWords(env) : [];
  if (words.length === 0) return writeAll(stdout, pieces);
  const rest = pieces[Symbol.iterator]();
  const first = takeLines(rest, rows);
  const all = join(first, rest);
  // The last line of the terminal is for what comes next.
  if (countLines(first) < rows) return writeAll(stdout, all);
  const { page } = await import('./pager.ts');
  const isPaged = await page(words, env, (input) => writeAll(input, all));
  if (!isPaged) await writeAll(stdout, all);
}

/** The words of `MESS_PAGER`, else of `PAGER`, else `less`; none where there is to be no pager. */
function pagerWords(env: Host['env']): readonly string[] {
  if (env.TERM === undefined || env.TERM === '' || env.TERM === 'dumb') return [];
  const line = env.MESS_PAGER ?? env.PAGER ?? 'less';
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
  return words.length === 1 && words[0] === 'cat' ? [] : words;
}

function takeLines(pieces: Iterator<string>, rows: number): string[] {
  const taken: string[] = [];
  while (countLines(taken) < rows) {
    const next = pieces.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

function countLines(pieces: readonly string[]): number {
  return pieces.reduce((sum, piece) => sum + piece.split('\n').length - 1, 0);
}

function* join(first: readonly string[], rest: Iterator<string>): Generator<string> {
  yield* first;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}
