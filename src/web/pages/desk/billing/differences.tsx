import type { RevisedBillDocument } from '../../../../documents/schemas/billing.ts';
import { Written } from '../../name.tsx';
import { figures, Table } from '../../parts/table.tsx';

/** Whose share changes, and by how much. */
export function Differences({
  revised: { shares, removed, previous, billed },
  money,
}: {
  readonly revised: RevisedBillDocument;
  readonly money: (amount: string | null) => string;
}) {
  const isOther = ({ difference }: { readonly difference: string }) => /[1-9]/.test(difference);
  const changed = shares.filter((each) => isOther(each) || each.before === null);
  const same = shares.length - changed.length;
  const gone = removed.map(({ studentId, name, before }) => {
    return { studentId, name, days: '', before, amount: '', difference: `-${before}` };
  });
  return (
    <>
      <Table
        caption="Whose share changes"
        columns={['Id', 'Name', ...figures('Days', 'Was', 'Is', 'Difference')]}
        none="Nobody's share changes."
        rows={[...changed, ...gone].map((each) => ({
          key: each.studentId,
          cells: [
            each.studentId,
            <Written key="name" text={each.name} />,
            each.days,
            money(each.before),
            each.amount === '' ? 'no share' : money(each.amount),
            money(each.difference),
          ],
        }))}
        foot={['In all', '', '', money(previous.billed), money(billed), '']}
      />
      {same > 0 && <p>The share of {same} others stays as it is.</p>}
    </>
  );
}
