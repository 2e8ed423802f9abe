import { Type } from 'typebox';
import { lateFeesDocument } from '../../../documents/payments/dues.ts';
import { LateFees } from '../../../documents/schemas/payments/payments.ts';
import { planLateFees } from '../../../operations/payments/dues/late-fees.ts';
import { previewOrCarryOut } from '../../preview.ts';
import { checkFieldLater } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { DryRun, isSet, keys, readMonth } from '../input.ts';
import { Basis, DateText, MonthText, readOptionalDay } from '../money-input.ts';

export const LATE_FEE_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'enterLateFees',
    method: 'POST',
    path: '/dues/fines',
    summary: 'Enters the late fees of a bill, as the settings say',
    details:
      'Each is entered once, however often this runs; a later day enters what came in addition. What was waived is not entered again.',
    permission: 'enter late fees',
    query: keys({ dryRun: DryRun }),
    body: keys({ month: MonthText, asOf: Type.Optional(DateText), basis: Basis }),
    answer: LateFees,
    async run({ mess, actor }, { query, body }) {
      const { currencyDecimals } = mess.settings;
      const month = readMonth(mess, 'month', body.month);
      const asOf = readOptionalDay(mess, 'asOf', body.asOf);
      const asked = {
        during: 'late fees',
        isDryRun: isSet(query.dryRun),
        basis: body.basis,
      } as const;
      return previewOrCarryOut(asked, async () => {
        const planned = await checkFieldLater('asOf', () => planLateFees(mess, actor, month, asOf));
        return {
          preview: lateFeesDocument(planned, true, currencyDecimals),
          async carryOut() {
            if (planned.fees.length > 0) await planned.write();
            return lateFeesDocument(planned, false, currencyDecimals);
          },
        };
      });
    },
  }),
];
