import { hash, randomBytes } from 'node:crypto';
import { maskPhone } from '../values/phone.ts';

/** What is kept of a person apart from the entry that names them. */
export interface Kept {
  /** Empty for one who was made unknown. */
  readonly salt: string;
  /**
   * The commitment to the phone number, of which the entry has the last digits; empty for one who was
   * made unknown, and undefined where the entry has the number, as those of the first form do.
   */
  readonly phone?: string | undefined;
}

/** Gives what is kept of the next person; undefined where nothing is. */
export type KeptSource = () => Kept | undefined;

/** What stands in an entry in place of a name, a phone number or an address that was erased. */
export interface Erased {
  /** The commitment to it. */
  readonly erased: string;
}

interface Person {
  readonly name: string | Erased;
  readonly phone: string | Erased;
  /** Only where there is one, or was. */
  readonly email?: string | Erased | null;
}

/** Of 18 bytes, which are 24 signs without a rest. */
const SALT_LENGTH = 24;
const SALT_BYTES = 18;

/** Salts are asked for by the hundred thousand, and randomness is cheap in large pieces. */
const POOL_SALTS = 1000;

let pool = '';
let used = 0;

function createSalt(): string {
  if (used === pool.length) {
    pool = randomBytes(SALT_BYTES * POOL_SALTS).toString('base64');
    used = 0;
  }
  used += SALT_LENGTH;
  return pool.slice(used - SALT_LENGTH, used);
}

/** What is kept of the persons of one entry as it is stored, and read back. */
export function joinKept(kept: readonly Kept[]): string {
  return kept.map(({ salt, phone }) => (phone === undefined ? salt : `${salt}:${phone}`)).join(',');
}

/** See `joinKept`. */
export function splitKept(stored: string): Kept[] {
  return stored.split(',').map((each) => {
    const [salt = '', phone] = each.split(':');
    return { salt, phone };
  });
}

/** Whether anything in a plain JSON value names a person; others need no copy. */
export function namesPersons(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(namesPersons);
  if (typeof value !== 'object' || value === null) return false;
  return isPerson(value) || Object.values(value).some(namesPersons);
}

/**
 * What an entry says was before and after, with masked phone numbers, and what is to be kept of each
 * person for that, in the order in which they stand there.
 */
export function maskPersons(before: unknown, after: unknown) {
  const kept: Kept[] = [];
  const mask = (person: Person): Person => {
    if (typeof person.phone !== 'string') throw new RangeError('a person who was erased');
    const salt = createSalt();
    kept.push({ salt, phone: commitToPhone(salt, person.phone) });
    return { ...person, phone: maskPhone(person.phone) };
  };
  const [was, is] = [mapPersons(before, mask), mapPersons(after, mask)];
  return { before: was, after: isHidden(before, after) ? sayAnother(is) : is, kept };
}

/** Whether a phone number became another one that is masked alike. */
function isHidden(before: unknown, after: unknown): boolean {
  if (!isPerson(before) || !isPerson(after) || before.phone === after.phone) return false;
  return maskPhone(String(before.phone)) === maskPhone(String(after.phone));
}

function sayAnother(value: unknown): unknown {
  return mapPersons(value, (person) => ({ ...person, phone: `${person.phone} (another)` }));
}

/**
 * A recorded value as text, in which commitments stand for the name, the phone number and the address of each
 * person: whoever knows a value and its salt can tell that they are it, and nobody else.
 *
 * @throws RangeError what is kept is not of these persons
 */
export function commitPersons(value: unknown, next: KeptSource): string {
  return JSON.stringify(
    mapPersons(value, (person) => ({ ...person, ...commitTo(person, next()) })),
  );
}

/**
 * The same value, in which commitments stand for the name, the phone number and the address of those who are
 * meant.
 *
 * @param isMeant asked of each person in turn
 * @throws RangeError what is kept is not of these persons
 */
export function erasePersons(
  value: unknown,
  next: KeptSource,
  isMeant: (person: object) => boolean,
): unknown {
  return mapPersons(value, (person) => {
    const kept = next();
    if (!isMeant(person)) return person;
    const commitments = Object.entries(commitTo(person, kept));
    return {
      ...person,
      ...Object.fromEntries(commitments.map(([key, erased]) => [key, { erased }])),
    };
  });
}

/** The same value, with what is kept of each person in place of a masked phone number. */
export function withKeptPhones(value: unknown, next: KeptSource): unknown {
  return mapPersons(value, (person) => {
    const kept = next();
    return kept?.phone === undefined || kept.salt === '' ? person : { ...person, phone: kept };
  });
}

/**
 * Whether a phone number is the recorded one.
 *
 * @param recorded with what is kept of it; without that its last digits decide
 */
export function isPhoneOf(recorded: Kept | string, given: string): boolean {
  if (typeof recorded !== 'string') return commitToPhone(recorded.salt, given) === recorded.phone;
  return recorded === given || recorded.startsWith(maskPhone(given));
}

/** A copy of a plain JSON value in which each person is another one. */
function mapPersons(value: unknown, change: (person: Person) => object): unknown {
  if (Array.isArray(value)) return value.map((each) => mapPersons(each, change));
  if (typeof value !== 'object' || value === null) return value;
  if (isPerson(value)) return change(value);
  const entries = Object.entries(value).map(([key, each]) => [key, mapPersons(each, change)]);
  return Object.fromEntries(entries);
}

/** What belongs to a person by what it says of them: a mess or a head has a name, but no phone. */
function isPerson(value: unknown): value is Person {
  if (typeof value !== 'object' || value === null) return false;
  if (!('name' in value && 'phone' in value)) return false;
  const { name, phone, email } = value as Readonly<Record<string, unknown>>;
  return [name, phone, email ?? ''].every(isPersonal);
}

function isPersonal(value: unknown): boolean {
  return typeof value === 'string' || isErased(value);
}

export function isErased(value: unknown): value is Erased {
  return (
    typeof value === 'object' &&
    value !== null &&
    'erased' in value &&
    typeof value.erased === 'string'
  );
}

/** @throws RangeError what is to be committed to has no salt, or what was erased has one */
function commitTo(
  { name, phone, email }: Person,
  kept: Kept | undefined,
): { name: string; phone: string; email?: string } {
  const hasSalt = kept !== undefined && kept.salt !== '';
  if (isErased(name) && isErased(phone) && !hasSalt && typeof email !== 'string') {
    return { name: name.erased, phone: phone.erased, ...(email && { email: email.erased }) };
  }
  if (isErased(name) || isErased(phone) || isErased(email) || !hasSalt) {
    throw new RangeError('not the salts of this entry');
  }
  const { salt } = kept;
  const address =
    typeof email !== 'string' ? {} : { email: sha256(`${salt} email ${email}`, 'base64') };
  if (kept.phone === undefined) {
    return {
      name: sha256(`${salt} name ${name}`, 'hex'),
      phone: sha256(`${salt} phone ${phone}`, 'hex'),
      ...address,
    };
  }
  // What is shown of the number can be changed no more than the name.
  const shown = sha256(JSON.stringify([salt, name, phone]), 'base64');
  return { name: shown, phone: kept.phone, ...address };
}

function commitToPhone(salt: string, phone: string): string {
  return sha256(`${salt} phone ${phone}`, 'base64');
}

function sha256(text: string, encoding: 'hex' | 'base64'): string {
  return hash('sha256', text, encoding);
}
