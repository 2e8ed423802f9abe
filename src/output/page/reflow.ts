import { LABEL, wrapLines } from './wrap.ts';

/** Lines of a crontab, to be copied whole whatever blanks are in them. */
const CRONTAB = /^ +(?:[A-Z_]+=|\d+ \d+ \* )/;

/**
 * Paragraphs and columns, which have line breaks of their own, as wide as the page. Indented lines without a second
 * column, such as commands, stay as they are.
 *
 * @param width of a line
 */
export function reflow(text: string, width: number): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const last = lines.at(-1);
    if (last !== undefined && goesOn(last, line)) lines.push(`${lines.pop()} ${line.trimStart()}`);
    else lines.push(line);
  }
  return lines.map((line) => (CRONTAB.test(line) ? line : wrapLines(line, width))).join('\n');
}

/** Whether a line is the next one of a paragraph, or of a second column. */
function goesOn(last: string, line: string): boolean {
  if (last === '' || line === '' || CRONTAB.test(last)) return false;
  const margin = / */.exec(line)?.[0].length ?? 0;
  if (margin === 0) return !last.startsWith(' ');
  return LABEL.exec(last)?.[0].length === margin && LABEL.exec(line)?.[0].trim() === '';
}
