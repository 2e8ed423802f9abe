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
