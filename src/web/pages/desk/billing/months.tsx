import { monthDocument } from '../../../../documents/billing/month.ts';
import { sayLacks } from '../../../../domain/billing/lack-words.ts';
import { listLacks, type MonthState } from '../../../../domain/billing/month-state.ts';
import { moneyFormat } from '../../../../domain/values/money-format.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { parseReason, sayCount } from '../../../../domain/values/text.ts';
import { NotFoundError } from '../../../../errors.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { closeMonth, listMonths, reopenMonth } from '../../../../operations/billing/months.ts';
import { readUnpaid, type UnpaidBill } from '../../../../operations/payments/unpaid.ts';
import type { PageScope } from '../../page.ts';
import { Check, Reason } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { isTicked, monthOf, need } from '../../parts/given.ts';
import { Done, Facts } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { moneyOf, timeOf } from '../style.ts';

const DONE: Readonly<Record<string, string>> = {
  close: 'is closed: its attendance, purchases and bill change no more.',
  reopen: 'is open again.',
  void: 'has no bill any more, and can be registered again.',
};

export const monthsPage = deskPage({
  path: '/desk/months',
  permission: 'see bills',
  isHeavy: true,
  async get(scope, { query }) {
    const { mess, actor } = scope;
    const months = (await listMonths(mess, actor)).toReversed();
    const money = moneyOf(mess);
    const done = DONE[query.done ?? ''];
    const month = /^\d{4}-\d\d$/.test(query.month ?? '')
      ? monthName(query.month ?? '')
      : 'The month';
    return {
      title: 'Months',
      body: (
        <>
          <h1>Months</h1>
          <Done>{done === undefined ? undefined : `${month} ${done}`}</Done>
          <Table
            caption="The newest first"
            columns={['Month', 'Status', 'Remarks', ...figures('Purchases', 'Billed')]}
            none="No months yet."
            rows={months.map((state) => {
              const document = monthDocument(state, mess.settings.currencyDecimals);
              return {
                key: state.month,
                cells: [
                  <a key="month" href={pathTo('months', state.month)}>
                    {monthName(state.month)}
                  </a>,
                  document.status,
                  sayLacks(state),
                  money(document.purchases),
                  money(document.billed),
                ],
              };
            })}
          />
        </>
      ),
    };
  },
});

/** One month: how far it is, and to close it or open it again. */
export const monthPage = deskPage({
  path: '/desk/months/:month',
  permission: 'see bills',
  sends: 'close months',
  async get(scope, { params, problem }) {
    const { mess, actor } = scope;
    const month = monthOf(params);
    const state = (await listMonths(mess, actor)).find((each) => each.month === month);
    if (state === undefined) {
      throw new NotFoundError('no_such_page', `Nothing is recorded in ${monthName(month)}.`);
    }
    const unpaid = await readUnpaid(mess, actor, month);
    return {
      title: monthName(month),
      body: <MonthOf scope={scope} state={state} unpaid={unpaid} problem={problem} />,
    };
  },
  async post({ mess, actor }, { params, given }) {
    const month = monthOf(params);
    if (given.do === 'reopen') {
      await reopenMonth(mess, actor, month, need(given, 'reason', parseReason));
    } else {
      const reason = isTicked(given, 'asIs') ? need(given, 'reason', parseReason) : undefined;
      await closeMonth(mess, actor, month, reason);
    }
    return { to: withQuery(pathTo('months'), { done: given.do, month }) };
  },
});

function sayUnpaid(
  { amountMinor, students }: UnpaidBill,
  money: (minor: bigint) => string,
): string {
  return students === 0 ? 'nothing' : `${money(amountMinor)}, by ${sayCount(students, 'student')}`;
}

function MonthOf({
  scope,
  state,
  unpaid,
  problem,
}: {
  readonly scope: PageScope;
  readonly state: MonthState;
  readonly unpaid: UnpaidBill | null;
  readonly problem: Problem | undefined;
}) {
  const { mess, actor } = scope;
  const { month, closed, students, bill, spentMinor } = state;
  const money = moneyFormat(mess.settings);
  return (
    <>
      <h1>{monthName(month)}</h1>
      <Facts
        facts={[
          ['On the roll', String(students)],
          ['Purchases', money(spentMinor)],
          ['Billed', bill && money(bill.billedMinor)],
          ['Not paid of it', bill && unpaid && sayUnpaid(unpaid, money)],
          ['How far it is', closed === null ? sayLacks(state) : null],
          ['Closed', closed && `${timeOf(mess)(closed.at)} by ${closed.by ?? 'the database'}`],
          ['As it is, because', closed?.asIsReason],
        ]}
      />
      <ul>
        <li>
          <a class="tap" href={pathTo('attendance', month)}>
            Attendance
          </a>
        </li>
        <li>
          <a class="tap" href={pathTo('purchases', month)}>
            Purchases
          </a>
        </li>
        <li>
          <a class="tap" href={pathTo('charges', month)}>
            Charges
          </a>
        </li>
        {bill && (
          <li>
            <a class="tap" href={pathTo('bills', month)}>
              Bill
            </a>
          </li>
        )}
      </ul>
      {closed === null && isAllowed(actor, 'close months') && (
        <Close scope={scope} state={state} problem={problem} />
      )}
      {closed !== null && isAllowed(actor, 'reopen months') && (
        <>
          <h2>Open it again</h2>
          <p>Its attendance, purchases and bill could be changed again.</p>
          <Form
            scope={scope}
            problem={problem}
            action={pathTo('months', month)}
            does="reopen"
            submit={`Open ${monthName(month)} again`}
            isGrave
          >
            <Reason />
          </Form>
        </>
      )}
    </>
  );
}

function Close({
  scope,
  state,
  problem,
}: {
  readonly scope: PageScope;
  readonly state: MonthState;
  readonly problem: Problem | undefined;
}) {
  const { month } = state;
  const isReady = listLacks(state).includes('closing');
  return (
    <>
      <h2>Close it</h2>
      <p>
        Its attendance, purchases and bill change no more; what students pay still counts. An owner
        can open it again.
      </p>
      <Form
        scope={scope}
        problem={problem}
        action={pathTo('months', month)}
        does="close"
        submit={`Close ${monthName(month)}`}
        isGrave
      >
        {!isReady && (
          <>
            <Check name="asIs" label={`Close it as it is: ${sayLacks(state)}`} />
            <Reason />
          </>
        )}
      </Form>
    </>
  );
}
