import { Type } from 'typebox';
import { changedChargesDocument, chargesOfMonthDocument } from '../../../documents/charges.ts';
import { ChangedCharges, ChargesOfMonth } from '../../../documents/schemas/charges.ts';
import { parseKindName, parseQuantity } from '../../../domain/charges/charge.ts';
import { parseNote } from '../../../domain/purchases/purchase.ts';
import { parseBranch } from '../../../domain/students/student.ts';
import { parseId } from '../../../domain/values/id.ts';
import { parseRange } from '../../../domain/values/number-ranges.ts';
import { UsageError } from '../../../errors.ts';
import { addCharge, type Charged } from '../../../operations/charges/add-charge.ts';
import { findVoidable, listCharges, voidCharges } from '../../../operations/charges/charges.ts';
import { rehearsalOf } from '../../../operations/mess/change.ts';
import { checkFieldLater, parseField, parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { DryRun, isSet, keys, readMonth, readReason, told } from '../input.ts';
import {
  Amount,
  Flag,
  Id,
  MonthText,
  Note,
  Reason,
  readOptionalAmount,
  Yes,
} from '../money-input.ts';

const KindName = Type.String({ maxLength: 100 });

export const CHARGE_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listCharges',
    method: 'GET',
    path: '/charges',
    summary: "A month's charges, with totals",
    permission: 'see charges',
    query: keys({ month: MonthText, student: Type.Optional(Id), all: Flag }),
    answer: ChargesOfMonth,
    async run({ mess, actor }, { query }) {
      const month = readMonth(mess, 'month', query.month);
      const student = parseOptional('student', parseId, query.student);
      const which = isSet(query.all) ? 'all' : 'counted';
      const charges = await listCharges(mess, actor, month, which, student);
      return chargesOfMonthDocument(month, charges, mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'addCharges',
    method: 'POST',
    path: '/charges',
    summary: 'Charges a student, or many, beside the division of a month',
    details:
      'One studentId, or everybody of a branch, or with allPresent who was present in the month. With a rate, that of the kind or rate, the amount is reckoned: quantity 3 is three of them. A discount is written like any amount, and lowers the share. It is one change. A dry run shows what would be charged.',
    permission: 'enter charges',
    query: keys({ dryRun: DryRun }),
    body: keys({
      studentId: Type.Optional(Id),
      branch: Type.Optional(Type.String({ maxLength: 100 })),
      allPresent: Yes,
      month: MonthText,
      kind: KindName,
      amount: Type.Optional(Amount),
      quantity: Type.Optional(
        Type.Union([Type.String({ maxLength: 20 }), Type.Number()], {
          description: 'how many, like 3 or 2.5',
        }),
      ),
      rate: Type.Optional(Amount),
      note: Type.Optional(Note),
      unlikely: Yes,
    }),
    answer: ChangedCharges,
    async run({ mess, actor }, { query, body }) {
      const input = {
        who: readCharged(body),
        month: readMonth(mess, 'month', body.month),
        kind: parseField('kind', parseKindName, body.kind),
        given: {
          amountMinor: readOptionalAmount(mess, 'amount', body.amount),
          quantityHundredths: parseOptional('quantity', parseQuantity, body.quantity),
          rateMinor: readOptionalAmount(mess, 'rate', body.rate),
        },
        note: parseOptional('note', parseNote, body.note) || null,
        unlikely: body.unlikely ?? false,
      };
      const on = isSet(query.dryRun) ? rehearsalOf(mess) : mess;
      const added = told(await checkFieldLater('amount', () => addCharge(on, actor, input)));
      const { currencyDecimals } = mess.settings;
      return changedChargesDocument(added.charges, added.warnings, currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'voidCharges',
    method: 'POST',
    path: '/charges/void',
    summary: 'Takes charges back, by their numbers: all of them or none',
    details:
      'They stay readable with all, and count no more. A bill that has them keeps them until it is revised.',
    permission: 'change charges',
    body: keys({
      numbers: Type.Array(Type.String({ maxLength: 30 }), {
        minItems: 1,
        maxItems: 1000,
        description: 'each a number or a range: `12`, `12-51`',
      }),
      reason: Reason,
    }),
    answer: ChangedCharges,
    async run({ mess, actor }, { body }) {
      const ranges = body.numbers.map((text) => parseField('numbers', parseRange, text));
      const reason = readReason(body.reason);
      const found = await findVoidable(mess, actor, ranges);
      const numbers = found.map(({ no }) => no);
      const { charges, warnings } = told(await voidCharges(mess, actor, numbers, reason));
      return changedChargesDocument(charges, warnings, mess.settings.currencyDecimals);
    },
  }),
];

/** @throws UsageError nobody is said, or somebody and many */
function readCharged({
  studentId,
  branch,
  allPresent = false,
}: {
  readonly studentId?: string | undefined;
  readonly branch?: string | undefined;
  readonly allPresent?: boolean | undefined;
}): Charged {
  const isOfMany = branch !== undefined || allPresent;
  if (!isOfMany && studentId === undefined) {
    throw new UsageError('missing_value', 'Whom? studentId, branch or allPresent is missing.');
  }
  if (isOfMany && studentId !== undefined) {
    const sentence = 'studentId is given, and branch or allPresent.';
    throw new UsageError('conflicting_options', sentence);
  }
  if (!isOfMany) return { id: parseField('studentId', parseId, studentId) };
  return { branch: parseOptional('branch', parseBranch, branch), isPresent: allPresent };
}
