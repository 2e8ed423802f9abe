import { calendarDays, numberOfName } from '../../../domain/values/month.ts';
import { ValueError } from '../../../errors.ts';

/** A time as somebody's clock wrote it. */
export interface WrittenTime {
  /** `YYYY-MM-DD`, a day that there is. */
  readonly date: string;
  /** Since midnight by that clock; undefined of a bare date. */
  readonly seconds: number | undefined;
  /** How far that clock is ahead of UTC, where it says so. */
  readonly offsetMinutes: number | undefined;
}

/** @returns undefined for what is not of the form, or no time that there is */
export type ReadTime = (text: string) => WrittenTime | undefined;

type Part =
  | 'year'
  | 'month'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'half'
  | 'offset';

/** Devices write 7:01 AM with any blank, `a.m.`, and `GMT+5:30`; names of zones mean several, and are none. */
const HALF = String.raw`\s*([ap])\.?\s?m\.?`;
const OFFSET = String.raw`\s*(Z|(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d{2})?|GMT|UTC)`;
const NAME = String.raw`([a-z]{3,9})\.?`;

const ONE_OR_TWO = String.raw`(\d{1,2})`;
const TWO = String.raw`(\d{2})`;
const FOUR = String.raw`(\d{4})`;

/** What the letters stand for; of two, one digit is enough where no other number touches it. */
const LETTERS: Readonly<Record<string, readonly [part: Part, pattern: string]>> = {
  y: ['year', FOUR],
  yy: ['year', TWO],
  yyyy: ['year', FOUR],
  M: ['month', ONE_OR_TWO],
  MM: ['month', TWO],
  MMM: ['month', NAME],
  MMMM: ['month', NAME],
  d: ['day', ONE_OR_TWO],
  dd: ['day', TWO],
  H: ['hour', ONE_OR_TWO],
  HH: ['hour', TWO],
  h: ['hour', ONE_OR_TWO],
  hh: ['hour', TWO],
  m: ['minute', ONE_OR_TWO],
  mm: ['minute', TWO],
  s: ['second', ONE_OR_TWO],
  ss: ['second', TWO],
  S: ['fraction', String.raw`(\d{1,9})`],
  a: ['half', HALF],
  Z: ['offset', OFFSET],
};

const LENIENT = new Set(['MM', 'dd', 'HH', 'hh']);
const TOKEN = /'[^']*'|\[[^\]]*\]|T|([a-zA-Z])\1*|\s+|[^\sa-zA-Z'[\]]/g;

/**
 * What reads times of a form, in the letters of either common notation: `DD/MM/YYYY HH:mm` or
 * `dd/MM/yyyy HH:mm`.
 *
 * @throws ValueError `bad_date_format` for a form that can read nothing
 */
export function compileForm(form: string): ReadTime {
  const tokens = toLetters(form).match(TOKEN) ?? [];
  if (tokens.join('') !== toLetters(form)) throw badForm();
  const parts: Part[] = [];
  const pattern = tokens.map((token, index) => {
    const known = LETTERS[token.replace(/^(S|Z)+$/, '$1')];
    if (known === undefined) return literal(token, tokens[index + 1]);
    parts.push(known[0]);
    const touches = [tokens[index - 1], tokens[index + 1]].some(isLetters);
    return LENIENT.has(token) && !touches ? ONE_OR_TWO : known[1];
  });
  refuseIncomplete(parts, tokens);
  return reader(new RegExp(`^${pattern.join('')}$`, 'i'), parts);
}

function badForm(): ValueError {
  return new ValueError('bad_date_format', 'not a date form; write it like "DD/MM/YYYY HH:mm"');
}

function toLetters(form: string): string {
  return form.trim().replaceAll('Y', 'y').replaceAll('D', 'd').replaceAll('A', 'a');
}

function isLetters(token: string | undefined): boolean {
  return token !== undefined && /^[a-zA-Z]/.test(token);
}

