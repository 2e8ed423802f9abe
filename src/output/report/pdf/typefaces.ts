import type PDFDocument from 'pdfkit';
import { InvalidInputError } from '../../../errors.ts';

type Pdf = InstanceType<typeof PDFDocument>;

/** Font files as they were read, for one document after another: to read one takes longer than to draw a sheet. */
export interface Typefaces {
  /**
   * Sets what is written with next; `path` is the file.
   *
   * @throws InvalidInputError `unfit_font`: it is damaged
   */
  use(pdf: Pdf, path: string): void;
  /** Whether a font has a letter. */
  hasGlyph(pdf: Pdf, path: string, letter: string): boolean;
}

/** What pdfkit keeps of a font and does not tell of: fontkit's font, and how the words of it were laid out. */
interface FontInDocument {
  readonly font: { hasGlyphForCodePoint(code: number): boolean };
  layoutCache: object;
}

type Embed = new (pdf: Pdf, font: FontInDocument['font'], id: string) => FontInDocument;

interface Insides {
  readonly _font: FontInDocument;
  readonly _fontFamilies: Record<string, FontInDocument>;
  _fontCount: number;
}

interface ReadFont extends FontInDocument {
  readonly embed: Embed;
}

export function createTypefaces(): Typefaces {
  const known = new Map<string, ReadFont>();
  const use = (pdf: Pdf, path: string) => {
    const insides = pdf as unknown as Insides;
    const read = known.get(path);
    if (read !== undefined && insides._fontFamilies[path] === undefined) {
      const embedded = new read.embed(pdf, read.font, `F${++insides._fontCount}`);
      embedded.layoutCache = read.layoutCache;
      insides._fontFamilies[path] = embedded;
    }
    // By its path: under a name of its own it would be read anew at each use.
    readFont(path, () => pdf.font(path));
    if (read !== undefined) return;
    const { font, layoutCache } = insides._font;
    known.set(path, { font, layoutCache, embed: insides._font.constructor as Embed });
  };
  return {
    use,
    hasGlyph(pdf, path, letter) {
      use(pdf, path);
      const { font } = (pdf as unknown as Insides)._font;
      return readFont(path, () => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));
    },
  };
}

/** The library takes a file for a sound one, and falls over what it does not find in it. */
function readFont<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new InvalidInputError('unfit_font', `The font ${path} cannot be read: it is damaged.`, {
      cause,
    });
  }
}
