import type { Host } from '../host.ts';

/**
 * A log whose lines of one turn of the event loop are written together: each write by itself takes a tenth of
 * what the answer to a request takes.
 *
 * @returns what takes a line, without its end, and what writes those that were taken at once
 */
export function createLog({ stderr }: Pick<Host, 'stderr'>) {
  let lines = '';
  const flush = () => {
    if (lines === '') return;
    stderr.write(lines);
    lines = '';
  };
  return {
    log(line: string): void {
      if (lines === '') setImmediate(flush);
      lines += `${line}\n`;
    },
    flush,
  };
}
