import { hash, randomBytes } from 'node:crypto';

/** Gives the salt of the next person; empty for one who was made unknown, undefined where there is none. */
export type SaltSource = () => string | undefined;

/** What stands in an entry in place of a name or a phone number that was erased. */
interface Erased {
  /** The commitment to it, in hexadecimal. */
  readonly erased: string;
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

/** New salts for the persons of one entry. */
export function createSalts(): { readonly next: () => string; readonly all: readonly string[] } {
  const all: string[] = [];
  return {
    all,
    next() {
      const salt = createSalt();
      all.push(salt);
      return salt;
    },
  };
}

/** The salts of one entry as they are stored, and read back: one who was made unknown has none. */
export function joinSalts(salts: readonly string[]): string {
  return salts.join(',');
}

/** See `joinSalts`. */
export function splitSalts(stored: string): string[] {
  return stored.split(',');
}

/** Whether a recorded value may name a person; where it does not, nothing in it need be looked at. */
export function mayNamePersons(json: string | number | null): boolean {
  return typeof json === 'string' && json.includes('"phone":');
}

/**
 * A recorded value as text, in which commitments stand for the name and the phone number of each
 * person: whoever knows a value and its salt can tell that they are it, and nobody else.
 *
 * @throws RangeError a person without a salt
 */
export function commitPersons(value: unknown, salts: SaltSource): string {
  const commit = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(commit);
    if (typeof each !== 'object' || each === null) return each;
    if (isPerson(each)) {
      const salt = salts();
      return {
        ...each,
        name: commitmentOf('name', each.name, salt),
        phone: commitmentOf('phone', each.phone, salt),
      };
    }
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, commit(inner)]));
  };
  return JSON.stringify(commit(value));
}

/** What belongs to a person by what it says of them: a mess or a head has a name, but no phone. */
function isPerson(value: object): value is { name: string | Erased; phone: string | Erased } {
  return 'name' in value && 'phone' in value && isPersonal(value.name) && isPersonal(value.phone);
}

function isPersonal(value: unknown): boolean {
  return typeof value === 'string' || isErased(value);
}

function isErased(value: unknown): value is Erased {
  return (
    typeof value === 'object' &&
    value !== null &&
    'erased' in value &&
    typeof value.erased === 'string'
  );
}

/** @throws RangeError what is to be committed to has no salt, or what was erased has one */
function commitmentOf(
  kind: 'name' | 'phone',
  value: string | Erased,
  salt: string | undefined,
): string {
  const hasSalt = salt !== undefined && salt !== '';
  if (hasSalt !== (typeof value === 'string')) throw new RangeError('not the salts of this entry');
  if (typeof value !== 'string') return value.erased;
  return hash('sha256', `${salt} ${kind} ${value}`, 'hex');
}
