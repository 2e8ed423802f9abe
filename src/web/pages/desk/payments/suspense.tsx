import { documentMaker } from '../../../../documents/fields.ts';
import { SUSPENDED } from '../../../../documents/payments/bank.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { parseCount } from '../../../../domain/values/size.ts';
import { parseReason } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import {
  assignLine,
  ignoreLine,
  listSuspense,
  type SuspendedMoney,
} from '../../../../operations/payments/bank/suspense.ts';
import type { PageScope } from '../../page.ts';
import { Field, Reason } from '../../parts/field.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { need } from '../../parts/given.ts';
import { Done, Facts } from '../../parts/notices.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { moneyOf } from '../style.ts';

const PATH = '/desk/suspense';

/** Money in the bank of which it is not known whose it is. */
export const suspensePage = deskPage({
  path: PATH,
  permission: "see everybody's dues",
  sends: 'import payments',
  async get(scope, { query, problem }) {
    const lines = await listSuspense(scope.mess, scope.actor);
    return {
      title: 'Suspense',
      body: (
        <>
          <h1>Money of which it is not known whose it is</h1>
          <Done>
            {query.done === 'ignore' ? "The money is no student's: it is other income." : undefined}
          </Done>
          {lines.length === 0 && <p>Nothing is in suspense.</p>}
          {lines.map((line) => (
            <Line key={line.no} scope={scope} line={line} problem={problem} />
          ))}
        </>
      ),
    };
  },
  async post({ mess, actor }, { given }) {
    const no = need(given, 'no', parseCount);
    if (given.do?.startsWith('ignore')) {
      await ignoreLine(mess, actor, no, need(given, 'reason', parseReason));
      return { to: withQuery(PATH, { done: 'ignore' }) };
    }
    const { parts } = await assignLine(mess, actor, no, [
      { studentId: need(given, 'id', parseId) },
    ]);
    return { to: pathTo('payments', parts[0]?.receipt ?? '') };
  },
});

function Line({
  scope,
  line,
  problem,
}: {
  readonly scope: PageScope;
  readonly line: SuspendedMoney;
  readonly problem: Problem | undefined;
}) {
  const { mess, actor } = scope;
  const document = documentMaker(SUSPENDED, mess.settings.currencyDecimals)(line);
  const amount = moneyOf(mess)(String(document.amount));
  const values = { no: String(line.no) };
  return (
    <section aria-label={`Line ${line.no}`}>
      <h2>
        Line {line.no}: {amount} on {line.date}
      </h2>
      <Facts
        facts={[
          ['The bank says', line.narration],
          ['Number', line.reference],
          ['Account', line.account],
          ['Why nobody follows', line.reason],
        ]}
      />
      {isAllowed(actor, 'import payments') && (
        <Form
          scope={scope}
          problem={problem}
          action={PATH}
          does={`assign ${line.no}`}
          submit={`Give a receipt of ${amount}`}
        >
          <Hidden values={values} />
          <Field
            name="id"
            label={`Whose the ${amount} is (id)`}
            value={line.suggestion ?? ''}
            required
            autocomplete="off"
          />
        </Form>
      )}
      {isAllowed(actor, 'ignore money of the bank') && (
        <details>
          <summary>It is no student's</summary>
          <Form
            scope={scope}
            problem={problem}
            action={PATH}
            does={`ignore ${line.no}`}
            submit={`Make ${amount} other income`}
            isGrave
          >
            <Hidden values={values} />
            <Reason />
          </Form>
        </details>
      )}
    </section>
  );
}
