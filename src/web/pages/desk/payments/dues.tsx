import { duesDocument, duesSheet } from '../../../../documents/payments/payments.ts';
import { formatMinor } from '../../../../domain/values/money.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { today } from '../../../../operations/mess/mess.ts';
import { listDues } from '../../../../operations/payments/list-dues.ts';
import { listBranches } from '../../../../operations/students/students.ts';
import { Written } from '../../name.tsx';
import { AsCsv, isAsCsv } from '../../parts/as-csv.tsx';
import { Check, Choice } from '../../parts/field.tsx';
import { Question } from '../../parts/form.tsx';
import { isTicked } from '../../parts/given.ts';
import { figures, Table } from '../../parts/table.tsx';
import { deskPage } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { moneyOf } from '../style.ts';

const PATH = '/desk/dues';

export const duesPage = deskPage({
  path: PATH,
  permission: "see everybody's dues",
  async get({ mess, actor }, { query }) {
    const { currencyDecimals, accountsFrom } = mess.settings;
    const dues = await listDues(mess, actor, {
      isOverdue: isTicked(query, 'overdue'),
      hasLeft: isTicked(query, 'left'),
      branch: query.branch || undefined,
    });
    const documents = dues.map((each) => duesDocument(each, currencyDecimals));
    if (isAsCsv(query)) return { name: `dues-${today(mess)}`, sheet: duesSheet(documents) };
    const branches = await listBranches(mess, actor);
    const money = moneyOf(mess);
    const sum = dues.reduce((all, { balanceMinor }) => all + balanceMinor, 0n);
    const written = (minor: bigint) => money(formatMinor(minor, currencyDecimals));
    return {
      title: 'Dues',
      body: (
        <>
          <h1>Dues</h1>
          {accountsFrom === null && <NoAccounts />}
          <Question action={PATH} submit="Show">
            <Choice
              name="branch"
              label="Branch"
              options={[['', 'Every branch'], ...branches.map((each) => [each, each] as const)]}
              value={query.branch ?? ''}
            />
            <Check
              name="overdue"
              label="Only what is overdue"
              isChecked={isTicked(query, 'overdue')}
            />
            <Check name="left" label="Only who left" isChecked={isTicked(query, 'left')} />
          </Question>
          {dues.length > 0 && <p class="in-all">{sayOwed(dues, written)}</p>}
          <Table
            caption={`${sayCount(dues.length, 'student')}, who owes most first`}
            columns={['Id', 'Name', 'Branch', 'Due since', ...figures('Overdue', 'Owed')]}
            none="Nobody owes anything."
            rows={documents.map((document) => {
              return {
                key: document.studentId,
                cells: [
                  <a key="id" href={pathTo('dues', document.studentId)}>
                    {document.studentId}
                  </a>,
                  <Written key="name" text={document.name} />,
                  <Written key="branch" text={document.branch} />,
                  document.oldestDue,
                  money(document.overdue),
                  money(document.balance),
                ],
              };
            })}
            foot={['In all', '', '', '', '', written(sum)]}
          />
          <AsCsv path={PATH} query={query} />
        </>
      ),
    };
  },
});

/** What is owed, which is more than what all come to where others have paid too much. */
function sayOwed(
  dues: Awaited<ReturnType<typeof listDues>>,
  money: (minor: bigint) => string,
): string {
  const sum = (of: (each: (typeof dues)[number]) => bigint) =>
    dues.reduce((all, each) => all + of(each), 0n);
  const owed = sum(({ balanceMinor, creditMinor }) => balanceMinor + creditMinor);
  const overdue = sum(({ overdueMinor }) => overdueMinor);
  const credit = sum(({ creditMinor }) => creditMinor);
  const also = credit === 0n ? '' : `. Credit of others: ${money(credit)}`;
  return `Owed: ${money(owed)}, of it overdue: ${money(overdue)}${also}.`;
}

/** Until they are kept nobody owes anything. */
export function NoAccounts() {
  return (
    <p>
      This mess keeps no accounts of its students yet: an owner says in the{' '}
      <a href="/desk/settings">settings</a> from which month on.
    </p>
  );
}
