import { lateFeesDocument } from '../../../../documents/payments/dues.ts';
import type { LateFeesDocument } from '../../../../documents/schemas/payments/payments.ts';
import { NO_SETTING } from '../../../../domain/mess/settings.ts';
import { type Month, monthName } from '../../../../domain/values/month.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { MessError } from '../../../../errors.ts';
import { listBills } from '../../../../operations/billing/bills.ts';
import { currentMonth } from '../../../../operations/mess/mess.ts';
import {
  type PlannedLateFees,
  planLateFees,
} from '../../../../operations/payments/dues/late-fees.ts';
import { basisOf } from '../../../preview.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Field } from '../../parts/field.tsx';
import { Form, Hidden, Question } from '../../parts/form.tsx';
import { dateReader, maybe, monthOf } from '../../parts/given.ts';
import { MonthsBeside } from '../../parts/months.tsx';
import { Changed, Done } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import type { Given } from '../../sent.ts';
import { deskPage, leadTo } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { moneyOf } from '../style.ts';
import { NoAccounts } from './dues.tsx';

/** Of the newest bill. */
export const lateFeesStart = leadTo(
  '/desk/late-fees',
  'enter late fees',
  async ({ mess, actor }) => {
    const bill = (await listBills(mess, actor, 'live')).at(-1);
    return pathTo('late-fees', bill?.month ?? currentMonth(mess));
  },
);

/** What is to be paid for being late with a bill: shown first, and entered as it was shown. */
export const lateFeesPage = deskPage({
  path: '/desk/late-fees/:month',
  permission: 'enter late fees',
  async get(scope, { params, query, problem }) {
    const month = monthOf(params);
    return {
      title: `Late fees of ${monthName(month)}`,
      body: (
        <>
          <h1>Late fees of {monthName(month)}</h1>
          <Done>
            {query.done === undefined
              ? undefined
              : `The late fees are entered: ${sayCount(Number(query.done) || 0, 'student')}.`}
          </Done>
          {query.changed === 'yes' && <Changed />}
          <MonthsBeside month={month} to={(each) => pathTo('late-fees', each)} />
          {await show(scope, month, problem?.given ?? query)}
        </>
      ),
    };
  },
  async post(scope, { params, given }) {
    const month = monthOf(params);
    const path = pathTo('late-fees', month);
    const { planned, document } = await plan(scope, month, given);
    if (basisOf(document) !== given.basis) {
      return { to: withQuery(path, { asOf: given.asOf, changed: 'yes' }) };
    }
    await planned.write();
    return { to: withQuery(path, { done: String(document.fees.length) }) };
  },
});

async function plan(
  { mess, actor }: PageScope,
  month: Month,
  given: Given,
): Promise<{ readonly planned: PlannedLateFees; readonly document: LateFeesDocument }> {
  const planned = await planLateFees(mess, actor, month, maybe(given, 'asOf', dateReader(mess)));
  return { planned, document: lateFeesDocument(planned, true, mess.settings.currencyDecimals) };
}

async function show(scope: PageScope, month: Month, given: Given) {
  const { accountsFrom, lateFee } = scope.mess.settings;
  if (accountsFrom === null) return <NoAccounts />;
  if (lateFee === NO_SETTING) {
    return (
      <p>
        This mess takes no late fees: an owner says in the <a href="/desk/settings">settings</a>{' '}
        what is to be paid.
      </p>
    );
  }
  try {
    const { document, planned } = await plan(scope, month, given);
    return <LateFees scope={scope} document={document} planned={planned} />;
  } catch (error) {
    if (!(error instanceof MessError) || error.code !== 'not_found') throw error;
    return <p>{error.message}</p>;
  }
}

function LateFees({
  scope,
  document,
  planned: { dueOn, beginsOn },
}: {
  readonly scope: PageScope;
  readonly document: LateFeesDocument;
  readonly planned: PlannedLateFees;
}) {
  const money = moneyOf(scope.mess);
  const { month, asOf, fees, total, tooMuch } = document;
  const path = pathTo('late-fees', month);
  return (
    <>
      {dueOn !== null && (
        <p>
          The bill is due on {dueOn}
          {beginsOn !== null && `, and there is a late fee from ${beginsOn} on`}. What was entered
          before is not entered again.
        </p>
      )}
      <Question action={path} submit="Show">
        <Field name="asOf" label="Up to and with" type="date" value={asOf} />
      </Question>
      <Table
        caption={`To be entered: ${sayCount(fees.length, 'student')}`}
        columns={['Id', 'Name', 'Paid on', ...figures('Outstanding', 'Entered before', 'Late fee')]}
        none="There is nothing to enter."
        rows={(fees as readonly Readonly<Record<string, string>>[]).map((each) => ({
          key: each.studentId ?? '',
          cells: [
            <a key="id" href={pathTo('dues', each.studentId ?? '')}>
              {each.studentId}
            </a>,
            <Written key="name" text={each.name} />,
            each.paidOn ?? 'not yet',
            money(each.outstanding ?? null),
            money(each.entered ?? null),
            money(each.amount ?? null),
          ],
        }))}
        foot={['In all', '', '', '', '', money(total)]}
      />
      {tooMuch.length > 0 && (
        <Table
          caption="Entered, and too much by now: waive it on the account"
          columns={['Id', ...figures('Too much')]}
          none="None."
          rows={tooMuch.map(({ studentId, amount }) => ({
            key: studentId,
            cells: [
              <a key="id" href={pathTo('dues', studentId)}>
                {studentId}
              </a>,
              money(amount),
            ],
          }))}
        />
      )}
      {fees.length > 0 && (
        <Form scope={scope} action={path} submit={`Enter ${money(total)} of late fees`}>
          <Hidden values={{ asOf, basis: basisOf(document) }} />
        </Form>
      )}
    </>
  );
}
