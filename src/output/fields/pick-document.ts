import { plainName, refuseField } from './field-names.ts';

/** What is to be taken of an object: its keys, and what of the value of each; all of it where nothing is named. */
type Wanted = ReadonlyMap<string, Wanted>;

type Entries = Readonly<Record<string, unknown>>;

/**
 * A document with some of its keys alone. A list gives each of its items so, also one that is made while it is
 * written.
 *
 * @param names of keys, with dots into what they hold
 * @param otherKeys that a name may mean where there is no such key
 * @throws UsageError there is no such key
 */
export function pickDocument(
  document: unknown,
  names: readonly string[],
  otherKeys: (name: string) => readonly string[],
): unknown {
  const findKeys = (items: readonly unknown[]) =>
    names.map((name) => requireField(items, name, otherKeys(name)));
  if (!isIterable(document)) return pick(document, wantedOf(findKeys([document])));
  const items = document[Symbol.iterator]();
  const first: unknown[] = [];
  // Of a list that has nothing it is not known what its items would have.
  for (let next = items.next(); !next.done; next = items.next()) {
    first.push(next.value);
    if (first.length === LOOKED_AT) break;
  }
  return pickItems(first, items, wantedOf(first.length === 0 ? names : findKeys(first)));
}

/** Not each item has each key. */
const LOOKED_AT = 100;

function* pickItems(
  first: readonly unknown[],
  rest: Iterator<unknown>,
  wanted: Wanted,
): Generator<unknown> {
  for (const item of first) yield pick(item, wanted);
  for (let next = rest.next(); !next.done; next = rest.next()) yield pick(next.value, wanted);
}

function wantedOf(names: readonly string[]): Wanted {
  const wanted = new Map<string, Map<string, unknown>>();
  for (const name of names) {
    let at = wanted as Map<string, unknown>;
    for (const word of name.split('.')) {
      const key = plainName(word);
      const below = (at.get(key) as Map<string, unknown> | undefined) ?? new Map();
      at.set(key, below);
      at = below;
    }
  }
  return wanted as Wanted;
}

function pick(value: unknown, wanted: Wanted): unknown {
  if (wanted.size === 0) return value;
  if (Array.isArray(value)) return value.map((item) => pick(item, wanted));
  if (!isObject(value)) return value;
  const picked: [string, unknown][] = [];
  for (const [name, below] of wanted) {
    const key = findKey(value, name);
    if (key !== undefined) picked.push([key, pick(value[key], below)]);
  }
  return Object.fromEntries(picked);
}

function findKey(value: Entries, name: string): string | undefined {
  return Object.keys(value).find((key) => plainName(key) === plainName(name));
}

/**
 * The key that a name means.
 *
 * @throws UsageError no item has it
 */
function requireField(
  items: readonly unknown[],
  name: string,
  otherKeys: readonly string[],
): string {
  const keys = [name, ...otherKeys];
  const found = keys.find((key) => items.some((item) => hasField(item, key.split('.'))));
  if (found !== undefined) return found;
  const known = [...new Set(items.flatMap((item) => listFields(item)))];
  const isSame = (path: string) =>
    keys.some((key) => plainName(key) === plainName(path).replaceAll('.', ''));
  return known.find(isSame) ?? refuseField(name, known);
}

function hasField(value: unknown, [word, ...more]: readonly string[]): boolean {
  if (word === undefined || value === null) return true;
  if (Array.isArray(value)) {
    return value.length === 0 || value.some((item) => hasField(item, [word, ...more]));
  }
  const key = isObject(value) ? findKey(value, word) : undefined;
  return key !== undefined && hasField((value as Entries)[key], more);
}

function listFields(value: unknown): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(listFields))];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = listFields(inner).map((name) => `${key}.${name}`);
    return below.length === 0 ? [key] : below;
  });
}

function isObject(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return isObject(value) && Symbol.iterator in value;
}
