import { dateIn, daysBetween } from '../../../domain/values/date.ts';
import { shellWord } from '../../shell-word.ts';

/**
 * The warning that a service token is soon over.
 *
 * @param timeZone of the mess
 * @param file the one it was read from, where it was read from one
 */
export function expiryWarning(
  token: { readonly id: string; readonly expiresAt: string },
  now: Date,
  timeZone: string,
  file: string | undefined,
): string {
  const day = dateIn(timeZone, new Date(token.expiresAt));
  const days = daysBetween(dateIn(timeZone, now), day);
  const when = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
  const output = file === undefined ? '' : ` --output ${shellWord(file)}`;
  return `The service token ${token.id} expires on ${day} (${when}). An owner makes the next one: mess admin token create NAME${output}`;
}
