import { storedTimeIn } from '../../../domain/values/date.ts';
import { groupAmount } from '../../../domain/values/money-format.ts';
import type { Told, Warning } from '../../../errors.ts';
import type { Mess } from '../../../operations/mess/mess.ts';

/** Amounts of documents as people of the mess read them; nothing for what there is not. */
export function moneyOf({ settings }: Pick<Mess, 'settings'>): (amount: string | null) => string {
  return (amount) => (amount === null ? '' : groupAmount(amount, settings.locale));
}

/** Times on the clock of the mess. */
export function timeOf({ settings }: Pick<Mess, 'settings'>): (at: string) => string {
  return (at) => storedTimeIn(settings.timeZone, at);
}

/** What came of an operation, its warnings as sentences. */
export function tell<T extends { readonly warnings: readonly Warning[] }>(done: T): Told<T> {
  return { ...done, warnings: done.warnings.map(({ message }) => message) };
}
