import { hash } from 'node:crypto';
import { ANONYMISED } from '../../values/text.ts';

/** Of 160 bits: no two narrations of a bank have one. */
const SIGNS = 40;

/**
 * What stands in place of a narration that was taken out: a hash of it, by which the same line of the next
 * file is known, so that no money is booked twice. Whoever has the bank's file can tell that it is that line.
 */
export function eraseNarration(narration: string): string {
  const folded = foldBlanks(narration);
  return `${ANONYMISED} ${hash('sha256', folded, 'hex').slice(0, SIGNS)}`;
}

export function isErasedNarration(narration: string): boolean {
  return narration.startsWith(`${ANONYMISED} `);
}

/** Blanks say nothing: one bank pads what another file of it does not. */
export function foldBlanks(text: string): string {
  return text.trim().replace(/\s\s+|[^\S ]/g, ' ');
}
