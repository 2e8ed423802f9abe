import type { BillDocument } from '../../../../documents/schemas/billing.ts';
import { formatMinor } from '../../../../domain/values/money.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { Written } from '../../name.tsx';
import { Facts } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import { pathTo } from '../paths.ts';

/** A bill: what it is made of, everybody's share, and that they add up. */
export function BillTable({
  bill,
  money,
}: {
  readonly bill: BillDocument;
  readonly money: (amount: string | null) => string;
}) {
  const parts = (
    [
      ['dividing', 'By days', bill.total],
      ['perHead', 'Per head', bill.perHead],
      ['fixed', 'Fixed', bill.fixed],
      ['charges', 'Charges', bill.charges],
    ] as const
  ).filter(([, , amount]) => amount !== null);
  const isStored = !bill.dryRun;
  return (
    <>
      <Facts
        facts={[
          ['Divided by days present', bill.divided && money(bill.divided)],
          ['Of a cost of', changedCost(bill, money)],
          ['Per head for a full month', bill.perHead && money(bill.perHead)],
          ['The same for everybody', bill.fixed && money(bill.fixed)],
          ['Charges', bill.charges && money(bill.charges)],
          ['Dining days', bill.daysInMonth === null ? null : String(bill.daysInMonth)],
          ['Billed', money(bill.billed)],
        ]}
      />
      {bill.purchases && (
        <Table
          caption="The purchases it is made of"
          columns={['Head', 'Kind', ...figures('Purchases', 'Amount')]}
          none="None."
          rows={bill.purchases.map(({ head, kind, purchases, amount }) => ({
            key: head,
            cells: [<Written key="head" text={head} />, kind, purchases, money(amount)],
          }))}
        />
      )}
      <Table
        caption="Shares"
        columns={[
          'Id',
          'Name',
          'Branch',
          ...figures(
            'Days',
            ...(parts.length > 1 ? parts.map(([, title]) => title) : []),
            'To pay',
          ),
        ]}
        none="Nobody has a share."
        rows={bill.shares.map((share) => ({
          key: share.studentId,
          cells: [
            isStored ? (
              <a key="id" href={pathTo('bills', bill.month, share.studentId)}>
                {share.studentId}
              </a>
            ) : (
              share.studentId
            ),
            <Written key="name" text={share.name} />,
            <Written key="branch" text={share.branch} />,
            share.days,
            ...(parts.length > 1 ? parts.map(([key]) => money(share[key])) : []),
            money(share.amount),
          ],
        }))}
      />
      <p class="in-all">
        {sayCount(bill.shares.length, 'share')} = <strong>{money(sumOf(bill))}</strong>
      </p>
    </>
  );
}

/** What guests paid lowers what is divided, and discounts that everybody bears raise it: then the cost is another. */
function changedCost(bill: BillDocument, money: (amount: string | null) => string): string | null {
  if (bill.total === null || bill.total === bill.divided) return null;
  return `${money(bill.total)}, changed by what guests paid and by discounts`;
}

/** Added up from what is shown, not taken from what the bill says of itself. */
function sumOf({ shares, billed }: BillDocument): string {
  const minor = shares.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
  const sum = formatMinor(minor, billed.split('.')[1]?.length ?? 0);
  if (sum !== billed) throw new Error(`shares of ${sum} in a bill of ${billed}`);
  return sum;
}
