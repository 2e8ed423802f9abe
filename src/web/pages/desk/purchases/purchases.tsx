import { purchaseSheet, purchasesOfMonthDocument } from '../../../../documents/purchases.ts';
import type { PurchasesOfMonthDocument } from '../../../../documents/schemas/purchases.ts';
import {
  type ListedHead,
  parseHeadName,
  parseNote,
} from '../../../../domain/purchases/purchase.ts';
import { type Month, monthName, monthOfDate } from '../../../../domain/values/month.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { proposeMonth } from '../../../../operations/billing/propose-month.ts';
import { currentMonth, today } from '../../../../operations/mess/mess.ts';
import { listHeads } from '../../../../operations/purchases/heads.ts';
import { addPurchase, listPurchases } from '../../../../operations/purchases/purchases.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { AsCsv, isAsCsv } from '../../parts/as-csv.tsx';
import { Amount, Check, Choice, Field, plainOptions } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import {
  amountReader,
  dateReader,
  doUnlessSlip,
  isTicked,
  maybe,
  monthOf,
  need,
} from '../../parts/given.ts';
import { MonthsBeside } from '../../parts/months.tsx';
import { Done } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import type { Given, Problem } from '../../sent.ts';
import { deskPage, leadTo } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { moneyOf } from '../style.ts';

/** Of the month that is mostly meant. */
export const purchasesStart = leadTo('/desk/purchases', 'see purchases', async ({ mess }) =>
  pathTo('purchases', (await proposeMonth(mess, 'record')) ?? currentMonth(mess)),
);

export const purchasesPage = deskPage({
  path: '/desk/purchases/:month',
  permission: 'see purchases',
  sends: 'enter purchases',
  async get(scope, { params, query, problem }) {
    const { mess, actor } = scope;
    const month = monthOf(params);
    const which = query.all === 'yes' ? 'all' : 'counted';
    const purchases = await listPurchases(mess, actor, month, which);
    const document = purchasesOfMonthDocument(month, purchases, mess.settings.currencyDecimals);
    if (isAsCsv(query)) {
      return { name: `purchases-${month}`, sheet: purchaseSheet(document.purchases) };
    }
    const heads = (await listHeads(mess, actor)).filter(({ hidden }) => !hidden);
    return {
      title: `Purchases of ${monthName(month)}`,
      body: <Purchases {...{ scope, month, document, heads, query, problem }} />,
    };
  },
  async post({ mess, actor }, { given }) {
    const amountMinor = need(given, 'amount', amountReader(mess));
    const input = {
      date: need(given, 'date', dateReader(mess)),
      amountMinor: isTicked(given, 'refund') ? -amountMinor : amountMinor,
      head: need(given, 'head', parseHeadName),
      note: maybe(given, 'note', parseNote) ?? null,
      unlikely: true,
    };
    await doUnlessSlip(mess, given, (on) => addPurchase(on, actor, input));
    const to = pathTo('purchases', monthOfDate(input.date));
    return { to: withQuery(to, { done: 'add', date: input.date }) };
  },
});

const DONE: Readonly<Record<string, string>> = {
  add: 'The purchase is recorded.',
  edit: 'The purchase is corrected. The one of before stays readable, and counts no more.',
  void: 'The purchase is taken back. It stays readable, and counts no more.',
};

function Purchases(props: {
  readonly scope: PageScope;
  readonly month: Month;
  readonly document: PurchasesOfMonthDocument;
  readonly heads: readonly ListedHead[];
  readonly query: Given;
  readonly problem: Problem | undefined;
}) {
  const { scope, month, document, heads, query, problem } = props;
  const path = pathTo('purchases', month);
  const money = moneyOf(scope.mess);
  const now = today(scope.mess);
  const date = query.date ?? (monthOfDate(now) === month ? now : '');
  return (
    <>
      <h1>Purchases of {monthName(month)}</h1>
      <Done>{DONE[query.done ?? '']}</Done>
      <MonthsBeside month={month} to={(each) => pathTo('purchases', each)} />
      {isAllowed(scope.actor, 'enter purchases') && (
        <>
          <h2>Record a purchase</h2>
          <Form scope={scope} problem={problem} action={path} submit="Record" does="add">
            <Field name="date" label="Date" type="date" value={date} required />
            <Amount name="amount" label="Amount" required />
            <Choice
              name="head"
              label="Head"
              options={plainOptions(heads.map(({ name }) => name))}
            />
            <Field name="note" label="Note" />
            <Check name="refund" label="Money that came back: it lowers what the head cost" />
          </Form>
        </>
      )}
      <Table
        caption="By head"
        columns={['Head', 'Kind', ...figures('Purchases', 'Amount')]}
        none="Nothing was bought so far."
        rows={document.heads.map(({ name, kind, purchases, amount }) => ({
          key: name,
          cells: [<Written key="name" text={name} />, kind, purchases, money(amount)],
        }))}
        foot={['In all', '', '', money(document.total)]}
      />
      <List scope={scope} document={document} />
      <AsCsv path={path} query={query} />
      <p>
        {query.all === 'yes' ? (
          <a href={path}>Only those that count</a>
        ) : (
          <a class="tap" href={`${path}?all=yes`}>
            Also those that were taken back
          </a>
        )}
      </p>
    </>
  );
}

function List({
  scope,
  document: { month, purchases },
}: {
  readonly scope: PageScope;
  readonly document: PurchasesOfMonthDocument;
}) {
  const money = moneyOf(scope.mess);
  const may = isAllowed(scope.actor, 'change purchases');
  return (
    <Table
      caption={sayCount(purchases.length, 'purchase')}
      columns={[
        'No',
        'Date',
        'Head',
        'Note',
        'By',
        ...figures('Amount'),
        ...(may ? ['Change'] : []),
      ]}
      none="No purchases."
      rows={purchases.map((each) => ({
        key: each.no,
        cells: [
          each.no,
          each.date,
          <Written key="head" text={each.head} />,
          <Written key="note" text={each.note} />,
          each.by,
          money(each.amount),
          ...(may
            ? [
                each.status === 'void' ? (
                  <span key="void">
                    Void: <Written text={each.voidReason} />
                  </span>
                ) : (
                  <a
                    key="edit"
                    href={pathTo('purchases', month, String(each.no))}
                    aria-label={`Correct purchase ${each.no}, ${each.head}, ${money(each.amount)}`}
                  >
                    Correct
                  </a>
                ),
              ]
            : []),
        ],
      }))}
    />
  );
}
