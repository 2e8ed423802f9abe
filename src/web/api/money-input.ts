import { Type } from 'typebox';
import type { Month } from '../../domain/values/month.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { inOrder } from '../values.ts';
import { Flag as FlagWord, readAmount, readDay, readMonth } from './input.ts';

/** In a query all is text. */
export const Flag = Type.Optional(FlagWord);

/** That something doubtful is meant; or any other yes in a body. */
export const Yes = Type.Optional(Type.Boolean());

export const Amount = Type.String({
  maxLength: 60,
  description: 'as people write it: `3150`, `3,150.50` or `Rs. 3,150/-`',
});

export const Id = Type.String({ maxLength: 100, description: 'of a student' });

export const MonthText = Type.String({
  maxLength: 60,
  description: 'as `2025-05` or `May 2025`; also `this` and `previous`',
});

export const DateText = Type.String({
  maxLength: 60,
  description: 'as `2025-05-31`, or in the form of the mess',
});

export const Reason = Type.String({
  maxLength: 500,
  description: 'why, for the record of changes',
});

export const Note = Type.String({ maxLength: 500 });

export const Basis = Type.Optional(
  Type.String({
    maxLength: 100,
    description: 'the `X-Basis` of the dry run that was agreed to; where it is another by now, 409',
  }),
);

/*
 * Values that may be left out. All throw UsageError `bad_value`, with the field.
 */

export function readOptionalMonth(mess: Mess, field: string, given: unknown): Month | undefined {
  return given === undefined ? undefined : readMonth(mess, field, given);
}

/** `YYYY-MM-DD` */
export function readOptionalDay(mess: Mess, field: string, given: unknown): string | undefined {
  return given === undefined ? undefined : readDay(mess, field, given);
}

/** A first and a last day; the first is not after the last. */
export function readRange(
  mess: Mess,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
) {
  return inOrder(readOptionalDay(mess, 'from', from), readOptionalDay(mess, 'to', to));
}

/** In minor units. */
export function readOptionalAmount(mess: Mess, field: string, given: unknown): bigint | undefined {
  return given === undefined ? undefined : readAmount(mess, field, given);
}
