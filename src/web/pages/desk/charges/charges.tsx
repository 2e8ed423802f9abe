import { chargesOfMonthDocument } from '../../../../documents/charges.ts';
import type { ChargesOfMonthDocument } from '../../../../documents/schemas/charges.ts';
import {
  type ListedKind,
  parseKindName,
  parseQuantity,
} from '../../../../domain/charges/charge.ts';
import { parseNote } from '../../../../domain/purchases/purchase.ts';
import { parseBranch } from '../../../../domain/students/student.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { type Month, monthName } from '../../../../domain/values/month.ts';
import { parseCount } from '../../../../domain/values/size.ts';
import { parseReason, sayCount } from '../../../../domain/values/text.ts';
import { UsageError } from '../../../../errors.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { proposeMonth } from '../../../../operations/billing/propose-month.ts';
import { addCharge, type Charged } from '../../../../operations/charges/add-charge.ts';
import { listCharges, voidCharges } from '../../../../operations/charges/charges.ts';
import { listKinds } from '../../../../operations/charges/kinds.ts';
import { currentMonth } from '../../../../operations/mess/mess.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Amount, Check, Choice, Field, plainOptions } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { amountReader, doUnlessSlip, isTicked, maybe, monthOf, need } from '../../parts/given.ts';
import { MonthsBeside } from '../../parts/months.tsx';
import { Done } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import { TakeBack } from '../../parts/take-back.tsx';
import type { Given, Problem } from '../../sent.ts';
import { deskPage, leadTo } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { moneyOf } from '../style.ts';

/** Of the month that is mostly meant. */
export const chargesStart = leadTo('/desk/charges', 'see charges', async ({ mess }) =>
  pathTo('charges', (await proposeMonth(mess, 'record')) ?? currentMonth(mess)),
);

const DONE: Readonly<Record<string, string>> = {
  add: 'It is charged: the bill takes it when it is registered, or revised.',
  void: 'The charge is taken back. A bill that has it keeps it until it is revised.',
};

/** What students are charged beside the division of a month. */
export const chargesPage = deskPage({
  path: '/desk/charges/:month',
  permission: 'see charges',
  sends: 'enter charges',
  async get(scope, { params, query, problem }) {
    const { mess, actor } = scope;
    const month = monthOf(params);
    const charges = await listCharges(mess, actor, month, 'all');
    const document = chargesOfMonthDocument(month, charges, mess.settings.currencyDecimals);
    const kinds = (await listKinds(mess, actor)).filter(({ hidden }) => !hidden);
    return {
      title: `Charges of ${monthName(month)}`,
      body: <Charges {...{ scope, month, document, kinds, query, problem }} />,
    };
  },
  async post({ mess, actor }, { params, given }) {
    const month = monthOf(params);
    if (given.do === 'void') {
      const no = need(given, 'no', parseCount);
      await voidCharges(mess, actor, [no], need(given, 'reason', parseReason));
    } else {
      const amount = amountReader(mess);
      const input = {
        who: readCharged(given),
        month,
        kind: need(given, 'kind', parseKindName),
        given: {
          amountMinor: maybe(given, 'amount', amount),
          quantityHundredths: maybe(given, 'quantity', parseQuantity),
          rateMinor: maybe(given, 'rate', amount),
        },
        note: maybe(given, 'note', parseNote) ?? null,
        unlikely: true,
      };
      await doUnlessSlip(mess, given, (on) => addCharge(on, actor, input));
    }
    return { to: withQuery(pathTo('charges', month), { done: given.do }) };
  },
});

function readCharged(given: Given): Charged {
  const id = maybe(given, 'id', parseId);
  const branch = maybe(given, 'branch', parseBranch);
  const isPresent = isTicked(given, 'present');
  const isOfMany = branch !== undefined || isPresent;
  if (id !== undefined && !isOfMany) return { id };
  if (id === undefined && isOfMany) return { branch, isPresent };
  throw new UsageError(
    'bad_value',
    'Say who is charged: one student, or a branch, or everybody who was present.',
    { details: { field: 'id' } },
  );
}

function Charges({
  scope,
  month,
  document,
  kinds,
  query,
  problem,
}: {
  readonly scope: PageScope;
  readonly month: Month;
  readonly document: ChargesOfMonthDocument;
  readonly kinds: readonly ListedKind[];
  readonly query: Given;
  readonly problem: Problem | undefined;
}) {
  const path = pathTo('charges', month);
  const money = moneyOf(scope.mess);
  const may = isAllowed(scope.actor, 'change charges');
  return (
    <>
      <h1>Charges of {monthName(month)}</h1>
      <Done>{DONE[query.done ?? '']}</Done>
      <MonthsBeside month={month} to={(each) => pathTo('charges', each)} />
      {isAllowed(scope.actor, 'enter charges') && (
        <>
          <h2>Charge somebody</h2>
          <p>
            Of a whole register of guests: <a href="/desk/imports/charges">import a file</a>.
          </p>
          <Form scope={scope} problem={problem} action={path} does="add" submit="Charge">
            <Field name="id" label="Student (id)" autocomplete="off" />
            <Field name="branch" label="Or everybody of the branch" autocomplete="off" />
            <Check name="present" label="Or everybody who was present in the month" />
            <Choice
              name="kind"
              label="Kind"
              options={plainOptions(kinds.map(({ name }) => name))}
            />
            <Amount name="amount" label="Amount" hint="Or how many, at what each costs:" />
            <Field name="quantity" label="How many" inputmode="decimal" size={6} />
            <Amount name="rate" label="What one costs" hint="Empty for the rate of the kind" />
            <Field name="note" label="Note" autocomplete="off" />
          </Form>
        </>
      )}
      <Table
        caption={`${sayCount(document.charges.length, 'charge')}, ${money(document.total)} in all`}
        columns={[
          'No',
          'Student',
          'Name',
          'Kind',
          'Note',
          ...figures('Amount'),
          ...(may ? ['Take back'] : []),
        ]}
        none="Nobody is charged anything."
        rows={document.charges.map((each) => ({
          key: each.no,
          cells: [
            each.no,
            each.studentId,
            <Written key="name" text={each.name} />,
            <Written key="kind" text={each.kind} />,
            <Written key="note" text={each.note} />,
            money(each.amount),
            ...(may
              ? [
                  each.status === 'void' ? (
                    <span key="void">
                      Void: <Written text={each.voidReason} />
                    </span>
                  ) : (
                    <TakeBack
                      key="void"
                      scope={scope}
                      action={path}
                      no={each.no}
                      what={`charge ${each.no}, ${each.kind}, ${money(each.amount)} of ${each.studentId}`}
                      problem={problem}
                    />
                  ),
                ]
              : []),
          ],
        }))}
      />
    </>
  );
}
