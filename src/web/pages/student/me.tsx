import { expensesDocument } from '../../../documents/billing/expenses.ts';
import type { ExpensesDocument } from '../../../documents/schemas/billing.ts';
import { isWaiting } from '../../../domain/payments/claim.ts';
import { listOwnSignIns } from '../../../operations/access/own-secret.ts';
import { showDues } from '../../../operations/payments/accounts/account.ts';
import { listOwnClaims } from '../../../operations/payments/claims.ts';
import { showPaidExpenses } from '../../../operations/payments/dues/paid-expenses.ts';
import { Written } from '../name.tsx';
import type { Page, PageScope } from '../page.ts';
import { wordsOf } from '../words.ts';
import { Chart } from './chart.tsx';
import { type BesideKind, describeOwed, type Owed } from './owed.ts';

export const mePage: Page = {
  path: '/me',
  front: 'student',
  permission: "see everybody's expenses",
  own: 'see own expenses',
  async get(scope) {
    const { mess, actor, say } = scope;
    if (actor.kind !== 'student') return { to: '/desk' };
    const { currencyDecimals, accountsFrom } = mess.settings;
    const expenses = await showPaidExpenses(mess, actor, undefined);
    const history = expensesDocument(expenses, currencyDecimals);
    const owed =
      accountsFrom === null
        ? undefined
        : describeOwed(await showDues(mess, actor, undefined, {}), currencyDecimals);
    const claims = accountsFrom === null ? [] : await listOwnClaims(mess, actor);
    const waiting = claims.filter(isWaiting).length;
    const [, before] = await listOwnSignIns(mess, actor, 2);
    return {
      title: say.home,
      body: <Me {...{ scope, history, owed, waiting, lastSignIn: before?.at }} />,
    };
  },
};

function Me({
  scope,
  history,
  owed,
  waiting,
  lastSignIn,
}: {
  readonly scope: PageScope;
  readonly history: ExpensesDocument;
  readonly owed: Owed | undefined;
  /** How many claims are not confirmed. */
  readonly waiting: number;
  readonly lastSignIn: string | undefined;
}) {
  const { say } = scope;
  const { time, number } = wordsOf(scope);
  return (
    <>
      <h1>
        <Written text={history.student.name} />
      </h1>
      {owed === undefined ? (
        <BilledSoFar scope={scope} history={history} />
      ) : (
        <Figure scope={scope} owed={owed} />
      )}
      {waiting > 0 && (
        <p>
          <a class="tap" href="/me/pay#claims">
            {say.claimsUnconfirmed(number(waiting), waiting === 1)}
          </a>
        </p>
      )}
      <Months scope={scope} history={history} />
      {lastSignIn !== undefined && <p class="small">{say.lastSignIn(time(lastSignIn))}</p>}
    </>
  );
}

const BESIDE = {
  opening: 'besideOpening',
  'late fee': 'besideLateFees',
  'paid back': 'besidePaidBack',
} as const satisfies Record<BesideKind, string>;

/** The one figure, by when, and how. */
function Figure({ scope, owed }: { readonly scope: PageScope; readonly owed: Owed }) {
  const { say } = scope;
  const { money, date } = wordsOf(scope);
  const { state, amount, overdue, beside, due, next, left, deposit } = owed;
  return (
    <section class="figure">
      {state === 'nothing' ? (
        <p class="amount">{say.nothingOwed}</p>
      ) : (
        <p>
          {state === 'owed' ? say.owed : say.credit} <strong class="amount">{money(amount)}</strong>
        </p>
      )}
      {due !== null && overdue === null && <p>{say.payBy(date(due))}</p>}
      {due !== null && overdue !== null && (
        <p class="late">
          {overdue === amount ? say.overdueAll(date(due)) : say.overdue(money(overdue), date(due))}
        </p>
      )}
      {overdue !== null && next !== null && <p>{say.restBy(date(next))}</p>}
      {beside.map(({ kind, amount }) => (
        <p key={kind}>
          <a class="tap" href="/me/payments#account">
            {say[BESIDE[kind]](money(amount))}
          </a>
        </p>
      ))}
      {state === 'owed' && (
        <p>
          <a class="main" href="/me/pay">
            {say.howToPay}
          </a>
        </p>
      )}
      {deposit !== null && <p class="small">{say.deposit(money(deposit))}</p>}
      {left !== null && <p class="small">{say.left(date(left))}</p>}
    </section>
  );
}

function BilledSoFar({
  scope,
  history,
}: {
  readonly scope: PageScope;
  readonly history: ExpensesDocument;
}) {
  const { say } = scope;
  if (history.expenses.length === 0) return null;
  return (
    <section class="figure">
      <p>
        {say.billedSoFar} <strong class="amount">{wordsOf(scope).money(history.total)}</strong>
      </p>
      <p>{say.noAccounts}</p>
    </section>
  );
}

function Months({
  scope,
  history: { expenses },
}: {
  readonly scope: PageScope;
  readonly history: ExpensesDocument;
}) {
  const { say } = scope;
  const { money, number, shortMonth } = wordsOf(scope);
  if (expenses.length === 0) return <p>{say.nothingBilled}</p>;
  const hasPaid = expenses.some(({ paid }) => paid !== null);
  const orDash = (amount: string | null) => (amount === null ? '–' : money(amount));
  return (
    <section>
      <h2 id="months">{say.months}</h2>
      <Chart scope={scope} expenses={expenses} />
      <section class="scroll" tabindex={0} aria-labelledby="months">
        <table>
          <thead>
            <tr>
              <th scope="col">{say.month}</th>
              <th scope="col">{say.days}</th>
              <th scope="col">{say.amount}</th>
              {hasPaid && <th scope="col">{say.paid}</th>}
              {hasPaid && <th scope="col">{say.open}</th>}
            </tr>
          </thead>
          <tbody>
            {expenses.toReversed().map(({ month, days, amount, paid, outstanding }) => (
              <tr key={month}>
                <th scope="row">
                  <a href={`/me/${month}`}>
                    {shortMonth(month)} <span class="why">{say.why}</span>
                  </a>
                </th>
                <td>{number(days)}</td>
                <td>{money(amount)}</td>
                {hasPaid && <td>{orDash(paid)}</td>}
                {hasPaid && <td>{orDash(outstanding)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
