import { accountDocument, duesDocument } from '../../../../documents/payments.ts';
import type { AccountDocument } from '../../../../documents/schemas/payments.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { formatMinor } from '../../../../domain/values/money.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { showDues } from '../../../../operations/payments/account.ts';
import { listDues } from '../../../../operations/payments/list-dues.ts';
import { listBranches } from '../../../../operations/students/students.ts';
import { parseField } from '../../../values.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Check, Choice } from '../../parts/field.tsx';
import { Question } from '../../parts/form.tsx';
import { isTicked } from '../../parts/given.ts';
import { Facts } from '../../parts/notices.tsx';
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
    const branches = await listBranches(mess, actor);
    const money = moneyOf(mess);
    const sum = dues.reduce((all, { balanceMinor }) => all + balanceMinor, 0n);
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
          <Table
            caption={`${sayCount(dues.length, 'student')}, who owes most first`}
            columns={['Id', 'Name', 'Branch', 'Due since', ...figures('Overdue', 'Owed')]}
            none="Nobody owes anything."
            rows={dues.map((each) => {
              const document = duesDocument(each, currencyDecimals);
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
            foot={['In all', '', '', '', '', money(formatMinor(sum, currencyDecimals))]}
          />
        </>
      ),
    };
  },
});

/** Until they are kept nobody owes anything. */
export function NoAccounts() {
  return (
    <p>
      This mess keeps no accounts of its students yet: an owner says in the{' '}
      <a href="/desk/settings">settings</a> from which month on.
    </p>
  );
}

/** Every bill and payment of a student, with what was owed after each. */
export const accountOfStudentPage = deskPage({
  path: '/desk/dues/:id',
  permission: "see everybody's dues",
  async get(scope, { params }) {
    const { mess, actor } = scope;
    const id = parseField('id', parseId, params.id ?? '');
    const account = accountDocument(
      await showDues(mess, actor, id, {}),
      mess.settings.currencyDecimals,
    );
    return {
      title: `${account.student.id} ${account.student.name}: the account`,
      body: <Account scope={scope} account={account} />,
    };
  },
});

function Account({
  scope: { mess, actor },
  account: { student, lines, balance, outstanding, deposit },
}: {
  readonly scope: PageScope;
  readonly account: AccountDocument;
}) {
  const money = moneyOf(mess);
  const isCredit = balance.startsWith('-');
  return (
    <>
      <h1>
        {student.id} <Written text={student.name} />
      </h1>
      <Facts
        facts={[
          [isCredit ? 'Credit' : 'Owed', money(balance.replace('-', ''))],
          ['Deposit', /[1-9]/.test(deposit) ? money(deposit) : null],
        ]}
      />
      <p class="buttons">
        {isAllowed(actor, 'record payments') && (
          <a class="button" href={`/desk/payments?id=${encodeURIComponent(student.id)}`}>
            Record a payment
          </a>
        )}{' '}
        <a href={pathTo('roll', student.id)}>On the roll</a>
      </p>
      <Table
        caption="What is to be paid"
        columns={['For', 'Due', ...figures('Days late', 'Amount')]}
        none="Nothing is to be paid."
        rows={outstanding.map(({ kind, month, due, daysLate, amount }) => ({
          key: `${kind} ${month}`,
          cells: [
            month === null ? kind : `${kind} ${monthName(month)}`,
            due,
            daysLate,
            money(amount),
          ],
        }))}
      />
      <Table
        caption="The account"
        columns={['Date', 'What', 'Receipt', ...figures('Charged', 'Paid', 'Owed')]}
        none="Nothing was billed or paid."
        rows={lines.map((line, at) => ({
          key: at,
          cells: [
            line.date,
            <Written key="text" text={line.text} />,
            line.receipt && (
              <a key="receipt" href={pathTo('payments', line.receipt)}>
                {line.receipt}
              </a>
            ),
            money(line.debit),
            money(line.credit),
            money(line.balance),
          ],
        }))}
      />
    </>
  );
}
