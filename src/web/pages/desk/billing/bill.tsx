import {
  billDocument,
  billRevisionDocument,
  billSheet,
} from '../../../../documents/billing/bill.ts';
import type { BillDocument, BillRevisionDocument } from '../../../../documents/schemas/billing.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { parseCount } from '../../../../domain/values/size.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { showBill, showHistory } from '../../../../operations/billing/bills.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { AsCsv, isAsCsv } from '../../parts/as-csv.tsx';
import { maybe, monthOf } from '../../parts/given.ts';
import { Done, Warnings } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import type { Given } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { moneyOf, tell, timeOf } from '../style.ts';
import { BillTable } from './shares.tsx';

const DONE: Readonly<Record<string, string>> = {
  register: 'The bill is registered.',
  revise: 'The revision is written. The bill of before stays readable below.',
};

export const billPage = deskPage({
  path: '/desk/bills/:month',
  permission: 'see bills',
  async get(scope, { params, query }) {
    const { mess, actor } = scope;
    const { currencyDecimals } = mess.settings;
    const month = monthOf(params);
    const revision = maybe(query, 'revision', parseCount);
    const bill = billDocument(tell(await showBill(mess, actor, month, revision)), currencyDecimals);
    if (isAsCsv(query)) {
      return { name: `bill-${month}-revision-${bill.revision}`, sheet: billSheet(bill) };
    }
    const history = (await showHistory(mess, actor, month)).map((each) =>
      billRevisionDocument(each, currencyDecimals),
    );
    return {
      title: `Bill of ${monthName(month)}`,
      body: <Bill scope={scope} bill={bill} history={history} query={query} />,
    };
  },
});

function Bill({
  scope,
  bill,
  history,
  query,
}: {
  readonly scope: PageScope;
  readonly bill: BillDocument;
  readonly history: readonly BillRevisionDocument[];
  readonly query: Given;
}) {
  const { mess, actor } = scope;
  const path = pathTo('bills', bill.month);
  const isLive = bill.status === 'live';
  const revision = bill.revision > 1 || !isLive ? `Revision ${bill.revision}, ${bill.status}` : '';
  return (
    <>
      <h1>Bill of {monthName(bill.month)}</h1>
      <Done>{DONE[query.done ?? '']}</Done>
      {revision !== '' && <p>{revision}</p>}
      <div class="no-print">
        <Warnings sentences={bill.warnings} />
      </div>
      <BillTable bill={bill} money={moneyOf(mess)} />
      <AsCsv path={path} query={query} />
      {isLive && (
        <p class="no-print buttons">
          {isAllowed(actor, 'revise bills') && (
            <a class="button" href={`${path}/revise`}>
              Revise
            </a>
          )}
          {isAllowed(actor, 'void bills') && (
            <a class="button grave" href={`${path}/void`}>
              Take back
            </a>
          )}
        </p>
      )}
      <p class="print-only">
        Revision {bill.revision}, printed {timeOf(mess)(mess.now().toISOString())}
      </p>
      <History scope={scope} history={history} />
    </>
  );
}

function History({
  scope: { mess },
  history,
}: {
  readonly scope: PageScope;
  readonly history: readonly BillRevisionDocument[];
}) {
  const [money, time] = [moneyOf(mess), timeOf(mess)];
  return (
    <div class="no-print">
      <h2>History</h2>
      <Table
        caption="Every bill that the month had"
        columns={['Revision', 'Status', 'Made', 'By', 'Ended', 'Why', ...figures('Billed')]}
        none="None."
        rows={history.map((each) => ({
          key: each.revision,
          cells: [
            <a key="revision" href={`${pathTo('bills', each.month)}?revision=${each.revision}`}>
              {each.revision}
            </a>,
            each.status,
            time(each.madeAt),
            each.madeBy,
            each.endedAt === null ? '' : `${time(each.endedAt)} by ${each.endedBy}`,
            <Written key="why" text={each.reason} />,
            money(each.billed),
          ],
        }))}
      />
    </div>
  );
}
