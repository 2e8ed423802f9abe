import { expensesDocument } from '../../../documents/billing/expenses.ts';
import type { ExpensesDocument } from '../../../documents/schemas/billing.ts';
import { showPaidExpenses } from '../../../operations/payments/dues/paid-expenses.ts';
import type { Page, PageScope } from '../page.ts';

export const mePage: Page = {
  path: '/me',
  front: 'student',
  permission: "see everybody's expenses",
  own: 'see own expenses',
  async get(scope) {
    const { mess, actor, say } = scope;
    if (actor.kind !== 'student') return { to: '/desk' };
    const expenses = await showPaidExpenses(mess, actor, undefined);
    const document = expensesDocument(expenses, mess.settings.currencyDecimals);
    return { title: say.account, body: <Me scope={scope} history={document} /> };
  },
};

function Me({
  scope: { say },
  history,
}: {
  readonly scope: PageScope;
  readonly history: ExpensesDocument;
}) {
  return (
    <>
      <h1>
        <bdi>{history.student.name}</bdi>
      </h1>
      <h2>{say.months}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.month}</th>
            <th scope="col">{say.days}</th>
            <th scope="col">{say.amount}</th>
          </tr>
        </thead>
        <tbody>
          {history.expenses.map(({ month, days, amount }) => (
            <tr key={month}>
              <th scope="row">{month}</th>
              <td>{days}</td>
              <td>{amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
