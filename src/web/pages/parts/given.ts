import { isSlip } from '../../../domain/mess/slip.ts';
import { amountInCurrency } from '../../../domain/mess/written-amount.ts';
import { readDate } from '../../../domain/values/date-form.ts';
import { parseWrittenAmount } from '../../../domain/values/money.ts';
import {
  type Month,
  parseMonth,
  parseMonthReference,
  resolveMonth,
} from '../../../domain/values/month.ts';
import { ConflictError, type Warning } from '../../../errors.ts';
import { rehearsalOf } from '../../../operations/mess/change.ts';
import { type Mess, today } from '../../../operations/mess/mess.ts';
import { parseField } from '../../values.ts';
import type { Given } from '../sent.ts';

/** A field that must be filled in. @throws UsageError `bad_value`, with the field */
export function need<T>(given: Given, field: string, parse: (text: string) => T): T {
  return parseField(field, parse, given[field] ?? '');
}

/** The same of one that may be left empty. */
export function maybe<T>(given: Given, field: string, parse: (text: string) => T): T | undefined {
  return (given[field] ?? '').trim() === '' ? undefined : need(given, field, parse);
}

/** Whether a box is ticked. */
export function isTicked(given: Given, field: string): boolean {
  return given[field] === 'yes';
}

/** Reads amounts in the mess's currency, in minor units. */
export function amountReader({ settings }: Pick<Mess, 'settings'>): (text: string) => bigint {
  return (text) => amountInCurrency(settings, parseWrittenAmount(text));
}

/** Reads dates as the mess writes them, `YYYY-MM-DD`. */
export function dateReader({ settings }: Pick<Mess, 'settings'>): (text: string) => string {
  return (text) => readDate(text, settings.dateFormat);
}

/** Reads months as people write them. */
export function monthReader(mess: Mess): (text: string) => Month {
  return (text) => resolveMonth(parseMonthReference(text), () => today(mess));
}

/** The month of a path. @throws UsageError `bad_value` */
export function monthOf({ month }: Readonly<Record<string, string>>): Month {
  return parseField('month', parseMonth, month ?? '');
}

/**
 * Does what a form asks for. What may be a slip of the keyboard is told first, and done when the form is sent
 * again with a tick to say that just that is right.
 *
 * @throws ConflictError `unlikely`: it is to be confirmed; nothing was changed
 */
export async function doUnlessSlip<T extends { readonly warnings: readonly Warning[] }>(
  mess: Mess,
  given: Given,
  work: (mess: Mess) => Promise<T>,
): Promise<T> {
  const { warnings } = await work(rehearsalOf(mess));
  const doubts = warnings.filter(isSlip).map(({ message }) => message);
  const told = doubts.join(' ');
  if (doubts.length > 0 && !isConfirmed(given, told)) throw new ConflictError('unlikely', told);
  return work(mess);
}

/** The tick carries the words that it confirms: for other ones it is asked anew. */
function isConfirmed({ sure = '' }: Given, told: string): boolean {
  const words = (text: string) => text.split(/\s+/).join(' ');
  return words(sure) === words(told);
}
