import { expensesDocument } from '../../../../documents/billing/expenses.ts';
import { upiOf } from '../../../../documents/payments/upi.ts';
import { amountInCurrency } from '../../../../domain/mess/written-amount.ts';
import { type Claim, parseUtr } from '../../../../domain/payments/claim.ts';
import { parseDate } from '../../../../domain/values/date.ts';
import { parseWrittenAmount } from '../../../../domain/values/money.ts';
import { MessError } from '../../../../errors.ts';
import { mayChangeOwn } from '../../../../operations/access/own-secret.ts';
import { currentMonth } from '../../../../operations/mess/mess.ts';
import { showDues } from '../../../../operations/payments/accounts/account.ts';
import { claimPayment, listOwnClaims } from '../../../../operations/payments/claims.ts';
import { showPaidExpenses } from '../../../../operations/payments/dues/paid-expenses.ts';
import { checkFieldLater, parseField } from '../../../values.ts';
import type { Page, PageScope } from '../../page.ts';
import type { Given, Problem } from '../../sent.ts';
import { wordsOf } from '../../words.ts';
import { describeOwed } from '../owed.ts';
import { ClaimForm, Claims } from './claims.tsx';
import { type Shown, UpiDetails } from './upi.tsx';

export const payPage: Page = {
  path: '/me/pay',
  front: 'student',
  permission: "see everybody's dues",
  own: 'see own dues',
  async get(scope, { query, problem }) {
    const { mess, actor, say } = scope;
    if (actor.kind !== 'student') return { to: '/desk' };
    const keepsAccounts = mess.settings.accountsFrom !== null;
    const shown = await readShown(scope, query);
    const claims = await listOwnClaims(mess, actor);
    const mayClaim = await mayChangeOwn(mess, actor);
    const body = (
      <>
        <h1>{say.pay}</h1>
        <ToPay scope={scope} shown={shown} />
        {shown.upi === undefined ? (
          <p>{say.payOffice}</p>
        ) : (
          <UpiDetails scope={scope} shown={shown} upi={shown.upi} />
        )}
        <p>{say.payLater}</p>
        {keepsAccounts && (
          <ClaimSection {...{ scope, problem, claims, mayClaim, isUpi: shown.upi !== undefined }} />
        )}
      </>
    );
    return { title: say.pay, body };
  },
  async post({ mess, actor }, { given }) {
    const reference = parseField('reference', parseUtr, given.reference ?? '');
    const date = parseField('date', parseDate, given.date ?? '');
    await checkFieldLater('date', () => claimPayment(mess, actor, { date, reference }));
    return { to: '/me/pay#claims' };
  },
};

/** What is to be paid by now, for which month, and where. */
async function readShown({ mess, actor }: PageScope, query: Given): Promise<Shown> {
  const { settings } = mess;
  const { currencyDecimals: decimals } = settings;
  const isKept = settings.accountsFrom !== null;
  const owed = isKept
    ? describeOwed(await showDues(mess, actor, undefined, {}), decimals)
    : undefined;
  const expenses = expensesDocument(await showPaidExpenses(mess, actor, undefined), decimals);
  const isOwed = owed?.state === 'owed';
  const other = readOther(settings, query.amount);
  const amountMinor = other.minor ?? (isOwed ? BigInt(owed.amount.replace('.', '')) : 0n);
  const latest = isOwed ? undefined : expenses.expenses.at(-1)?.month;
  const month = owed?.month ?? latest ?? currentMonth(mess);
  const upi = upiOf(settings, { studentId: expenses.student.id, month, amountMinor });
  return {
    owed,
    asked: query.amount,
    error: other.error,
    upi: upi && { ...upi, amount: amountMinor > 0n ? upi.amount : null },
  };
}

/** Another amount that was asked for, or why it is none. */
function readOther(
  settings: PageScope['mess']['settings'],
  asked: string | undefined,
): { readonly minor?: bigint; readonly error?: MessError } {
  if (asked === undefined || asked.trim() === '') return {};
  try {
    const read = (text: string) => amountInCurrency(settings, parseWrittenAmount(text));
    return { minor: parseField('amount', read, asked) };
  } catch (error) {
    if (error instanceof MessError) return { error };
    throw error;
  }
}

function ToPay({ scope, shown: { owed } }: { readonly scope: PageScope; readonly shown: Shown }) {
  const { say } = scope;
  const { money, date } = wordsOf(scope);
  if (owed === undefined) return <p>{say.noAccounts}</p>;
  if (owed.state !== 'owed') return <p>{say.payNothing}</p>;
  return (
    <section class="figure">
      <p>
        {say.payAmount} <strong class="amount">{money(owed.amount)}</strong>
      </p>
      {owed.due !== null && owed.overdue === null && <p>{say.payBy(date(owed.due))}</p>}
    </section>
  );
}

function ClaimSection({
  scope,
  problem,
  claims,
  mayClaim,
  isUpi,
}: {
  readonly scope: PageScope;
  readonly problem: Problem | undefined;
  readonly claims: readonly Claim[];
  readonly mayClaim: boolean;
  readonly isUpi: boolean;
}) {
  const { say } = scope;
  return (
    <section id="claims">
      {claims.length > 0 && <Claims scope={scope} claims={claims} />}
      {mayClaim && isUpi && <ClaimForm scope={scope} problem={problem} />}
      {!mayClaim && isUpi && <p class="small">{say.claimOnlyOwnSecret}</p>}
    </section>
  );
}
