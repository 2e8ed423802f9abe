import { maskPhones } from '../../domain/mess/audit.ts';
import { isErased } from '../../domain/mess/personal-values.ts';
import { ANONYMISED } from '../../domain/values/text.ts';

/** The values of an entry by their names in words: `days in month`, or `admin role` of one inside. */
type Values = ReadonlyMap<string, unknown>;

const MAX_CHANGES = 20;
const MAX_ITEMS = 3;
/** A reason is worth reading to its end. */
const MAX_CHARACTERS = 200;

/**
 * What an entry changed, in words: `days 28 → 26`. What is long is shortened, and of long lists only
 * the number is said: an import of thousands is one change.
 *
 * @param subject what the entry is on, which is not said again
 */
export function describeChanges(
  before: unknown,
  after: unknown,
  subject: string | null,
  locale: string,
): string[] {
  // What many were before: how many they are is said of what they are after.
  const old = Array.isArray(before) && after !== null ? null : before;
  const is = withoutDigests(after);
  const [from, to] = [valuesOf(old), valuesOf(is)];
  // Two numbers may be the same where they are masked, so they are compared before that.
  const [shownFrom, shownTo] = [valuesOf(maskPhones(old)), valuesOf(maskPhones(is))];
  const show = (value: unknown) => showValue(value, locale);
  const changes: string[] = [];
  for (const name of new Set([...from.keys(), ...to.keys()])) {
    const [was, is] = [shownFrom.get(name), shownTo.get(name)];
    if (from.has(name) && to.has(name)) {
      // Whether they were the same nobody can tell.
      if (isErased(from.get(name)) && isErased(to.get(name))) continue;
      if (JSON.stringify(from.get(name)) === JSON.stringify(to.get(name))) continue;
      changes.push(say(name, `${show(was)} → ${show(is)}`));
    } else {
      const value = to.has(name) ? is : was;
      if (saysNothing(value) || (name === 'id' && value === subject)) continue;
      changes.push(isList(value) ? sayList(name, value, locale) : say(name, show(value)));
    }
  }
  const isGone = old !== null && is === null && changes.length > 0;
  if (isGone) changes[0] = `was ${changes[0]}`;
  if (changes.length <= MAX_CHANGES) return changes;
  return [...changes.slice(0, MAX_CHANGES), `and ${changes.length - MAX_CHANGES} more`];
}

/** They say nothing to people. */
function withoutDigests(after: unknown): unknown {
  if (!isRecord(after)) return after;
  const { digests: _, ledgerEntries: __, ...rest } = after;
  return Object.keys(rest).length === 0 ? null : rest;
}

function valuesOf(value: unknown, name = ''): Values {
  const values = new Map<string, unknown>();
  if (value === null) return values;
  if (!isRecord(value)) return values.set(name, value);
  for (const [key, each] of Object.entries(value)) {
    const label = name === '' ? words(key) : `${name} ${words(key)}`;
    if (!isRecord(each) || isErased(each)) values.set(label, each);
    else for (const [inner, one] of valuesOf(each, label)) values.set(inner, one);
  }
  return values;
}

/** `daysInMonth` and `days_in_month` as `days in month`; a name that somebody gave stays as it is. */
function words(key: string): string {
  if (!/^[a-z]\w*$/.test(key)) return key;
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function saysNothing(value: unknown): boolean {
  return value === null || value === '' || value === false || (isList(value) && value.length === 0);
}

function say(name: string, value: string): string {
  return name === '' ? value : `${name} ${value}`;
}

/** `4,000 added`, and of a few who they are; of plain values the first ones. */
function sayList(name: string, items: readonly unknown[], locale: string): string {
  if (!items.some(isRecord)) return say(name, showValue(items, locale));
  const ids = items.map((item) => (isRecord(item) && typeof item.id === 'string' ? item.id : ''));
  const who = items.length <= MAX_ITEMS && !ids.includes('') ? ` (${ids.join(' ')})` : '';
  return `${count(items.length, locale)} ${name === '' ? 'of them' : name}${who}`;
}

function showValue(value: unknown, locale: string): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (isErased(value)) return ANONYMISED;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return shorten(String(value));
  if (!isList(value)) return shorten(JSON.stringify(value));
  if (value.length === 0) return 'none';
  if (value.some(isRecord)) return count(value.length, locale);
  const first = value.slice(0, MAX_ITEMS).map((item) => showValue(item, locale));
  const more = value.length - first.length;
  return `${first.join(' ')}${more > 0 ? ` and ${count(more, locale)} more` : ''}`;
}

function shorten(text: string): string {
  const characters = [...text];
  if (characters.length <= MAX_CHARACTERS) return text;
  return `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`;
}

function count(many: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(many);
}
