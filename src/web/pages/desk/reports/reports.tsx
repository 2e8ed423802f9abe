import {
  type YearDocument,
  type YearMonthDocument,
  yearDocument,
} from '../../../../documents/billing/year.ts';
import {
  type BranchDuesDocument,
  branchDuesDocument,
} from '../../../../documents/payments/dues.ts';
import { YEAR_BEGINS } from '../../../../domain/payments/receipt.ts';
import { addMonths, type Month, monthName, parseMonth } from '../../../../domain/values/month.ts';
import { listBills } from '../../../../operations/billing/bills.ts';
import { currentMonth } from '../../../../operations/mess/mess.ts';
import { listDues } from '../../../../operations/payments/list-dues.ts';
import { listHeadTotals } from '../../../../operations/purchases/head-totals.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { maybe } from '../../parts/given.ts';
import { figures, Table } from '../../parts/table.tsx';
import { deskPage } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { moneyOf, timeOf } from '../style.ts';

const PATH = '/desk/reports';

/** What a year came to, by month and by head, and who owes what by branch: to be printed. */
export const reportsPage = deskPage({
  path: PATH,
  permission: "see everybody's dues",
  isHeavy: true,
  async get(scope, { query }) {
    const { mess, actor } = scope;
    const { currencyDecimals } = mess.settings;
    const from = maybe(query, 'from', parseMonth) ?? firstMonthOf(currentMonth(mess));
    const months = Array.from({ length: 12 }, (_, at) => addMonths(from, at));
    const bills = await listBills(mess, actor, 'live');
    const totals = await listHeadTotals(mess, actor, months);
    const year = yearDocument(months, bills, totals, currencyDecimals);
    const dues = branchDuesDocument(await listDues(mess, actor), currencyDecimals);
    const title = `${monthName(from)} to ${monthName(addMonths(from, 11))}`;
    return {
      title: `Report, ${title}`,
      body: (
        <>
          <p class="print-only">{mess.settings.name}</p>
          <h1>{title}</h1>
          <nav aria-label="Years" class="months-beside">
            <a href={`${PATH}?from=${addMonths(from, -12)}`} rel="prev">
              ← The twelve months before
            </a>
            <a href={`${PATH}?from=${addMonths(from, 12)}`} rel="next">
              The twelve months after →
            </a>
          </nav>
          <ByMonth scope={scope} year={year} />
          <ByHead scope={scope} year={year} />
          <ByBranch scope={scope} {...dues} />
          <p class="print-only">Printed {timeOf(mess)(mess.now().toISOString())}</p>
        </>
      ),
    };
  },
});

function firstMonthOf(month: Month): Month {
  const [, of = 0] = month.split('-').map(Number);
  return addMonths(month, -((of - YEAR_BEGINS + 12) % 12));
}

interface Shown {
  readonly scope: PageScope;
  readonly year: YearDocument;
}

function ByMonth({ scope: { mess }, year: { months, billed, bought } }: Shown) {
  const money = moneyOf(mess);
  return (
    <Table
      caption="By month"
      columns={[
        'Month',
        'Remarks',
        ...figures('By days', 'Per head', 'Fixed', 'Charges', 'Billed', 'Bought'),
      ]}
      none="Nothing was billed or bought."
      rows={months.filter(isSome).map(({ month, bill, bought: spent }) => ({
        key: month,
        cells: [
          bill === null ? (
            monthName(month)
          ) : (
            <a key="month" href={pathTo('bills', month)}>
              {monthName(month)}
            </a>
          ),
          bill === null ? 'no bill' : bill.stale ? 'stale' : '',
          money(bill?.total ?? null),
          money(bill?.perHead ?? null),
          money(bill?.fixed ?? null),
          money(bill?.charges ?? null),
          money(bill?.billed ?? null),
          money(spent),
        ],
      }))}
      foot={['In all', '', '', '', '', '', money(billed), money(bought)]}
    />
  );
}

/** Months to come, and those before the mess began, take no room. */
function isSome({ bill, bought }: YearMonthDocument): boolean {
  return bill !== null || /[1-9]/.test(bought);
}

function ByHead({ scope: { mess }, year: { months, heads, bought } }: Shown) {
  const money = moneyOf(mess);
  // The months in which nothing was bought take no room.
  const shown = months.flatMap(({ month }, at) =>
    heads.some(({ amounts }) => amounts[at] !== null) ? [{ month, at }] : [],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by arrows.
    <section class="scroll" aria-label="What was bought, by head" tabIndex={0}>
      <Table
        caption="What was bought, by head"
        columns={[
          'Head',
          'Kind',
          ...figures(...shown.map(({ month }) => monthName(month)), 'In all'),
        ]}
        none="Nothing was bought."
        rows={heads.map(({ head, kind, amounts, total }) => ({
          key: head,
          cells: [
            <Written key="head" text={head} />,
            kind,
            ...shown.map(({ at }) => money(amounts[at] ?? null)),
            money(total),
          ],
        }))}
        foot={[
          'In all',
          '',
          ...shown.map(({ at }) => money(months[at]?.bought ?? null)),
          money(bought),
        ]}
      />
    </section>
  );
}

function ByBranch({
  scope: { mess },
  branches,
  inAll,
}: {
  readonly scope: PageScope;
  readonly branches: readonly BranchDuesDocument[];
  readonly inAll: BranchDuesDocument;
}) {
  const money = moneyOf(mess);
  const cells = ({ students, credit, overdue, owed }: BranchDuesDocument) => [
    students,
    money(credit),
    money(overdue),
    money(owed),
  ];
  return (
    <Table
      caption="Who owes what today, by branch"
      columns={['Branch', ...figures('Students', 'Credit', 'Overdue', 'Owed')]}
      none="Nobody owes anything."
      rows={branches.map((each) => ({
        key: each.branch,
        cells: [<Written key="branch" text={each.branch} />, ...cells(each)],
      }))}
      foot={['In all', ...cells(inAll)]}
    />
  );
}
