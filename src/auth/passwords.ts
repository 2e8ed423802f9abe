import { isHashable } from '../domain/access/password.ts';
import { packageMissing } from '../errors.ts';

const COST = 12;

/** bcrypt hash of a password that `parsePassword` let through. */
export async function hashPassword(password: string): Promise<string> {
  const bcrypt = await loadBcrypt();
  return bcrypt.hash(password, COST);
}

/** A hash of nothing anybody knows, with the same cost, for ids that do not exist. */
const NOBODYS_HASH = '$2b$12$Qe9Jwj9V8iDGX8jTTgAxy.JthFM64MOQgZ.JnLQl1JY481E1Oc/Em';

/** In place of the hash of who has no password: nothing verifies against it. */
export const NO_PASSWORD = 'none';

/**
 * Whether the password belongs to the hash. Takes one bcrypt whether or not there is a hash, so
 * that the time does not tell which ids exist.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const bcrypt = await loadBcrypt();
  const isThere = hash !== undefined && hash !== NO_PASSWORD;
  const matches = await bcrypt.compare(password, isThere ? hash : NOBODYS_HASH);
  // What bcrypt reads only part of must never verify.
  return matches && isThere && isHashable(password);
}

async function loadBcrypt() {
  try {
    return (await import('bcrypt')).default;
  } catch (cause) {
    throw packageMissing('bcrypt', cause);
  }
}
