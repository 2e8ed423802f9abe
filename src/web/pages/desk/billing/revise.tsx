import { revisedBillDocument } from '../../../../documents/billing/revision.ts';
import type { RevisedBillDocument } from '../../../../documents/schemas/billing.ts';
import { type Month, monthName } from '../../../../domain/values/month.ts';
import { parseReason } from '../../../../domain/values/text.ts';
import { MessError, UsageError, ValueError } from '../../../../errors.ts';
import { type PlannedRevision, planRevision } from '../../../../operations/billing/revise-bill.ts';
import { basisOf } from '../../../preview.ts';
import { Written } from '../../name.tsx';
import type { Given, PageScope, Problem } from '../../page.ts';
import { Reason } from '../../parts/field.tsx';
import { Form, Hidden, Question, Sent } from '../../parts/form.tsx';
import { monthOf, need } from '../../parts/given.ts';
import { Changed, Warnings } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { moneyOf, tell } from '../style.ts';
import { AmountFields, keepAmounts, readAmounts } from './amounts.tsx';

/** Who would pay how much more or less; what was looked at is written, with a reason, or nothing. */
export const revisePage = deskPage({
  path: '/desk/bills/:month/revise',
  permission: 'revise bills',
  async get(scope, { params, query, problem }) {
    const month = monthOf(params);
    const given = problem === undefined ? query : problem.given;
    const { revised, wrong } = await tryPlan(scope, month, given);
    return {
      title: `Revise the bill of ${monthName(month)}`,
      body: <Revise {...{ scope, month, given, revised, query, wrong, problem }} />,
    };
  },
  async post(scope, { params, given }) {
    const month = monthOf(params);
    const { planned, document } = await plan(scope, month, given);
    const reason = need(given, 'reason', parseReason);
    if (basisOf(document) !== given.basis) {
      const query = { ...keepAmounts(given), changed: 'yes' };
      return { to: withQuery(pathTo('bills', month, 'revise'), query) };
    }
    await planned.write(reason);
    return { to: withQuery(pathTo('bills', month), { done: 'revise' }) };
  },
});

async function plan(
  { mess, actor }: PageScope,
  month: Month,
  given: Given,
): Promise<{ readonly planned: PlannedRevision; readonly document: RevisedBillDocument }> {
  const planned = await planRevision(mess, actor, { month, ...readAmounts(mess, given) });
  const { revised } = planned;
  const { currencyDecimals } = mess.settings;
  const told = { ...revised, bill: tell(revised.bill) };
  return { planned, document: revisedBillDocument(told, true, currencyDecimals) };
}

async function tryPlan(
  scope: PageScope,
  month: Month,
  given: Given,
): Promise<{ readonly revised?: RevisedBillDocument; readonly wrong?: Problem }> {
  try {
    return { revised: (await plan(scope, month, given)).document };
  } catch (error) {
    if (error instanceof ValueError) {
      const sentence = `Dining days: ${error.message}.`;
      return { wrong: { given, error: new UsageError('bad_value', sentence) } };
    }
    if (!(error instanceof MessError) || !['usage', 'invalid'].includes(error.code)) throw error;
    return { wrong: { given, error } };
  }
}

function Revise({
  scope,
  month,
  given,
  revised,
  query,
  wrong,
  problem,
}: {
  readonly scope: PageScope;
  readonly month: Month;
  readonly given: Given;
  readonly revised: RevisedBillDocument | undefined;
  readonly query: Given;
  readonly wrong: Problem | undefined;
  readonly problem: Problem | undefined;
}) {
  const path = pathTo('bills', month, 'revise');
  const name = monthName(month);
  return (
    <>
      <h1>Revise the bill of {name}</h1>
      {query.changed === 'yes' && <Changed />}
      {wrong && (
        <p role="alert" class="wrong">
          {wrong.error.message}
        </p>
      )}
      <p>
        Attendance, the roll and charges are taken as they are recorded now. What is left empty
        stays as the bill has it.
      </p>
      <Sent.Provider value={wrong}>
        <Question action={path} submit="Show the differences">
          <AmountFields given={given} spent="what they come to now" />
        </Question>
      </Sent.Provider>
      {revised && !revised.revised && <p role="status">Nothing is other than in the bill.</p>}
      {revised?.revised && (
        <>
          <h2>The differences</h2>
          <Warnings sentences={revised.warnings} />
          <Differences scope={scope} revised={revised} />
          <Form
            scope={scope}
            problem={problem}
            action={path}
            submit={`Write revision ${revised.revision} of ${name}`}
            isGrave
          >
            <Hidden values={{ ...keepAmounts(given), basis: basisOf(revised) }} />
            <Reason />
          </Form>
        </>
      )}
    </>
  );
}

function Differences({
  scope: { mess },
  revised: { shares, removed, previous, billed },
}: {
  readonly scope: PageScope;
  readonly revised: RevisedBillDocument;
}) {
  const money = moneyOf(mess);
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
