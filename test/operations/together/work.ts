import fc from 'fast-check';
import { expect } from 'vitest';
import {
  attendanceDocument,
  billsDocument,
  chargesDocument,
  expensesDocument,
  historyDocument,
  knownMonths,
  monthDocument,
  purchasesDocument,
} from '../../properties/mess-model/documents.ts';
import { billsOf, type Model } from '../../properties/mess-model/mess-model.ts';
import { fromPurchases, someGiven } from '../../properties/mess-model/steps/amounts.ts';
import { importing, recording, undo } from '../../properties/mess-model/steps/attendance.ts';
import { charging, voidCharges } from '../../properties/mess-model/steps/charges.ts';
import { close, reopening, voidBill } from '../../properties/mess-model/steps/life.ts';
import {
  movingSome,
  opening,
  paying,
  reverse,
} from '../../properties/mess-model/steps/payments.ts';
import { register } from '../../properties/mess-model/steps/register.ts';
import { revise, someRevision } from '../../properties/mess-model/steps/revise.ts';
import { add, correctingDate, leaving, restoring } from '../../properties/mess-model/steps/roll.ts';
import {
  buying,
  importingPurchases,
  voidingPurchases,
} from '../../properties/mess-model/steps/spending.ts';
import {
  type Command,
  refer,
  type Step,
  someMonth,
  someStudent,
} from '../../properties/mess-model/steps/step.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';

/** What one of many does: a command line, and what ought to come of it. */
export interface Work {
  /** The words must be the same whatever the others have done meanwhile. */
  readonly plan: (model: Model) => Step;
  readonly lane: 'read' | 'write';
  /** Its session goes to a home of its own. */
  readonly isSignIn?: true;
  /** It asks more than once, and on a server others may be in between. */
  readonly isAtOneMoment?: true;
}

/** Of months, whichever of them have a bill. */
const someBill = someMonth.map((month) => ({ month, pick: -1 }));

/** By their numbers, whether or not there are such. */
const voidingCharge = fc.nat({ max: 9 }).map((no) => voidCharges(() => [no + 1]));
const reversing = fc
  .record({ series: fc.constantFrom('', 'D/', 'V'), number: fc.integer({ min: 1, max: 12 }) })
  .map(({ series, number }) =>
    reverse(() =>
      series === 'V' ? `V${number}` : `${series}2025-26/${String(number).padStart(4, '0')}`,
    ),
  );

const CHANGES: readonly (readonly [number, fc.Arbitrary<Command>])[] = [
  [1, leaving],
  [1, restoring],
  [1, correctingDate],
  [3, recording],
  [1, buying],
  [1, importingPurchases],
  [1, voidingPurchases],
  [4, someGiven.map((given) => register(given, false))],
  [2, fromPurchases.map((given) => register(given, false))],
  [6, fc.tuple(someRevision, someBill).map(([some, bill]) => revise(some, bill))],
  [1, someBill.map(voidBill)],
  [1, someBill.map((bill) => close(bill, false))],
  [1, reopening],
  [2, charging],
  [1, voidingCharge],
  [3, paying],
  [1, movingSome],
  [1, reversing],
  [1, opening],
];

const changing: fc.Arbitrary<Work> = fc
  .oneof(...CHANGES.map(([weight, arbitrary]) => ({ weight, arbitrary })))
  .map(writes);

const adding: fc.Arbitrary<Work> = fc
  .nat({ max: 2 })
  .map((number) => writes(add({ id: `N${number}`, joined: null })));

function writes({ plan }: Command): Work {
  return { plan, lane: 'write' };
}

const signingIn: readonly Work[] = [
  { words: ['admin', 'login', OWNER, '--password-stdin'], stdin: PASSWORD },
  // Apart from the record of changes.
  { words: ['student', 'login', 'S2', '--phone-stdin'], stdin: '9876543210', changes: false },
].map(({ changes = true, ...given }) => ({
  lane: 'write',
  isSignIn: true,
  plan: () => ({
    ...given,
    refusals: [],
    apply: ({ warnings: _, ...document }) => ({ changes, document }),
  }),
}));

type Reading = (model: Model) => Step;

const looking: fc.Arbitrary<Work> = fc
  .oneof(
    fc.constant<Reading>((model) => shows('bill list --all', () => billsDocument(model))),
    fc.constant<Reading>((model) =>
      shows('month list', () => knownMonths(model).map((month) => monthDocument(model, month))),
    ),
    someMonth.map<Reading>(
      (month) => (model) =>
        shows(`attendance show --month ${month}`, () => attendanceDocument(model, month)),
    ),
    someMonth.map<Reading>(
      (month) => (model) =>
        shows(`purchase list --all --month ${month}`, () => purchasesDocument(model, month)),
    ),
    someMonth.map<Reading>(
      (month) => (model) =>
        shows(`charge list --all --month ${month}`, () => chargesDocument(model, month)),
    ),
    someMonth.map<Reading>((month) => (model) => {
      const refusals = billsOf(model, month).length === 0 ? [3] : [];
      return shows(`bill history --month ${month}`, () => historyDocument(model, month), refusals);
    }),
    someStudent.map<Reading>((whom) => (model) => {
      const { id, student } = refer(model, whom);
      if (student === undefined) return shows(`expenses show ${id}`, () => null, [3]);
      return shows(`expenses show ${id}`, () => expensesDocument(model, student));
    }),
  )
  .map((plan) => ({ plan, lane: 'read', isAtOneMoment: true }));

/** Both look at all there is, as it is at one moment. */
const lookingAtAll = (folder: string): readonly Work[] =>
  ['db verify', `db backup ${folder}/a.backup --yes`].map((words) => ({
    lane: 'read',
    plan: (model) =>
      shows(words, ({ record: _, ...said }) => ({
        ...said,
        tables: expect.objectContaining(counts(model)),
      })),
  }));

type Applied = ReturnType<Step['apply']>;

function shows(
  words: string,
  document: (said: Parameters<Step['apply']>[0]) => Applied['document'],
  refusals: readonly number[] = [],
): Step {
  const apply = (said: Parameters<Step['apply']>[0]): Applied => {
    return { changes: false, document: document(said) };
  };
  return { words: words.split(' '), refusals, apply };
}

/** The rows of tables that the model knows. */
function counts(model: Model): Readonly<Record<string, number>> {
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  return {
    audit_entries: model.changes,
    students: model.students.length,
    attendance: sum([...model.figures.values()].map(({ size }) => size)),
    purchases: model.purchases.length,
    charges: model.charges.length,
    bills: model.bills.length,
    shares: sum(model.bills.map(({ shares }) => shares.length)),
    closed_months: model.closed.size,
  };
}

/**
 * Sixteen at once, of all kinds.
 *
 * @param folder where a backup may go
 */
export function someRound(folder: string): fc.Arbitrary<Work[]> {
  const some = (count: number, each: fc.Arbitrary<Work>) =>
    fc.array(each, { minLength: count, maxLength: count });
  // An import or two, or one that is taken back: with both it would not be known which is the last.
  const attendance = fc.oneof(some(2, importing.map(writes)), fc.constant([writes(undo('last'))]));
  return fc
    .tuple(
      attendance,
      // One: a new student's name tells how many there are.
      some(1, adding),
      some(3, looking),
      some(16, changing),
    )
    .map((parts) => [...signingIn, ...lookingAtAll(folder), ...parts.flat()].slice(0, 16))
    .chain((all) => fc.shuffledSubarray(all, { minLength: 16, maxLength: 16 }));
}
