import { defaultersDocument } from '../../../../documents/reports/money.ts';
import { yearReportDocument, yearReportSheet } from '../../../../documents/reports/year.ts';
import type {
  DefaultersReportDocument,
  YearReportDocument,
} from '../../../../documents/schemas/reports.ts';
import { FINANCIAL_YEAR_BEGINS, financialYear } from '../../../../domain/payments/receipt.ts';
import { parseReportYear } from '../../../../domain/reports/report-year.ts';
import { addMonths, firstDay, type Month, monthName } from '../../../../domain/values/month.ts';
import { today } from '../../../../operations/mess/mess.ts';
import { reportDefaulters } from '../../../../operations/reports/defaulters.ts';
import { reportYear } from '../../../../operations/reports/year-report.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { AsCsv, isAsCsv } from '../../parts/as-csv.tsx';
import { maybe } from '../../parts/given.ts';
import { figures, Table } from '../../parts/table.tsx';
import { deskPage } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { moneyOf, timeOf } from '../style.ts';

const PATH = '/desk/reports';

/** What a year came to, by month and by head, and who is late by branch: to be printed. */
export const reportsPage = deskPage({
  path: PATH,
  permission: "see everybody's dues",
  isHeavy: true,
  async get(scope, { query }) {
    const { mess, actor } = scope;
    const { currencyDecimals, accountsFrom } = mess.settings;
    const now = financialYear(today(mess), FINANCIAL_YEAR_BEGINS);
    const asked = maybe(query, 'year', parseReportYear) ?? parseReportYear(now);
    const year = yearReportDocument(await reportYear(mess, actor, asked), currencyDecimals);
    if (isAsCsv(query)) return { name: `year-${year.year}`, sheet: yearReportSheet(year) };
    const late =
      accountsFrom === null
        ? undefined
        : defaultersDocument(await reportDefaulters(mess, actor, {}), currencyDecimals);
    const title = `${monthName(asked.from)} to ${monthName(asked.to)}`;
    return {
      title: `Report, ${title}`,
      body: (
        <>
          <h1>{title}</h1>
          <nav aria-label="Years" class="months-beside">
            <a href={pathOfYear(addMonths(asked.from, -12))} rel="prev">
              ← The year before
            </a>
            <a href={pathOfYear(addMonths(asked.from, 12))} rel="next">
              The year after →
            </a>
          </nav>
          <ByMonth scope={scope} year={year} />
          <AsCsv path={PATH} query={{ year: year.year }} />
          <ByHead scope={scope} year={year} />
          {late && <ByBranch scope={scope} late={late} />}
          <p class="print-only">
            Printed {timeOf(mess)(mess.now().toISOString())}, {year.record}
          </p>
        </>
      ),
    };
  },
});

function pathOfYear(from: Month): string {
  return `${PATH}?year=${financialYear(firstDay(from), FINANCIAL_YEAR_BEGINS)}`;
}

interface Shown {
  readonly scope: PageScope;
  readonly year: YearReportDocument;
}

function ByMonth({ scope: { mess }, year: { months, totals } }: Shown) {
  const money = moneyOf(mess);
  return (
    <Table
      caption="By month"
      columns={[
        'Month',
        ...figures('Bought', 'Billed', 'Not paid of it', 'Collected', 'Owed then'),
      ]}
      none="The year has not begun."
      rows={months.map((each) => ({
        key: each.month,
        cells: [
          <a key="month" href={pathTo('months', each.month)}>
            {monthName(each.month)}
          </a>,
          money(each.spent),
          each.billed === null ? 'no bill' : money(each.billed),
          money(each.outstanding),
          money(each.collected),
          money(each.closing),
        ],
      }))}
      foot={['In all', money(totals.spent), money(totals.billed), '', money(totals.collected), '']}
    />
  );
}

function ByHead({ scope: { mess }, year: { months, heads, totals } }: Shown) {
  const money = moneyOf(mess);
  // The months in which nothing was bought take no room.
  const shown = months.flatMap(({ month, spent }, at) =>
    /[1-9]/.test(spent) ? [{ month, spent, at }] : [],
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
        rows={heads.map(({ head, kind, months: amounts, amount }) => ({
          key: head,
          cells: [
            <Written key="head" text={head} />,
            kind,
            ...shown.map(({ at }) => money(amounts[at] ?? null)),
            money(amount),
          ],
        }))}
        foot={['In all', '', ...shown.map(({ spent }) => money(spent)), money(totals.spent)]}
      />
    </section>
  );
}

function ByBranch({
  scope: { mess },
  late: { asOf, branches, students, overdue, balance },
}: {
  readonly scope: PageScope;
  readonly late: DefaultersReportDocument;
}) {
  const money = moneyOf(mess);
  return (
    <Table
      caption={`Who is late on ${asOf}, by branch`}
      columns={['Branch', ...figures('Students', 'Overdue', 'Owed by them')]}
      none="Nobody is late with paying."
      rows={branches.map((each) => ({
        key: each.branch,
        cells: [
          <a key="branch" href={`/desk/dues?overdue=yes&branch=${encodeURIComponent(each.branch)}`}>
            <Written text={each.branch} />
          </a>,
          each.students,
          money(each.overdue),
          money(each.balance),
        ],
      }))}
      foot={['In all', students.length, money(overdue), money(balance)]}
    />
  );
}
