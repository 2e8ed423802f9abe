import { billSummaryDocument } from '../../../../documents/billing/bill.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { listBills } from '../../../../operations/billing/bills.ts';
import { proposeMonth } from '../../../../operations/billing/propose-month.ts';
import { currentMonth } from '../../../../operations/mess/mess.ts';
import { figures, Table } from '../../parts/table.tsx';
import { deskPage, leadTo } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { moneyOf } from '../style.ts';

/** The page of the original service: of the month that is to be billed. */
export const billRegisterStart = leadTo(
  '/billregisterpage',
  'register bills',
  async ({ mess }) =>
    pathTo('bills', (await proposeMonth(mess, 'bill')) ?? currentMonth(mess), 'register'),
  true,
);

export const billsPage = deskPage({
  path: '/desk/bills',
  permission: 'see bills',
  isHeavy: true,
  async get({ mess, actor }) {
    const bills = (await listBills(mess, actor, 'live')).toReversed();
    const money = moneyOf(mess);
    const { currencyDecimals } = mess.settings;
    return {
      title: 'Bills',
      body: (
        <>
          <h1>Bills</h1>
          {isAllowed(actor, 'register bills') && (
            <p>
              <a class="button" href="/billregisterpage">
                Register a bill
              </a>
            </p>
          )}
          <Table
            caption="The newest first"
            columns={['Month', 'Remarks', ...figures('Revision', 'Billed')]}
            none="No bills yet."
            rows={bills.map((bill) => {
              const document = billSummaryDocument(bill, currencyDecimals);
              return {
                key: bill.month,
                cells: [
                  <a key="month" href={pathTo('bills', bill.month)}>
                    {monthName(bill.month)}
                  </a>,
                  document.stale ? 'stale: what it rests on was changed since' : '',
                  bill.revision,
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
