import { groupBy } from '../../values/group-by.ts';
import { numberOfName } from '../../values/month.ts';

/** Whom a text names by an id of the roll. */
export interface NamedStudents {
  /** Behind the word MESS, as our own UPI note has it. */
  readonly byCode: readonly string[];
  /** Anywhere, as a whole word. */
  readonly byId: readonly string[];
  /** `YYYY-MM`, behind an id by code; null where none is written. */
  readonly month: string | null;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Hit {
  readonly ids: readonly string[];
  /** The token after it. */
  readonly next: number;
  /** Also with all its signs. */
  readonly isVerbatim: boolean;
}

/** An id may be written with blanks and hyphens between its parts, but not of more than these. */
const MAX_TOKENS = 6;

const NO_HITS: readonly Hit[] = [];
const NOBODY: NamedStudents = { byCode: [], byId: [], month: null };

/**
 * Finds ids of the roll in what a payer wrote, in any case; blanks, dots and hyphens within count for nothing.
 * An id that is shorter than four characters or has no digit is taken only behind the word MESS, for it may be
 * a word or a number of anything. So is a number of fewer than five digits, or one that may be a date. Where
 * two ids can be read at one place, both are named.
 */
export function createNameFinder(ids: readonly string[]): (text: string) => NamedStudents {
  const byFolded = groupBy(ids, foldId);
  let maxLength = 0;
  const starts = new Set<string>();
  for (const folded of byFolded.keys()) {
    maxLength = Math.max(maxLength, folded.length);
    starts.add(folded.slice(0, 1)).add(folded.slice(0, 2));
  }
  const hasSlashes = ids.some((id) => id.includes('/'));

  function mayJoin(between: string): boolean {
    return /^[\s._-]{1,3}$/.test(between) || (hasSlashes && between === '/');
  }

  /** All that can be read from a place on; where the longest is written out, it alone. */
  function readAt(text: string, tokens: readonly Token[], at: number): readonly Hit[] {
    const first = tokens[at];
    if (first === undefined || !starts.has(first.text.slice(0, 2))) return NO_HITS;
    const hits: Hit[] = [];
    let joined = '';
    for (let next = at; next < Math.min(tokens.length, at + MAX_TOKENS); next++) {
      const token = tokens[next];
      if (token === undefined) break;
      if (next > at && !mayJoin(text.slice(tokens[next - 1]?.end, token.start))) break;
      joined += token.text;
      if (joined.length > maxLength) break;
      const found = byFolded.get(joined);
      if (found === undefined) continue;
      const written = text.slice(first.start, token.end);
      const exact = found.filter((id) => id.toUpperCase() === written);
      const isVerbatim = exact.length > 0;
      hits.push({ ids: isVerbatim ? exact : found, next: next + 1, isVerbatim });
    }
    const longest = hits.at(-1);
    return longest?.isVerbatim ? [longest] : hits;
  }

  function readCode(text: string, tokens: readonly Token[], at: number): readonly Hit[] {
    const [code, first] = [tokens[at], tokens[at + 1]];
    if (code?.text !== 'MESS' || first === undefined) return NO_HITS;
    const between = text.slice(code.end, first.start);
    if (!/^[\s:#.-]{1,3}$/.test(between)) return [];
    return readAt(text, tokens, at + 1).filter(({ ids: found, next }) => {
      const folded = foldId(found[0] ?? '');
      if (YEAR_OR_MONTH.test(folded)) return false;
      return isTelling(folded) || (/^\s+$/.test(between) && !goesOn(text, tokens, next));
    });
  }

  return (original) => {
    const text = original.toUpperCase();
    const tokens = tokenize(text);
    if (!tokens.some((token) => starts.has(token.text.slice(0, 2)))) return NOBODY;
    const [byCode, byId] = [new Set<string>(), new Set<string>()];
    let month: string | null = null;
    for (let at = 0; at < tokens.length; at++) {
      for (const { ids: found, next } of readCode(text, tokens, at)) {
        for (const id of found) byCode.add(id);
        month ??= readMonth(text.slice(tokens[next - 1]?.end));
      }
      const hits = readAt(text, tokens, at);
      for (const { ids: found, next } of hits) {
        if (!isTellingAnywhere(found[0] ?? '', next - at)) continue;
        for (const id of found) byId.add(id);
      }
      // Within an id that is written out stands no other.
      if (hits[0]?.isVerbatim) at = hits[0].next - 1;
    }
    return { byCode: [...byCode], byId: [...byId], month };
  };
}

/**
 * Finds in what a payer wrote an id behind the word MESS that is nobody's: of letters and digits, or with a
 * month behind it, so that no other word is taken for one.
 */
export function createStrangerFinder(ids: readonly string[]): (text: string) => string | undefined {
  const folded = new Set(ids.map(foldId));
  return (text) => {
    const [, word = '', month] = CODE.exec(text.toUpperCase()) ?? [];
    const isId =
      month !== undefined || (/[A-Z]/.test(word) && numberOfName(word.slice(0, 3)) === 0);
    const isOther = !/\d/.test(word) || YEAR_OR_MONTH.test(word) || folded.has(word);
    return isId && !isOther ? word : undefined;
  };
}

const CODE =
  /(?<![A-Z0-9])MESS[\s:#.-]{1,3}([A-Z0-9]+)(?:[^A-Z0-9]{1,3}(20\d\d-?(?:0[1-9]|1[0-2]))(?!\d))?/;

const WORDS = /[A-Z0-9]+/g;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    tokens.push({ text: word, start: index, end: index + word.length });
  }
  return tokens;
}

function foldId(id: string): string {
  return id.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

const YEAR_OR_MONTH = /^20\d\d(?:0[1-9]|1[0-2])?$/;

function isTelling(folded: string): boolean {
  return folded.length >= 4 && /\d/.test(folded);
}

/** @param tokens of how many it was joined */
function isTellingAnywhere(id: string, tokens: number): boolean {
  const folded = foldId(id);
  if (!isTelling(folded)) return false;
  if (/[A-Z]/.test(folded)) return true;
  return tokens === 1 && folded.length >= 5 && !mayBeDate(folded);
}

function mayBeDate(digits: string): boolean {
  return /^(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:\d\d)?\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)$/.test(
    digits,
  );
}

/** `MESS 7 DAYS` is not the id 7; `MESS 7 MAY25` is. */
function goesOn(text: string, tokens: readonly Token[], next: number): boolean {
  const [last, following] = [tokens[next - 1], tokens[next]];
  if (last === undefined || following === undefined) return false;
  const word = /^[A-Z]+/.exec(following.text)?.[0];
  if (word === undefined || numberOfName(word) > 0) return false;
  return /^\s+$/.test(text.slice(last.end, following.start));
}

/** Banks drop signs. */
function readMonth(behind: string): string | null {
  const [, year, month] = /^[^A-Z0-9]{1,3}(20\d\d)-?(0[1-9]|1[0-2])(?!\d)/.exec(behind) ?? [];
  return year === undefined ? null : `${year}-${month}`;
}
