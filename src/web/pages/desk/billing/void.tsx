import { moneyFormat } from '../../../../domain/values/money-format.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { parseCount } from '../../../../domain/values/size.ts';
import { parseReason, sayCount } from '../../../../domain/values/text.ts';
import { showBillToVoid, voidBill } from '../../../../operations/billing/bills.ts';
import { readStandingLateFees } from '../../../../operations/payments/dues/standing-late-fees.ts';
import { Reason } from '../../parts/field.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { monthOf, need } from '../../parts/given.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';

/** Takes a bill back: with what that comes to, and why. */
export const voidBillPage = deskPage({
  path: '/desk/bills/:month/void',
  permission: 'void bills',
  async get(scope, { params, problem }) {
    const { mess, actor } = scope;
    const month = monthOf(params);
    const bill = await showBillToVoid(mess, actor, month);
    const fees = await readStandingLateFees(mess, actor, month);
    const money = moneyFormat(mess.settings);
    const students = sayCount(bill.shares.length, 'student');
    return {
      title: `Take back the bill of ${monthName(month)}`,
      body: (
        <>
          <h1>Take back the bill of {monthName(month)}</h1>
          <p>
            {students} would owe <strong>{money(bill.billedMinor)}</strong> no more. The shares stay
            readable, and the month can be registered again. What was paid for it becomes credit.
          </p>
          {fees.students > 0 && (
            <p>
              Its late fees stay: {money(fees.amountMinor)} of {sayCount(fees.students, 'student')}.
            </p>
          )}
          <p>
            To correct it, <a href={pathTo('bills', month, 'revise')}>revise it</a> instead.
          </p>
          <Form
            scope={scope}
            problem={problem}
            action={pathTo('bills', month, 'void')}
            submit={`Take back ${money(bill.billedMinor)} of ${students}`}
            isGrave
          >
            <Hidden values={{ revision: String(bill.revision) }} />
            <Reason hint="Students read it, beside their share" />
          </Form>
        </>
      ),
    };
  },
  async post({ mess, actor }, { params, given }) {
    const month = monthOf(params);
    const revision = need(given, 'revision', parseCount);
    await voidBill(mess, actor, { month, revision }, need(given, 'reason', parseReason));
    return { to: withQuery(pathTo('months'), { done: 'void', month }) };
  },
});
