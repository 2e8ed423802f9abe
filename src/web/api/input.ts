import { type TProperties, Type } from 'typebox';
import { amountInCurrency } from '../../domain/mess/written-amount.ts';
import { readDate } from '../../domain/values/date-form.ts';
import { parseWrittenAmount } from '../../domain/values/money.ts';
import { type Month, parseMonthReference, resolveMonth } from '../../domain/values/month.ts';
import { parseReason } from '../../domain/values/text.ts';
import { ValueError, type Warning } from '../../errors.ts';
import { type Mess, today } from '../../operations/mess/mess.ts';
import { parseField } from '../values.ts';

/** The keys that are known and no others: a mistyped one is a mistake. */
export function keys<Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false });
}

/** Text of a body or a query: what it must be is for the parser of its value to say. */
export const Text = Type.String({ maxLength: 1000 });

/** The same, which may be a number too: it is read digit by digit. */
export const Figure = Type.Union([Type.String({ maxLength: 100 }), Type.Number()]);

/** A word of a query that is true or false; true where it stands without a value. */
export const Flag = Type.Enum(['', 'true', 'false']);

export const DryRun = Type.Optional(
  Type.Enum(['', 'true', 'false'], { description: 'everything is checked, and nothing written' }),
);

/** Of what is refused as unlikely. */
export const Unlikely = Type.Optional(Type.Boolean({ description: 'it is meant so' }));

export function isSet(flag: '' | 'true' | 'false' | undefined): boolean {
  return flag === '' || flag === 'true';
}

/** A month, or `this` or `previous`, in the mess's time zone. @throws UsageError `bad_value` */
export function readMonth(mess: Mess, field: string, given: unknown): Month {
  const reference = parseField(field, parseMonthReference, given);
  return resolveMonth(reference, () => today(mess));
}

/** `YYYY-MM-DD`, or as the mess writes dates. @throws UsageError `bad_value` */
export function readDay(mess: Mess, field: string, given: unknown): string {
  return parseField(field, (text) => readDate(text, mess.settings.dateFormat), given);
}

/**
 * An amount that came as a number of JSON may be as much, in minor units. Below it doubles stand less than a minor
 * unit apart: no two amounts are the same number, and the shortest digits of the number are those of its amount.
 */
const MOST_AS_NUMBER_MINOR = 2n ** 52n;

/** Minor units. @throws UsageError `bad_value` */
export function readAmount(mess: Mess, field: string, given: unknown): bigint {
  const parse = (text: string) => {
    const minor = amountInCurrency(mess.settings, parseWrittenAmount(text));
    if (typeof given === 'number' && minor > MOST_AS_NUMBER_MINOR) {
      throw new ValueError(
        'bad_amount',
        'a number of JSON is not exact for so large an amount; send it as text, like "80000000000000.01"',
      );
    }
    return minor;
  };
  return parseField(field, parse, given);
}

/** Why, for the record of changes. @throws UsageError `bad_value` */
export function readReason(given: unknown): string {
  return parseField('reason', parseReason, given);
}

/** What came of an operation, with its warnings in sentences alone. */
export function told<T extends { readonly warnings: readonly Warning[] }>(
  done: T,
): Omit<T, 'warnings'> & { readonly warnings: readonly string[] } {
  return { ...done, warnings: done.warnings.map(({ message }) => message) };
}
