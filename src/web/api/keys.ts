import { Type } from 'typebox';

/** In a query all is text. */
export const Flag = Type.Optional(Type.Enum(['true', 'false']));

export const DryRun = Type.Optional(
  Type.Enum(['true', 'false'], { description: 'show what would come of it, write nothing' }),
);

/** That something doubtful is meant; or any other yes in a body. */
export const Yes = Type.Optional(Type.Boolean());

export const Amount = Type.String({
  maxLength: 60,
  description: 'as people write it: `3150`, `3,150.50` or `Rs. 3,150/-`',
});

export const Count = Type.Integer({ minimum: 1, maximum: 999_999_999 });

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

export function isSet(flag: 'true' | 'false' | undefined): boolean {
  return flag === 'true';
}
