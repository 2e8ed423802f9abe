import type PDFDocument from 'pdfkit';
import { visible } from '../../../domain/values/text.ts';
import { createRunMaker, type Fonts, type Run, type Weight } from './fonts.ts';
import { createTypefaces, type Typefaces } from './typefaces.ts';

type Pdf = InstanceType<typeof PDFDocument>;

/** How text is written. Sizes and widths are points. */
export interface Type {
  readonly size: number;
  readonly weight?: Weight;
}

/** Writes and measures text whose names may be in any script. */
export interface Pen {
  widthOf(text: string, type: Type): number;
  /** Lines that are not wider; a word that is wider is broken. */
  wrap(text: string, type: Type, width: number): readonly string[];
  /** @param y of the upper edge of the line */
  write(text: string, x: number, y: number, type: Type): void;
}

/** Words that were parted by their fonts and measured, which stay true from one document to the next. */
export interface KnownWords {
  readonly typefaces: Typefaces;
  readonly fonts: Fonts;
  readonly runs: Map<string, readonly Run[]>;
  readonly widths: Map<string, number>;
  readonly glyphs: Map<string, boolean>;
}

export function knowNoWords(fonts: Fonts): KnownWords {
  const [runs, widths, glyphs] = [new Map(), new Map(), new Map()];
  return { typefaces: createTypefaces(), fonts, runs, widths, glyphs };
}

/** @throws FailureError `no_font`, when text is measured or written that no font here has */
export function createPen(pdf: Pdf, { typefaces, fonts, runs, widths, glyphs }: KnownWords): Pen {
  const hasGlyph = (font: string, letter: string) =>
    recall(glyphs, `${font} ${letter}`, () => typefaces.hasGlyph(pdf, font, letter));
  const partText = createRunMaker(fonts, hasGlyph);
  const runsOf = (text: string, weight: Weight = 'Regular') =>
    recall(runs, `${weight} ${text}`, () => partText(visible(text), weight));
  const widthOfRun = ({ font, text }: Run) =>
    recall(widths, `${font} ${text}`, () => {
      typefaces.use(pdf, font);
      return pdf.fontSize(UNIT).widthOfString(text) / UNIT;
    });
  const widthOf = (text: string, { size, weight }: Type) =>
    size * runsOf(text, weight).reduce((sum, run) => sum + widthOfRun(run), 0);
  return {
    widthOf,
    wrap: (text, type, width) => wrapWords(text, width, (part) => widthOf(part, type)),
    write(text, x, y, { size, weight }) {
      let at = x;
      for (const run of runsOf(text, weight)) {
        typefaces.use(pdf, run.font);
        // Fonts of different scripts stand on one line, whatever room each has above it.
        pdf
          .fontSize(size)
          .text(run.text, at, y + size * ASCENT, { lineBreak: false, baseline: 'alphabetic' });
        at += widthOfRun(run) * size;
      }
    },
  };
}

const MOST_KNOWN = 20_000;
/** From the upper edge of a line to what its letters stand on, by their size. */
const ASCENT = 1.07;
/** The size at which widths are measured. */
const UNIT = 100;

/** What was found once, where it is kept: words come again and again, names do not. */
function recall<T>(known: Map<string, T>, key: string, find: () => T): T {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find();
  if (known.size < MOST_KNOWN) known.set(key, found);
  return found;
}

function wrapWords(text: string, width: number, widthOf: (text: string) => number): string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => breakWord(each, width, widthOf))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || widthOf(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** By whole letters with their marks, so that none is torn. */
function breakWord(word: string, width: number, widthOf: (text: string) => number): string[] {
  if (widthOf(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    if (part !== '' && widthOf(part + segment) > width) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}
