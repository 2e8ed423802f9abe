import { Type } from 'typebox';
import { billDocument } from '../../../documents/billing/bill.ts';
import { revisedBillDocument } from '../../../documents/billing/revision.ts';
import { RegisteredBill, RevisedBill } from '../../../documents/schemas/billing.ts';
import type { Bill } from '../../../domain/billing/bill.ts';
import type { BillRevised } from '../../../domain/billing/revision.ts';
import { type RegisterInput, registerBill } from '../../../operations/billing/register-bill.ts';
import { planRevision } from '../../../operations/billing/revise-bill.ts';
import { previewOrCarryOut } from '../../preview.ts';
import type { Scope } from '../../request.ts';
import { checkFieldLater } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { DryRun, isSet, keys, readMonth, readReason, told } from '../input.ts';
import { Basis, Reason, Yes } from '../money-input.ts';
import { AMOUNTS, readAmounts, refuseWithoutAmount } from './amounts.ts';

export const REGISTER_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'registerBill',
    method: 'POST',
    path: '/bills/:month',
    summary: "Registers a month's bill and shares it over the roll",
    details:
      'A bill may have any of total, perHead and fixed, or fromPurchases for total and fixed; a share is the sum of its parts. A service token is refused what a person is only warned of, unless early, absentIfMissing or confirmTotal allow it. With ifMissing a month that has or had its bill is left alone.',
    permission: 'register bills',
    query: keys({ dryRun: DryRun }),
    body: keys({
      ...AMOUNTS,
      ifMissing: Yes,
      early: Yes,
      absentIfMissing: Yes,
      confirmTotal: Yes,
      basis: Basis,
    }),
    answer: RegisteredBill,
    async run(scope, { params, query, body }) {
      const { mess } = scope;
      const read = readAmounts(mess, body);
      refuseWithoutAmount(read);
      const { totalMinor = null, perHeadMinor = null, fixedMinor = null } = read.amounts;
      const { ifMissing = false, early = false } = body;
      const { absentIfMissing = false, confirmTotal = false } = body;
      return registerOrShow(scope, isSet(query.dryRun), body.basis, {
        ...read,
        month: readMonth(mess, 'month', params.month),
        amounts: { totalMinor, perHeadMinor, fixedMinor },
        ifMissing,
        overrides: { early, absentIfMissing, confirmTotal },
      });
    },
  }),
  defineEndpoint({
    name: 'reviseBill',
    method: 'POST',
    path: '/bills/:month/revisions',
    summary: 'Corrects a bill: new amounts, or attendance that was corrected since',
    details:
      'What is given is new, the rest stays as it is. Attendance and the roll are taken as they are recorded now, and so are the purchases of a bill made from them, unless amounts are given. The old bill stays readable. Nothing is written where it would be the same bill.',
    permission: 'revise bills',
    query: keys({ dryRun: DryRun }),
    body: keys({ ...AMOUNTS, reason: Type.Optional(Reason), basis: Basis }),
    answer: RevisedBill,
    async run({ mess, actor }, { params, query, body }) {
      const month = readMonth(mess, 'month', params.month);
      const isDryRun = isSet(query.dryRun);
      const reason = isDryRun ? '' : readReason(body.reason ?? '');
      const input = { month, ...readAmounts(mess, body) };
      const toDocument = (revised: BillRevised, isPreview: boolean) =>
        revisedBillDocument(
          { ...revised, bill: told(revised.bill) },
          isPreview,
          mess.settings.currencyDecimals,
        );
      return previewOrCarryOut({ during: 'revision', isDryRun, basis: body.basis }, async () => {
        const { revised, write } = await checkFieldLater('days', () =>
          planRevision(mess, actor, input),
        );
        return {
          preview: toDocument(revised, true),
          carryOut: async () => toDocument(revised.isSame ? revised : await write(reason), false),
        };
      });
    },
  }),
];

function registerOrShow(
  { mess, actor }: Scope,
  isDryRun: boolean,
  basis: string | undefined,
  input: RegisterInput,
): Promise<unknown> {
  const register = async (more: Pick<RegisterInput, 'dryRun' | 'agreedTo'>) => {
    const { bill } = await checkFieldLater('days', () =>
      registerBill(mess, actor, { ...input, ...more }),
    );
    return bill;
  };
  const toDocument = (bill: Bill | null) =>
    bill && billDocument(told(bill), mess.settings.currencyDecimals);
  return previewOrCarryOut({ during: 'bill', isDryRun, basis }, async () => {
    const planned = await register({ dryRun: true });
    return {
      preview: toDocument(planned),
      carryOut: async () => {
        const agreedTo = basis === undefined ? undefined : (planned ?? undefined);
        return toDocument(await register({ agreedTo }));
      },
    };
  });
}
