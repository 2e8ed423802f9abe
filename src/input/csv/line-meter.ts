const LF = 10;
const CR = 13;

/**
 * Watches how long lines are. The library that parses them counts only what stands between the
 * delimiters, so a line of a hundred million of them would be let through.
 *
 * @returns for each piece of the text, if a line is too long, where that line begins: `nothing` when
 *   before the piece
 */
export function lineMeter(maxBytes: number): (chunk: Buffer) => number | 'nothing' | undefined {
  let before = 0;
  return (chunk) => {
    let start = -before;
    for (;;) {
      const limit = start + maxBytes;
      const last = Math.max(chunk.lastIndexOf(LF, limit), chunk.lastIndexOf(CR, limit));
      const hasBreak = limit >= 0 && last >= Math.max(start, 0);
      if (limit >= chunk.length) {
        before = hasBreak ? chunk.length - last - 1 : chunk.length - start;
        return undefined;
      }
      if (!hasBreak) return start < 0 ? 'nothing' : start;
      start = last + 1;
    }
  };
}
