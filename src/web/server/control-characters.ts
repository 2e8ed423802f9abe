import { NotFoundError, UsageError } from '../../errors.ts';

const CONTROL = /\p{Cc}/u;

/** A tab may stand between the cells of a file, which a query says. */
const CONTROL_BUT_TAB = /(?!\t)\p{Cc}/u;

/**
 * Refuses control characters in an address: they name nothing. In a body there are lines and tabs, and what it may
 * have besides is for the parser of its value to say; but not every database can be asked for U+0000.
 *
 * @throws NotFoundError they are in the path
 * @throws UsageError `bad_value`: they are in the query, or U+0000 is in the body
 */
export function refuseControlCharacters(
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, unknown>>,
  body: unknown,
): void {
  refuseNul(body);
  if (Object.values(params).some((each) => CONTROL.test(each))) {
    throw new NotFoundError('no_such_page', 'There is no such address here.');
  }
  for (const [field, given] of Object.entries(query)) {
    const texts = [field, ...(Array.isArray(given) ? given : [given])];
    if (texts.some((each) => CONTROL_BUT_TAB.test(String(each)))) throw refusal(field);
  }
}

/**
 * @param sent the values of a body by their keys
 * @throws UsageError `bad_value`: U+0000 is in one
 */
export function refuseNul(sent: unknown): void {
  for (const [field, given] of entriesOf(sent)) {
    if (hasNul(field) || hasNul(given)) throw refusal(field);
  }
}

/** Without calling itself: what is sent may be nested as deep as it is long. */
function hasNul(given: unknown): boolean {
  const waiting = [given];
  for (const each of waiting) {
    if (typeof each === 'string' && each.includes('\0')) return true;
    for (const [key, value] of entriesOf(each)) waiting.push(key, value);
  }
  return false;
}

/** Of what JSON or a form makes; a file that is still to come has none. */
function entriesOf(given: unknown): [string, unknown][] {
  if (typeof given !== 'object' || given === null) return [];
  const isRead = Array.isArray(given) || Object.getPrototypeOf(given) === Object.prototype;
  return isRead ? Object.entries(given) : [];
}

/** @throws UsageError `bad_value`: the name of a file has some */
export function refuseControlledName(name: string): string {
  if (CONTROL.test(name)) throw refusal('fileName');
  return name;
}

function refusal(field: string): UsageError {
  const shown = JSON.stringify(field).slice(1, -1);
  return new UsageError('bad_value', `${shown}: there are control characters in it.`, {
    details: { field, code: 'control_characters' },
  });
}
