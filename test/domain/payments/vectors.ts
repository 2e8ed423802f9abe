import { readFileSync } from 'node:fs';
import { formatMinor } from '../../../src/domain/values/money.ts';

/** How payments meet bills, late fees, ageing: worked examples. */
export const vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8'));

/** An amount with a sign, as the vectors have them. */
export function toMinor(text: string): bigint {
  return BigInt(text.replace('.', ''));
}

export function toText(minor: bigint): string {
  return minor < 0n ? `-${formatMinor(-minor, 2)}` : formatMinor(minor, 2);
}
