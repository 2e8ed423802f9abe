import { displayWidth } from './width.ts';

interface Margins {
  /** Columns that stand before the first line. */
  readonly first?: number;
  /** Columns that stand before each other line. */
  readonly hanging?: number;
}

/** A command in brackets, which is to be copied, or a word. */
const PIECES = /\(mess [^()]*\)[.,;]?|\S+/g;

/**
 * Breaks text between words. A word that is wider than a line stays whole, and so does a command in brackets.
 *
 * @param width of the terminal; undefined where nothing is to be broken
 * @returns the lines, without their margins
 */
export function wrapWords(
  text: string,
  width: number | undefined,
  { first = 0, hanging = 0 }: Margins = {},
): string[] {
  if (width === undefined || displayWidth(text) <= width - first) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECES) ?? []) {
    const longer = line === '' ? piece : `${line} ${piece}`;
    const margin = lines.length === 0 ? first : hanging;
    if (line !== '' && displayWidth(longer) > width - margin) {
      lines.push(line);
      line = piece;
    } else line = longer;
  }
  return [...lines, line];
}

/** What a line begins with before its second column, or the blanks before its only one. */
const LABEL = /^( *(?:\S+ )*\S+ {2,}| {4,})(?=\S)/;

const BELOW = '    ';

/**
 * Breaks the lines of an answer that are wider than the terminal. A second column goes on below itself; an
 * indented line without one is a command, to be copied whole.
 *
 * @param width undefined where nothing is to be broken
 */
export function wrapLines(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  const wrapLine = (line: string): string => {
    if (displayWidth(line) <= width) return line;
    const [label = ''] = LABEL.exec(line) ?? [];
    if (label === '' && line.startsWith(' ')) return line;
    const margin = displayWidth(label);
    const rest = line.slice(label.length);
    // Too little would be left beside it.
    if (margin > width / 2 && label.trim() !== '') {
      const below = (/^ */.exec(line)?.[0] ?? '') + BELOW;
      const margins = { first: below.length, hanging: below.length };
      return [label.trimEnd(), ...wrapWords(rest, width, margins)].join(`\n${below}`);
    }
    const margins = { first: margin, hanging: margin };
    return label + wrapWords(rest, width, margins).join(`\n${' '.repeat(margin)}`);
  };
  return text.split('\n').map(wrapLine).join('\n');
}
