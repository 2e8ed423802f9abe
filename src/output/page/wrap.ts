import { displayWidth } from './width.ts';

interface Margins {
  /** Columns that stand before the first line. */
  readonly first?: number;
  /** Columns that stand before each other line. */
  readonly hanging?: number;
}

/**
 * Breaks text between words. A word that is wider than a line stays whole.
 *
 * @param width of the terminal; undefined where nothing is to be broken
 * @returns the lines, without their margins
 */
export function wrapWords(text: string, width: number | undefined, margins?: Margins): string[] {
  return wrapPieces(text, /\S+/g, width, margins);
}

/** Breaks a word that is wider than a line: behind the last sign in it that parts words, or where the line ends. */
export function breakWord(word: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of word) {
    if (line !== '' && displayWidth(line + character) > width) {
      const toSign = /^.*[/|:;,_-]/.exec(line)?.[0] ?? '';
      const kept = toSign.length > line.length / 2 ? toSign : line;
      lines.push(kept);
      line = line.slice(kept.length);
    }
    line += character;
  }
  return [...lines, line];
}

/** An option, and what it is given. */
const OPTION = String.raw`--?[a-z][a-z-]*(?: (?!-)(?:'[^']*'|"[^"]*"|[^\s,;]*[^\s,;.?)]))?`;
/** What is no word of a sentence: quoted, in capitals, or with a digit or a sign in it. */
const VALUE = String.raw`'[^']*'|"[^"]*"|[A-Z][A-Z0-9_-]*(?![a-z])|[^\s,;(]*[./\d:@][^\s,;]*[^\s,;.:?)]|\d+`;
/** Behind the program's name these are of a sentence about it. */
const NO_COMMAND =
  '(?! (?:and|are|as|at|by|can|does|has|in|is|it|itself|keeps|on|or|that|this|was|writes) )';
const COMMAND = String.raw`mess${NO_COMMAND}(?: [a-z][a-z-]+(?![^\s,;.:?)])){0,2}(?: [a-z]+(?=[,;.:?)]|$| (?:${OPTION}|${VALUE})))?(?: (?:${OPTION}|${VALUE}))*`;

/** A command, which is to be copied, with what stands around it; or a word. */
const PIECES = new RegExp(String.raw`\(?${COMMAND}(?=[\s,;.:?)]|$)\S*|\S+`, 'g');

/**
 * Breaks a sentence between words. A command in it stays whole, and has a line of its own where it does not fit.
 *
 * @param width of the terminal; undefined where nothing is to be broken
 * @returns the lines, without their margins
 */
export function wrapSentence(
  sentence: string,
  width: number | undefined,
  margins?: Margins,
): string[] {
  return wrapPieces(sentence, PIECES, width, margins);
}

function wrapPieces(
  text: string,
  pieces: RegExp,
  width: number | undefined,
  { first = 0, hanging = 0 }: Margins = {},
): string[] {
  if (width === undefined || displayWidth(text) <= width - first) return [text];
  const lines: string[] = [];
  let line = '';
  let isFull = false;
  for (const piece of text.match(pieces) ?? []) {
    const longer = line === '' ? piece : `${line} ${piece}`;
    const margin = lines.length === 0 ? first : hanging;
    if (line !== '' && (isFull || displayWidth(longer) > width - margin)) {
      lines.push(line);
      line = piece;
      isFull = piece.includes(' ');
    } else line = longer;
  }
  return [...lines, line];
}

/** What a line begins with before its second column, or the blanks before its only one. */
export const LABEL = /^( *(?:\S+ )*\S+ {2,}| {4,})(?=\S)/;

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
      return [label.trimEnd(), ...wrapSentence(rest, width, margins)].join(`\n${below}`);
    }
    const margins = { first: margin, hanging: margin };
    return label + wrapSentence(rest, width, margins).join(`\n${' '.repeat(margin)}`);
  };
  return text.split('\n').map(wrapLine).join('\n');
}
