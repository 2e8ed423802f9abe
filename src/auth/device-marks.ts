import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { idKey } from '../domain/values/id.ts';

/** Somebody who signs in. */
export interface Holder {
  readonly kind: 'admin' | 'student';
  readonly id: string;
}

/** Of a shared machine the last so many are known. */
const MOST_HOLDERS = 5;

const MARK = /^([\w-]{22})((?:\.[\w-]{43}){1,5})$/;

/**
 * Which browser shows a mark, if somebody has signed in with it before: a name that is of no use elsewhere.
 * Made-up marks, and those that others got for themselves, are worth nothing (OWASP: device cookies).
 *
 * @param key of the mess, 32 random bytes as base64url
 */
export function findDevice(
  key: string,
  mark: string | undefined,
  holder: Holder,
): string | undefined {
  const [, device = '', seals = ''] = MARK.exec(mark ?? '') ?? [];
  const own = Buffer.from(sealOf(key, device, holder));
  const found = seals
    .split('.')
    .some((seal) => seal.length === own.length && timingSafeEqual(Buffer.from(seal), own));
  return found ? device : undefined;
}

/**
 * The mark of a browser with which somebody has now signed in.
 *
 * @param mark the one it had; it stays known to those who signed in before
 */
export function markDevice(key: string, mark: string | undefined, holder: Holder): string {
  const [, device = randomBytes(16).toString('base64url'), seals = ''] =
    MARK.exec(mark ?? '') ?? [];
  const own = sealOf(key, device, holder);
  const others = seals.split('.').filter((seal) => seal !== '' && seal !== own);
  return [device, ...[...others, own].slice(-MOST_HOLDERS)].join('.');
}

export function createDeviceKey(): string {
  return randomBytes(32).toString('base64url');
}

function sealOf(key: string, device: string, { kind, id }: Holder): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['mess device', device, kind, idKey(id)]))
    .digest('base64url');
}
