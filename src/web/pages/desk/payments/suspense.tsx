import { documentMaker } from '../../../../documents/fields.ts';
import { SUSPENDED } from '../../../../documents/payments/bank.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { parseCount } from '../../../../domain/values/size.ts';
import { parseReason } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import type { Mess } from '../../../../operations/mess/mess.ts';
import {
  assignLine,
  ignoreLine,
  listSuspense,
  type SuspendedMoney,
} from '../../../../operations/payments/bank/suspense.ts';
import { listStudents } from '../../../../operations/students/students.ts';
import type { PageScope } from '../../page.ts';
import { Amount, Check, Field, Reason } from '../../parts/field.tsx';
import { Folded } from '../../parts/folded.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { amountReader, doUnlessSlip, isTicked, maybe, need } from '../../parts/given.ts';
import { Done, Facts } from '../../parts/notices.tsx';
import { STUDENT_LIST, StudentList } from '../../parts/students.tsx';
import type { Given, Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { moneyOf } from '../style.ts';

const PATH = '/desk/suspense';

const DONE: Readonly<Record<string, string>> = {
  ignore: "The money is no student's: it is other income.",
  bounced: 'The money went back to the bank: it is in the books no more.',
  back: 'The money is in suspense again.',
  split: 'The money is shared, with a receipt for each.',
};

/** Money in the bank of which it is not known whose it is. */
export const suspensePage = deskPage({
  path: PATH,
  permission: "see everybody's dues",
  sends: 'import payments',
  async get(scope, { query, problem }) {
    const { mess, actor } = scope;
    const lines = await listSuspense(mess, actor);
    const students = isAllowed(actor, 'import payments') ? await listStudents(mess, actor) : [];
    return {
      title: 'Suspense',
      body: (
        <>
          <h1>Money of which it is not known whose it is</h1>
          <Done>{DONE[query.done ?? '']}</Done>
          {lines.length === 0 && <p>Nothing is in suspense.</p>}
          {lines.length > 0 && <StudentList students={students} />}
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
      const isBounced = isTicked(given, 'bounced');
      const reason = need(given, 'reason', parseReason);
      await ignoreLine(mess, actor, no, { reason, isBounced });
      return { to: withQuery(PATH, { done: isBounced ? 'bounced' : 'ignore' }) };
    }
    const isSplit = given.do?.startsWith('split') ?? false;
    const whose = isSplit ? readParts(mess, given) : [{ studentId: need(given, 'id', parseId) }];
    const { parts } = await doUnlessSlip(mess, given, (on) => assignLine(on, actor, no, whose));
    if (isSplit) return { to: withQuery(PATH, { done: 'split' }) };
    return { to: pathTo('payments', parts[0]?.receipt ?? '') };
  },
});

/** Of so many students at once. */
const PARTS = 4;

/** Those that are filled in, in minor units. */
function readParts(mess: Mess, given: Given) {
  return Array.from({ length: PARTS }, (_, at) => at + 1).flatMap((at) => {
    const studentId = maybe(given, `id${at}`, parseId);
    const isEmpty = studentId === undefined && (given[`amount${at}`] ?? '').trim() === '';
    if (isEmpty) return [];
    return [
      {
        studentId: studentId ?? need(given, `id${at}`, parseId),
        amountMinor: need(given, `amount${at}`, amountReader(mess)),
      },
    ];
  });
}

function Split({
  scope,
  line: { no },
  amount,
  problem,
}: {
  readonly scope: PageScope;
  readonly line: SuspendedMoney;
  /** In words. */
  readonly amount: string;
  readonly problem: Problem | undefined;
}) {
  const does = `split ${no}`;
  return (
    <Folded
      title="It is of several students"
      label={`${amount} of line ${no} is of several students`}
      isOpen={problem?.given.do === does}
    >
      <Form
        scope={scope}
        problem={problem}
        action={PATH}
        does={does}
        submit={`Give receipts of ${amount} together`}
      >
        <p>The amounts add up to {amount}. Each student gets a receipt.</p>
        <Hidden values={{ no: String(no) }} />
        {Array.from({ length: PARTS }, (_, at) => at + 1).map((at) => (
          <div key={at} class="row">
            <Field
              name={`id${at}`}
              label={`Student ${at} (id)`}
              list={STUDENT_LIST}
              autocomplete="off"
            />
            <Amount name={`amount${at}`} label={`Amount of student ${at}`} />
          </div>
        ))}
      </Form>
    </Folded>
  );
}

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
            list={STUDENT_LIST}
            autocomplete="off"
          />
        </Form>
      )}
      {isAllowed(actor, 'import payments') && <Split {...{ scope, line, amount, problem }} />}
      {isAllowed(actor, 'ignore money of the bank') && (
        <Folded
          title="It is no student's, or went back"
          label={`${amount} of line ${line.no} is no student's, or went back`}
          isOpen={problem?.given.do === `ignore ${line.no}`}
        >
          <Form
            scope={scope}
            problem={problem}
            action={PATH}
            does={`ignore ${line.no}`}
            submit={`Take ${amount} out of suspense`}
            isGrave
          >
            <p>It becomes other income of the mess.</p>
            <Hidden values={values} />
            <Reason />
            <Check name="bounced" label="The bank took it back: no income either" />
          </Form>
        </Folded>
      )}
    </section>
  );
}
