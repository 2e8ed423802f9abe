import type { Knex } from 'knex';
import { type CodeHolder, findOneTimeCode } from '../data/access/one-time-codes.ts';
import { readCode } from '../domain/access/one-time-code.ts';
import { isExpired } from '../domain/access/service-token.ts';
import { idKey } from '../domain/values/id.ts';
import { hashToken } from './tokens.ts';

/**
 * Whether a text is the one-time code of somebody. An expired one is said to be so to whoever has it.
 *
 * @param text as it was typed
 */
export async function checkOneTimeCode(
  db: Knex,
  holder: CodeHolder,
  text: string,
  now: Date,
): Promise<'right' | 'expired' | 'wrong'> {
  const code = readCode(text);
  const stored = code === undefined ? undefined : await findOneTimeCode(db, holder);
  if (code === undefined || stored?.codeHash !== hashOneTimeCode(holder, code)) return 'wrong';
  return isExpired(stored.expiresAt, now) ? 'expired' : 'right';
}

/**
 * What is stored of a code: SHA-256, in hex. Guesses have to wait, and it is soon over, so no slow hash is
 * needed; with its holder, so that nobody can try one against all that are stored.
 */
export function hashOneTimeCode(holder: CodeHolder, code: string): string {
  const who = holder.kind === 'admin' ? idKey(holder.id) : holder.no;
  return hashToken(`${holder.kind} ${who} ${code}`);
}
