import type { Actor } from '../../../../domain/actor.ts';
import { parseNote } from '../../../../domain/purchases/purchase.ts';
import type { StudentDetails } from '../../../../domain/students/student.ts';
import { formatMinor } from '../../../../domain/values/money.ts';
import { parseText } from '../../../../domain/values/text.ts';
import { createWarning, type Warning } from '../../../../errors.ts';
import type { Mess } from '../../../../operations/mess/mess.ts';
import {
  type RecordedPayment,
  recordPayment,
} from '../../../../operations/payments/record-payment.ts';
import { findMeantStudent } from '../../../../operations/students/find-meant.ts';
import type { PageScope } from '../../page.ts';
import { Amount, Check, Field } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import {
  amountReader,
  doUnlessSlip,
  isTicked,
  maybe,
  monthReader,
  need,
} from '../../parts/given.ts';
import { STUDENT_LIST, StudentList } from '../../parts/students.tsx';
import type { Given, Problem } from '../../sent.ts';
import { moneyOf } from '../style.ts';
import { MethodAndDay, readMethodAndDay, readReference } from './money-fields.tsx';

/** How long a name is at most. */
const MAX_NAME = 100;

/**
 * Records what the form sent. Who is found by the name alone is named first, with what they owe.
 *
 * @returns the number of the receipt
 */
export async function recordGiven(mess: Mess, actor: Actor, given: Given): Promise<string> {
  const word = need(given, 'id', (text) => parseText(text, 'student', MAX_NAME));
  const { student, isByName } = await findMeantStudent(mess, actor, word);
  const details = {
    studentId: student.id,
    amountMinor: need(given, 'amount', amountReader(mess)),
    ...readMethodAndDay(mess, given),
    reference: readReference(given),
    month: maybe(given, 'month', monthReader(mess)) ?? null,
    note: maybe(given, 'note', parseNote) ?? null,
    isAgain: isTicked(given, 'again'),
  };
  const { receipt } = await doUnlessSlip(mess, given, async (on) => {
    const done = await recordPayment(on, actor, details);
    return isByName ? { ...done, warnings: [sayWhose(mess, word, done), ...done.warnings] } : done;
  });
  return receipt;
}

/** Who is called so, and what they owe. */
function sayWhose(mess: Mess, word: string, done: RecordedPayment): Warning {
  const { student, balanceBeforeMinor: minor } = done;
  const amount = moneyOf(mess)(
    formatMinor(minor < 0n ? -minor : minor, mess.settings.currencyDecimals),
  );
  const owes =
    minor === 0n ? 'owes nothing' : minor > 0n ? `owes ${amount}` : `has ${amount} credit`;
  const whose = `${student.id} ${student.name}, ${student.branch}, who ${owes}`;
  return createWarning('meant_by_name', `${word} is ${whose}.`);
}

/** The form of a payment, with the roll to choose from. */
export function Record({
  scope,
  students,
  action,
  id,
  problem,
}: {
  readonly scope: PageScope;
  readonly students: readonly StudentDetails[];
  readonly action: string;
  readonly id: string;
  readonly problem: Problem | undefined;
}) {
  const isTaken = problem?.error.reason === 'reference_taken';
  return (
    <>
      <h2>Record a payment</h2>
      <StudentList students={students} />
      <Form scope={scope} problem={problem} action={action} submit="Record, and give the receipt">
        <Field
          name="id"
          label="Student"
          hint="The id, or the name"
          value={id}
          required
          list={STUDENT_LIST}
          autocomplete="off"
        />
        <Amount name="amount" label="Amount" required />
        <MethodAndDay mess={scope.mess} label="How it came" />
        <Field name="reference" label="Number of the bank or the app" autocomplete="off" />
        <Field name="month" label="For the bill of" hint="Empty: it pays the oldest debt first" />
        <Field name="note" label="Note" autocomplete="off" />
        {isTaken && (
          <Check name="again" label="Record it although another receipt has the number" />
        )}
      </Form>
    </>
  );
}
