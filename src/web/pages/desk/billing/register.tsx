import { billDocument } from '../../../../documents/billing/bill.ts';
import type { BillDocument } from '../../../../documents/schemas/billing.ts';
import type { Bill } from '../../../../domain/billing/bill.ts';
import { moneyFormat } from '../../../../domain/values/money-format.ts';
import { type Month, monthName } from '../../../../domain/values/month.ts';
import { MessError, UsageError, ValueError } from '../../../../errors.ts';
import { findSpentToBill, registerBill } from '../../../../operations/billing/register-bill.ts';
import { basisOf } from '../../../preview.ts';
import type { PageScope } from '../../page.ts';
import { monthOf } from '../../parts/given.ts';
import { MonthsBeside } from '../../parts/months.tsx';
import { Changed } from '../../parts/notices.tsx';
import { type Given, type Problem, sendBack } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { tell } from '../style.ts';
import { keepAmounts, saysAmounts } from './amount-fields.tsx';
import { readAmounts } from './amounts.ts';
import type { DraftView } from './draft.tsx';
import { DraftIsland, viewOf } from './draft-island.tsx';

/** The bill as it would be, to be looked at; and what was looked at is written, or nothing. */
export const registerPage = deskPage({
  path: '/desk/bills/:month/register',
  permission: 'register bills',
  async get(scope, { params, query, problem }) {
    const month = monthOf(params);
    const spent = await sayWhatIsSpent(scope, month);
    const given = problem === undefined ? query : problem.given;
    const { bill, wrong } = await tryPlan(scope, month, given);
    const shown = wrong ?? (problem && { ...problem, given });
    return {
      title: `Register the bill of ${monthName(month)}`,
      assets: ['bill-draft.js'],
      body: <Register {...{ scope, month, spent, given, bill, query, problem: shown }} />,
    };
  },
  async post(scope, { params, given }) {
    const { mess, actor } = scope;
    const month = monthOf(params);
    const { planned, document } = await plan(scope, month, given);
    if (basisOf(document) !== given.basis) {
      const query = { ...keepAmounts(given), changed: 'yes' };
      return { to: withQuery(pathTo('bills', month, 'register'), query) };
    }
    await registerBill(mess, actor, { ...toInput(scope, month, given), agreedTo: planned });
    return { to: withQuery(pathTo('bills', month), { done: 'register' }) };
  },
});

/** What there is to bill by purchases, in words. @throws ConflictError the month has its bill, or is closed */
async function sayWhatIsSpent(
  { mess, actor }: PageScope,
  month: Month,
): Promise<string | undefined> {
  const spent = await findSpentToBill(mess, actor, { month });
  if (spent === undefined) return undefined;
  const money = moneyFormat(mess.settings);
  const parts = [
    ...(spent.totalMinor === null ? [] : [`${money(spent.totalMinor)} to be divided`]),
    ...(spent.fixedMinor === null ? [] : [`${money(spent.fixedMinor)} fixed`]),
  ];
  return parts.length === 0 ? undefined : parts.join(' and ');
}

function toInput({ mess }: PageScope, month: Month, given: Given) {
  const { amounts, fromPurchases, daysInMonth } = readAmounts(mess, given);
  const { totalMinor = null, perHeadMinor = null, fixedMinor = null } = amounts;
  return {
    month,
    amounts: { totalMinor, perHeadMinor, fixedMinor },
    fromPurchases,
    daysInMonth,
    // What is odd is shown with the bill, and seen.
    overrides: { early: false, absentIfMissing: false, confirmTotal: false },
  };
}

async function plan(
  scope: PageScope,
  month: Month,
  given: Given,
): Promise<{ readonly planned: Bill; readonly document: BillDocument }> {
  const { mess, actor } = scope;
  if (!saysAmounts(given)) {
    throw new UsageError('missing_value', 'An amount is missing: give one, or take the purchases.');
  }
  const input = { ...toInput(scope, month, given), dryRun: true };
  const { bill: planned } = await registerBill(mess, actor, input);
  if (planned === null) throw new TypeError('a month without a bill');
  return { planned, document: billDocument(tell(planned), mess.settings.currencyDecimals) };
}

/** What is wrong with the amounts is said with the form. */
async function tryPlan(
  scope: PageScope,
  month: Month,
  given: Given,
): Promise<{ readonly bill?: BillDocument; readonly wrong?: Problem }> {
  if (!saysAmounts(given)) return {};
  try {
    return { bill: (await plan(scope, month, given)).document };
  } catch (error) {
    if (error instanceof ValueError) {
      const sentence = `Dining days: ${error.message}.`;
      return { wrong: { given, error: new UsageError('bad_value', sentence) } };
    }
    if (!(error instanceof MessError) || !['usage', 'invalid'].includes(error.code)) throw error;
    return { wrong: { given, error } };
  }
}

function Register({
  scope,
  month,
  spent,
  given,
  bill,
  query,
  problem,
}: {
  readonly scope: PageScope;
  readonly month: Month;
  readonly spent: string | undefined;
  readonly given: Given;
  readonly bill: BillDocument | undefined;
  readonly query: Given;
  readonly problem: Problem | undefined;
}) {
  const view: DraftView = {
    ...viewOf(scope, month, spent),
    kind: 'register',
    given: keepAmounts(given),
    wrong: problem && sendBack(problem),
    drafted: bill && { document: bill, basis: basisOf(bill) },
  };
  return (
    <>
      <h1>Register the bill of {monthName(month)}</h1>
      <MonthsBeside month={month} to={(each) => pathTo('bills', each, 'register')} />
      {query.changed === 'yes' && <Changed />}
      <DraftIsland scope={scope} view={view} />
    </>
  );
}
