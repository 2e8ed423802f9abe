import { randomBytes } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { CODE_LENGTH, CODE_LETTERS } from '../domain/access/one-time-code.ts';

/** A new session token: 32 random bytes, written as text. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * A new service token, which people copy and keep: its beginning says what it is, and is never a dash,
 * which a spreadsheet would take for a formula and a program for an option.
 */
export function createServiceToken(): string {
  return `mess_${createToken()}`;
}

/**
 * What is stored of a token: SHA-256, in hex. The token is random, so no slow hash is needed. Every command of
 * who is signed in asks for it, and Node takes longer to load its own than all of that takes.
 */
export function hashToken(token: string): string {
  return bytesToHex(sha256(token));
}

/** A new one-time code: ten of 32 letters, which is as much as 50 random bits. */
export function createOneTimeCode(): string {
  return Array.from(randomBytes(CODE_LENGTH), (byte) => CODE_LETTERS[byte % 32]).join('');
}
