import type PDFDocument from 'pdfkit';
import { visible } from '../../../domain/values/text.ts';
import { createRunMaker, type Fonts, type Run, type Weight } from './fonts.ts';

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

/** The part of fontkit's font that pdfkit keeps and does not tell of. */
interface OpenedFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(code: number): boolean } };
}

/** @throws FailureError `no_font`, when text is measured or written that no font here has */
export function createPen(pdf: Pdf, fonts: Fonts): Pen {
  const use = (font: string, size?: number) => {
    // By its path: under a name of its own, the font that a document begins with would be read anew at each use.
    pdf.font(font);
    if (size !== undefined) pdf.fontSize(size);
  };
  const hasGlyph = (font: string, letter: string) => {
    use(font);
    return (pdf as unknown as OpenedFont)._font.font.hasGlyphForCodePoint(
      letter.codePointAt(0) ?? 0,
    );
  };
  const partText = createRunMaker(fonts, cached(hasGlyph));
  const known = new Map<string, readonly Run[]>();
  const runsOf = (text: string, weight: Weight = 'Regular') => {
    const key = `${weight} ${text}`;
    const runs = known.get(key) ?? partText(visible(text), weight);
    // Words come again and again; names do not.
    if (known.size < MOST_KNOWN) known.set(key, runs);
    return runs;
  };
  const widths = new Map<string, number>();
  const widthOfRun = ({ font, text }: Run) => {
    const key = `${font} ${text}`;
    const before = widths.get(key);
    if (before !== undefined) return before;
    use(font, UNIT);
    const width = pdf.widthOfString(text) / UNIT;
    if (widths.size < MOST_KNOWN) widths.set(key, width);
    return width;
  };
  const widthOf = (text: string, { size, weight }: Type) =>
    size * runsOf(text, weight).reduce((sum, run) => sum + widthOfRun(run), 0);
  return {
    widthOf,
    wrap: (text, type, width) => wrapWords(text, width, (part) => widthOf(part, type)),
    write(text, x, y, { size, weight }) {
      let at = x;
      for (const run of runsOf(text, weight)) {
        use(run.font, size);
        // Fonts of different scripts stand on one line, whatever room each has above it.
        pdf.text(run.text, at, y + size * ASCENT, { lineBreak: false, baseline: 'alphabetic' });
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

function cached<T>(ask: (font: string, letter: string) => T): (font: string, letter: string) => T {
  const known = new Map<string, T>();
  return (font, letter) => {
    const key = `${font} ${letter}`;
    let found = known.get(key);
    if (found === undefined) {
      found = ask(font, letter);
      known.set(key, found);
    }
    return found;
  };
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
