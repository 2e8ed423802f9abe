import { distance } from 'fastest-levenshtein';
import { ValueError } from '../../errors.ts';

/** What stands in the place of a name that was taken out. */
export const ANONYMISED = '(anonymised)';

// Ranges, and not `\p{Cc}` and `\p{Cs}`: to find those in the tables of Unicode takes a millisecond of each command.
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
/** A surrogate without its partner cannot be stored as UTF-8. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/**
 * Text as it is stored: trimmed and in normal form C, so that one spelling is one value.
 *
 * @param what the thing in the sentence of the error, such as `name`
 * @param maxLength in code points
 * @throws ValueError `missing`, `control_characters` or `too_long`
 */
export function parseText(text: string, what: string, maxLength: number): string {
  const value = text.trim().normalize('NFC');
  if (value === '') throw new ValueError('missing', `the ${what} is missing`);
  if (CONTROL.test(value) || LONE_SURROGATE.test(value)) {
    throw new ValueError('control_characters', `the ${what} contains control characters`);
  }
  if (value.length > maxLength && [...value].length > maxLength) {
    throw new ValueError('too_long', `the ${what} is longer than ${maxLength} characters`);
  }
  return value;
}

/** Why something is done, for the record of changes. */
export function parseReason(text: string): string {
  return parseText(text, 'reason', 500);
}

/** What the bank or the app calls a payment. */
export function parseReference(text: string): string {
  return parseText(text, 'reference', 100);
}

/** Of whoever pays. */
export function parseUpiId(text: string): string {
  return parseText(text, 'UPI id', 100);
}

/**
 * One of a few words, in any case.
 *
 * @throws ValueError `bad_choice`
 */
export function parseChoice<T extends string>(text: string, choices: readonly T[]): T {
  const word = text.trim().toLowerCase();
  const found = choices.find((each) => each === word);
  if (found !== undefined) return found;
  throw new ValueError('bad_choice', `not known; there is ${choices.join(', ')}`);
}

/** What stands between commas; a comma at the end, or two of them, begin nothing. */
export function splitList(text: string): string[] {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  return parts.length === 0 ? [text] : parts;
}

/** Text with case and spelling differences removed, for searching. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * Compares by code point, the order of ids everywhere. UTF-16 order differs from it above U+FFFF.
 */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const bothSurrogate = isSurrogate(x) === isSurrogate(y);
      if (bothSurrogate) return x - y;
      return isSurrogate(x) ? 1 : -1;
    }
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** `1 day`, `2 days`; of what is written otherwise than plainly, as it is. */
export function sayCount(count: number | string, noun: string, nouns = `${noun}s`): string {
  return `${count} ${String(count) === '1' ? noun : nouns}`;
}

/** The first ten of a list and how many more there are, for a sentence. */
export function nameSome(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}

/** How many letters of a mistyped word may be wrong: a third, and of a shorter one none. */
export function mayBeWrong({ length }: string): number {
  return Math.floor(length / 3);
}

/** How many letters are wrong in one of two words; two that changed places are one. */
export function countEdits(a: string, b: string): number {
  const first = [...a].findIndex((letter, at) => letter !== b[at]);
  const swapped = `${a.slice(0, first)}${a[first + 1]}${a[first]}${a.slice(first + 2)}`;
  return first !== -1 && swapped === b ? 1 : distance(a, b);
}

/** The candidate that a mistyped word most likely means; undefined when none is near. */
export function findNearest(word: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = mayBeWrong(word) + 1;
  for (const candidate of candidates) {
    const edits = countEdits(word, candidate);
    if (edits < Math.min(least, candidate.length)) [nearest, least] = [candidate, edits];
  }
  return nearest;
}

/**
 * A pattern that names a property of Unicode, made when it is first needed: looking the property up in the
 * tables takes a millisecond, and most text is ASCII.
 */
export function whenNeeded(make: () => RegExp): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= make();
    return pattern;
  };
}

/**
 * Characters that a terminal obeys instead of showing, or that reorder or hide text: C0, C1, line and
 * paragraph separators, lone surrogates, and all that Unicode calls ignorable (bidirectional
 * controls, zero-width characters, fillers), but for the variation selectors of emoji.
 */
const unsafe = whenNeeded(
  () =>
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb\p{Cs}]|(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu,
);

/** U+200C and U+200D between letters are spelling, and hold an emoji together. */
const joinableBefore = whenNeeded(
  () => /(?:[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f)$/u,
);
const joinableAfter = whenNeeded(() => /^[\p{L}\p{M}\p{Extended_Pictographic}]/u);

/**
 * The signs that take a vowel off, behind which U+200D makes a letter of its own whatever follows, as at the end of
 * Malayalam words. Source: UAX #31, 2.3.1, B.
 */
const VIRAMA = /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca]$/;

const SHORT: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Text from data as it may go to a terminal: what is not safe is shown as an escape, not sent. */
export function visible(text: string): string {
  return replaceUnsafe(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return SHORT[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`);
  });
}

/** A JSON document with unsafe characters as `\u` escapes, which mean the same. */
export function escapeJson(json: string): string {
  // Its own line breaks are the only ones: in a value they are escaped already.
  if (/^[\n -~]*$/.test(json)) return json;
  return replaceUnsafe(json, (character) => {
    if (character === '\n') return character;
    let escaped = '';
    for (let i = 0; i < character.length; i++) {
      escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
    }
    return escaped;
  });
}

/** Letters, digits and signs of ASCII, as most text is: each is shown as it is, one column wide. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function replaceUnsafe(text: string, show: (character: string) => string): string {
  if (isPlain(text) || text.search(unsafe()) === -1) return text;
  return text.replace(unsafe(), (character, offset: number) => {
    const isJoiner = character === '\u200c' || character === '\u200d';
    return isJoiner && joins(text, offset) ? character : show(character);
  });
}

function joins(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 2), offset);
  if (text[offset] === '\u200d' && VIRAMA.test(before)) return true;
  return joinableBefore().test(before) && joinableAfter().test(text.slice(offset + 1, offset + 3));
}

/** Text from data as it may go into a message to people: what is not safe is left out, line ends are blanks. */
export function withoutUnsafe(text: string): string {
  return replaceUnsafe(text.replace(/[\r\n\t\u2028\u2029]+/g, ' '), () => '');
}

/** The first 60 characters of a value quoted in an error. */
export function shorten(value: string): string {
  const characters = [...value];
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : value;
}
