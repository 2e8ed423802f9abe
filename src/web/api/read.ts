import { amountInCurrency } from '../../domain/mess/written-amount.ts';
import { parseWrittenDate, readDate } from '../../domain/values/date-form.ts';
import { parseWrittenAmount } from '../../domain/values/money.ts';
import { type Month, parseMonthReference, resolveMonth } from '../../domain/values/month.ts';
import { parseReason } from '../../domain/values/text.ts';
import { type Mess, today } from '../../operations/mess/mess.ts';
import { parseField, parseOptional } from '../values.ts';

/*
 * Values that the settings of the mess have a say in. All throw UsageError `bad_value`, with the field.
 */

/** `this` and `previous` are in the mess's time zone. */
export function readMonth(mess: Mess, field: string, given: unknown): Month {
  const parse = (text: string) => resolveMonth(parseMonthReference(text), () => today(mess));
  return parseField(field, parse, given);
}

export function readOptionalMonth(mess: Mess, field: string, given: unknown): Month | undefined {
  return given === undefined ? undefined : readMonth(mess, field, given);
}

/** `YYYY-MM-DD` */
export function readDay(mess: Mess, field: string, given: unknown): string | undefined {
  const { dateFormat } = mess.settings;
  const parse = (text: string) => readDate(parseWrittenDate(text).text, dateFormat);
  return parseOptional(field, parse, given);
}

/** In minor units. */
export function readAmount(mess: Mess, field: string, given: unknown): bigint {
  const parse = (text: string) => amountInCurrency(mess.settings, parseWrittenAmount(text));
  return parseField(field, parse, given);
}

export function readOptionalAmount(mess: Mess, field: string, given: unknown): bigint | undefined {
  return given === undefined ? undefined : readAmount(mess, field, given);
}

export function readReason(given: unknown): string {
  return parseField('reason', parseReason, given);
}
