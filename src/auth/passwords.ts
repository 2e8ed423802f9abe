import { ValueError } from '../errors.ts';

const COST = 12;

/** bcrypt reads no more; what follows would not count. */
const MAX_BYTES = 72;
const MIN_CHARACTERS = 12;

/**
 * A password that may be set: at least 12 characters, at most 72 bytes, no control characters.
 *
 * @throws ValueError `bad_password`
 */
export function refuseBadPassword(password: string): string {
  if ([...password].length < MIN_CHARACTERS) {
    throw new ValueError('bad_password', `use at least ${MIN_CHARACTERS} characters`);
  }
  if (!isHashable(password)) {
    throw new ValueError(
      'bad_password',
      `use at most ${MAX_BYTES} bytes, without control characters`,
    );
  }
  return password;
}

/** bcrypt hash of a password that `refuseBadPassword` let through. */
export async function hashPassword(password: string): Promise<string> {
  const { default: bcrypt } = await import('bcrypt');
  return bcrypt.hash(password, COST);
}

/** A hash of nothing anybody knows, with the same cost, for ids that do not exist. */
const NOBODYS_HASH = '$2b$12$Qe9Jwj9V8iDGX8jTTgAxy.JthFM64MOQgZ.JnLQl1JY481E1Oc/Em';

/**
 * Whether the password belongs to the hash. Takes one bcrypt whether or not there is a hash, so
 * that the time does not tell which ids exist.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const { default: bcrypt } = await import('bcrypt');
  // bcrypt stops at a NUL and at 72 bytes: such a password must never verify.
  const matches = await bcrypt.compare(password, hash ?? NOBODYS_HASH);
  return matches && hash !== undefined && isHashable(password);
}

function isHashable(password: string): boolean {
  return Buffer.byteLength(password) <= MAX_BYTES && !/\p{Cc}/u.test(password);
}
