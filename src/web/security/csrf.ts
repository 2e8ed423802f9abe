import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { NotAllowedError } from '../../errors.ts';

/**
 * What a form of somebody's session sends back. It follows from the session's token, and is masked anew in
 * each page: pages are compressed, and what stays the same could be guessed by their lengths (BREACH).
 */
export function createCsrfToken(sessionToken: string): string {
  const secret = secretOf(sessionToken);
  const mask = randomBytes(secret.length);
  return Buffer.concat([mask, xor(secret, mask)]).toString('base64url');
}

/** @throws NotAllowedError `another_site`: the form is of another session, or of another site */
export function refuseOtherForm(sessionToken: string, given: string | undefined): void {
  const secret = secretOf(sessionToken);
  const bytes = Buffer.from(given ?? '', 'base64url');
  const mask = bytes.subarray(0, secret.length);
  const masked = bytes.subarray(secret.length);
  if (masked.length === secret.length && timingSafeEqual(xor(masked, mask), secret)) return;
  throw new NotAllowedError('another_site', 'This form is of another session. Send it again.');
}

function secretOf(sessionToken: string): Buffer {
  return createHash('sha256').update('mess csrf').update(sessionToken).digest();
}

function xor(bytes: Buffer, mask: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ (mask[index] ?? 0)));
}
