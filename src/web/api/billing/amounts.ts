import { Type } from 'typebox';
import { parseDaysInMonth } from '../../../domain/billing/bill.ts';
import type { GivenAmounts } from '../../../domain/billing/revision.ts';
import { UsageError } from '../../../errors.ts';
import type { Mess } from '../../../operations/mess/mess.ts';
import { parseOptional } from '../../values.ts';
import { Amount, readOptionalAmount, Yes } from '../money-input.ts';

const Part = Type.Optional(Amount);

/** What is said of the amounts of a bill. */
export const AMOUNTS = {
  total: Part,
  perHead: Part,
  fixed: Part,
  fromPurchases: Yes,
  days: Type.Optional(Type.Integer({ description: 'dining days of the month' })),
};

interface Said {
  readonly total?: string | undefined;
  readonly perHead?: string | undefined;
  readonly fixed?: string | undefined;
  readonly fromPurchases?: boolean | undefined;
  readonly days?: number | undefined;
}

export interface ReadAmounts {
  readonly amounts: GivenAmounts;
  readonly fromPurchases: boolean;
  readonly daysInMonth: number | undefined;
}

/** @throws UsageError one is none, or an amount is said twice, by purchases and by hand */
export function readAmounts(mess: Mess, said: Said): ReadAmounts {
  const { total, perHead, fixed, fromPurchases = false, days } = said;
  if (fromPurchases && (total !== undefined || fixed !== undefined)) {
    const key = total === undefined ? 'fixed' : 'total';
    throw new UsageError('conflicting_options', `fromPurchases and ${key} exclude each other.`);
  }
  return {
    amounts: {
      totalMinor: readOptionalAmount(mess, 'total', total),
      perHeadMinor: readOptionalAmount(mess, 'perHead', perHead),
      fixedMinor: readOptionalAmount(mess, 'fixed', fixed),
    },
    fromPurchases,
    daysInMonth: parseOptional('days', parseDaysInMonth, days),
  };
}

/** @throws UsageError no amount is said at all */
export function refuseWithoutAmount({ amounts, fromPurchases }: ReadAmounts): void {
  const isSaid = Object.values(amounts).some((minor) => minor !== undefined);
  if (fromPurchases || isSaid) return;
  throw new UsageError(
    'missing_value',
    'The amount is missing: total, perHead or fixed, or fromPurchases.',
  );
}
