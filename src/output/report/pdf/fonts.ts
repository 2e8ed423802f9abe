import { FailureError } from '../../../errors.ts';

/** The fonts of this machine. */
export interface Fonts {
  /** Files that were given, asked first for letters that no other has. */
  readonly given: readonly string[];
  /** Where a font file of this name is; undefined where it is not. */
  find(fileName: string): string | undefined;
}

export type Weight = 'Regular' | 'Bold';

/** A piece of text that one font draws. */
export interface Run {
  readonly text: string;
  /** The file. */
  readonly font: string;
}

/** Scripts whose letters Noto has in a font of its own, as Unicode calls them. */
const SCRIPTS = [
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu'],
  ...['Kannada', 'Malayalam', 'Sinhala', 'Thai', 'Tibetan', 'Ethiopic', 'Armenian', 'Georgian'],
] as const;

/** Written from right to left, which is not drawn here. */
const FROM_RIGHT =
  /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]$/u;

/** What the plain Noto Sans has, and what stands in any script. */
const PLAIN =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]$/u;
/** Of those, what goes with the letters before it. */
const JOINING = /^[\p{Script=Inherited}\u200c\u200d]$/u;

const SCRIPT_TESTS = SCRIPTS.map(
  (script) => [script, new RegExp(`^\\p{Script=${script}}$`, 'u')] as const,
);

/** Whether a font has a letter. */
export type HasGlyph = (font: string, letter: string) => boolean;

/**
 * Parts text by the fonts that have its letters.
 *
 * @throws FailureError `no_font`: no font here has them; nothing is ever drawn as an empty box
 */
export function createRunMaker(
  fonts: Fonts,
  hasGlyph: HasGlyph,
): (text: string, weight: Weight) => readonly Run[] {
  const found = new Map<string, string | undefined>();
  const fileOf = (script: string, weight: Weight) => {
    const key = `${script} ${weight}`;
    if (!found.has(key)) {
      const name = (of: Weight) => `NotoSans${script}-${of}.ttf`;
      found.set(key, fonts.find(name(weight)) ?? fonts.find(name('Regular')));
    }
    return found.get(key);
  };
  const fontOf = (
    letter: string,
    weight: Weight,
    before: string | undefined,
  ): string | undefined => {
    if (FROM_RIGHT.test(letter)) return undefined;
    if (before !== undefined && JOINING.test(letter)) return before;
    const script = PLAIN.test(letter)
      ? ''
      : SCRIPT_TESTS.find(([, test]) => test.test(letter))?.[0];
    const file = script === undefined ? undefined : fileOf(script, weight);
    if (file !== undefined && hasGlyph(file, letter)) return file;
    // A sign of several scripts, such as the danda that ends a sentence in Hindi.
    if (script === '' && before !== undefined && hasGlyph(before, letter)) return before;
    return fonts.given.find((each) => hasGlyph(each, letter));
  };
  return (text, weight) => {
    const runs: { text: string; font: string }[] = [];
    for (const letter of text) {
      const last = runs.at(-1);
      const font = fontOf(letter, weight, last?.font);
      if (font === undefined) throw noFont(text, letter);
      if (last?.font === font) last.text += letter;
      else runs.push({ text: letter, font });
    }
    return runs;
  };
}

function noFont(text: string, letter: string): FailureError {
  if (FROM_RIGHT.test(letter)) {
    const sentence = `A PDF has no names that are written from right to left (${text}).`;
    return new FailureError('no_font', sentence, { about: { script: null, isFromRight: true } });
  }
  const script = SCRIPT_TESTS.find(([, test]) => test.test(letter))?.[0] ?? null;
  const what = script === null ? `the sign ${letter}` : `${script} letters`;
  const sentence = `No font was found that has ${what} (${text}).`;
  return new FailureError('no_font', sentence, { about: { script, isFromRight: false } });
}
