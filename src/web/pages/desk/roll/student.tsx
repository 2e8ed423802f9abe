import { expensesDocument } from '../../../../documents/billing/expenses.ts';
import type { ExpensesDocument } from '../../../../documents/schemas/billing.ts';
import type { StudentDetails } from '../../../../domain/students/student.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { today } from '../../../../operations/mess/mess.ts';
import { sayOpenAccount } from '../../../../operations/payments/dues/leaving.ts';
import { showPaidExpenses } from '../../../../operations/payments/dues/paid-expenses.ts';
import {
  editStudent,
  listBranches,
  removeStudent,
  restoreStudent,
  showStudent,
} from '../../../../operations/students/students.ts';
import { parseField } from '../../../values.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Field } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { dateReader, doUnlessSlip, need } from '../../parts/given.ts';
import { Done, Facts } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { moneyOf } from '../style.ts';
import { emailFor, phoneFor, readStudent, StudentFields } from './student-form.tsx';

const DONE: Readonly<Record<string, string>> = {
  edit: 'What the roll says is corrected.',
  leave: 'The day of leaving is recorded. The student is still billed for that month.',
  return: 'The student is back on the roll.',
};

export const studentPage = deskPage({
  path: '/desk/roll/:id',
  permission: 'see the roll',
  sends: 'change the roll',
  async get(scope, { params, query, problem }) {
    const { mess, actor } = scope;
    const student = await showStudent(mess, actor, idOf(params));
    const expenses = expensesDocument(
      await showPaidExpenses(mess, actor, student.id),
      mess.settings.currencyDecimals,
    );
    const branches = await listBranches(mess, actor);
    const open = await sayOpenAccount(mess, actor, student.id);
    return {
      title: `${student.id} ${student.name}`,
      body: (
        <>
          <h1>
            {student.id} <Written text={student.name} />
          </h1>
          <Done>{DONE[query.done ?? '']}</Done>
          <Facts
            facts={[
              ['Branch', student.branch],
              ['Phone', phoneFor(scope)(student.phone)],
              ['E-mail', student.email === null ? null : emailFor(scope)(student.email)],
              ['Messages', student.takesMessages ? null : 'wants none'],
              ['Joined', student.joined],
              ['Left', student.left],
              ['Account', open],
            ]}
          />
          <p>
            <a class="tap" href={pathTo('dues', student.id)}>
              The account, with every bill and payment
            </a>
          </p>
          <Expenses scope={scope} expenses={expenses} />
          {isAllowed(actor, 'change the roll') && (
            <Changes scope={scope} student={student} branches={branches} problem={problem} />
          )}
        </>
      ),
    };
  },
  async post({ mess, actor }, { params, given }) {
    const id = idOf(params);
    const { do: does = '' } = given;
    if (does === 'leave') {
      const on = need(given, 'on', dateReader(mess));
      await doUnlessSlip(mess, given, (to) => removeStudent(to, actor, id, on));
    } else if (does === 'return') {
      await restoreStudent(mess, actor, id);
    } else {
      const changes = readStudent(mess, given);
      const { student } = await doUnlessSlip(mess, given, (to) =>
        editStudent(to, actor, id, changes, true),
      );
      return { to: withQuery(pathTo('roll', student.id), { done: 'edit' }) };
    }
    return { to: withQuery(pathTo('roll', id), { done: does }) };
  },
});

function idOf(params: Readonly<Record<string, string>>): string {
  return parseField('id', parseId, params.id ?? '');
}

function Expenses({
  scope: { mess },
  expenses: { student, expenses, total },
}: {
  readonly scope: PageScope;
  readonly expenses: ExpensesDocument;
}) {
  const money = moneyOf(mess);
  return (
    <Table
      caption="Billed so far"
      columns={['Month', ...figures('Days', 'Amount', 'Paid', 'Outstanding')]}
      none="No bill so far."
      rows={expenses.map(({ month, days, amount, paid, outstanding }) => ({
        key: month,
        cells: [
          <a key="month" href={pathTo('bills', month, student.id)}>
            {monthName(month)}
          </a>,
          days,
          money(amount),
          money(paid),
          money(outstanding),
        ],
      }))}
      foot={['In all', '', money(total), '', '']}
    />
  );
}

function Changes({
  scope,
  student,
  branches,
  problem,
}: {
  readonly scope: PageScope;
  readonly student: StudentDetails;
  readonly branches: readonly string[];
  readonly problem: Problem | undefined;
}) {
  const action = pathTo('roll', student.id);
  return (
    <>
      <h2>Correct what the roll says</h2>
      <Form scope={scope} problem={problem} action={action} does="edit" submit="Correct">
        <StudentFields student={student} branches={branches} />
      </Form>
      {student.left === null ? (
        <>
          <h2>The student leaves</h2>
          <p>Nothing that is recorded is lost. The month of leaving is still billed.</p>
          <Form
            scope={scope}
            problem={problem}
            action={action}
            does="leave"
            submit="Record the leaving"
            isGrave
          >
            <Field name="on" label="Left on" type="date" value={today(scope.mess)} required />
          </Form>
        </>
      ) : (
        <>
          <h2>The student comes back</h2>
          <Form
            scope={scope}
            problem={problem}
            action={action}
            does="return"
            submit="Put back on the roll"
          />
        </>
      )}
    </>
  );
}