/** @throws ValueError `bad_date_format` */
function literal(token: string, next: string | undefined): string {
  if (/^\s/.test(token)) return /^[aZ]/.test(next ?? '') ? '' : String.raw`\s+`;
  if (isLetters(token) && token !== 'T') throw badForm();
  return token.replace(/^['[](.*)['\]]$/, '$1').replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

const BEFORE: Readonly<Partial<Record<Part, Part>>> = {
  minute: 'hour',
  second: 'minute',
  fraction: 'second',
  half: 'hour',
  offset: 'hour',
};

/** Each part once, the whole date, of a time nothing without what it is part of, and no 13 PM. */
function refuseIncomplete(parts: readonly Part[], tokens: readonly string[]): void {
  const found = new Set(parts);
  const lacks = (['year', 'month', 'day'] as const).some((part) => !found.has(part));
  const hangs = parts.some((part) => !found.has(BEFORE[part] ?? part));
  const contradicts = found.has('half') && tokens.some((token) => token.startsWith('H'));
  if (lacks || hangs || contradicts || found.size !== parts.length) throw badForm();
}

function reader(pattern: RegExp, parts: readonly Part[]): ReadTime {
  const place = (part: Part) => parts.indexOf(part) + 1;
  const [year, month, day] = [place('year'), place('month'), place('day')];
  const [hour, minute, second] = [place('hour'), place('minute'), place('second')];
  const [half, offset] = [place('half'), place('offset')];
  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const get = (at: number) => (at === 0 ? undefined : match[at]);
    const date = toDate(get(year) ?? '', get(month) ?? '', get(day) ?? '');
    if (date === undefined) return undefined;
    if (hour === 0) return { date, seconds: undefined, offsetMinutes: undefined };
    const seconds = toSeconds(get(hour) ?? '', get(minute) ?? '0', get(second) ?? '0', get(half));
    const written = get(offset);
    const offsetMinutes = written === undefined ? undefined : toOffset(written);
    if (seconds === undefined || Number.isNaN(offsetMinutes)) return undefined;
    return { date, seconds, offsetMinutes };
  };
}

/**
 * @param month its number or its English name
 * @param year of four digits, or of the two last of one from 1961 to 2060
 * @returns `YYYY-MM-DD`; undefined where there is no such day
 */
export function toDate(year: string, month: string, day: string): string | undefined {
  const number = /^\d/.test(month) ? Number(month) : numberOfName(month);
  if (number < 1 || number > 12) return undefined;
  if ((year.length !== 2 && year.length !== 4) || day.length > 2) return undefined;
  const full = year.length === 2 ? `${Number(year) > 60 ? '19' : '20'}${year}` : year;
  const ofMonth = `${full}-${String(number).padStart(2, '0')}`;
  if (Number(day) < 1 || (Number(day) > 28 && Number(day) > calendarDays(ofMonth)))
    return undefined;
  return `${ofMonth}-${day.padStart(2, '0')}`;
}

/**
 * @param half `A` or `P`, of an hour from 1 to 12; without it, from 0 to 23
 * @returns since midnight; undefined where there is no such time
 */
export function toSeconds(
  hour: string,
  minute: string,
  second: string,
  half: string | undefined,
): number | undefined {
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  }
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return (hours * 60 + Number(minute)) * 60 + Number(second);
}

/** @returns minutes ahead of UTC; NaN for an offset that no zone has */
export function toOffset(text: string): number {
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text) ?? [];
  if (Number(hours) > 14 || Number(minutes) > 59) return Number.NaN;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/**
 * The form with the day where the month is, and the other way round; undefined where nobody takes the
 * one for the other: the month has its name, or the year comes first.
 */
export function exchangeInForm(form: string): string | undefined {
  const match = /^(\s*)(D{1,2}|M{1,2})([^A-Za-z]+)(D{1,2}|M{1,2})(?![DM])(.*)$/s.exec(
    form.replaceAll('d', 'D'),
  );
  if (match === null) return undefined;
  const [, blank = '', first = '', between = '', second = '', rest = ''] = match;
  return `${blank}${second}${between}${first}${rest}`;
}
