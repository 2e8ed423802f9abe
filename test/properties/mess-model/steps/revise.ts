import fc from 'fast-check';
import {
  billSummary,
  draftSummary,
  headsDocument,
  isPerHeadAlone,
  money,
  nameOf,
  shareDocument,
  sharesOf,
} from '../documents.ts';
import {
  type Bill,
  billsOf,
  type Draft,
  liveBill,
  type Model,
  rollOfBill,
  sumHeads,
  sumKind,
} from '../mess-model.ts';
import { workOut } from '../sharing.ts';
import {
  fromPurchases,
  type Given,
  isFar,
  isTooLong,
  oddities,
  saysTwice,
  someGiven,
  store,
  toWords,
} from './amounts.ts';
import { billedMonth, type Command, type SomeBilled, someBilled, step } from './step.ts';

const sameKeys = [
  'total',
  'perHead',
  'fixed',
  'daysInMonth',
  'lowered',
  'raised',
  'billed',
] as const;

/** Whether a revision would be the bill that it is made of. */
function isSame(before: Bill, after: Draft): boolean {
  const plain = (draft: Draft) => [
    sameKeys.map((key) => String(draft[key])),
    draft.heads?.map(({ head, minor }) => `${head.name} ${minor}`),
    draft.shares.map(({ student, days }) => `${student} ${days}`).sort(),
    draft.charges.map(({ no }) => no),
  ];
  return JSON.stringify(plain(before)) === JSON.stringify(plain(after));
}

const nothingGiven: fc.Arbitrary<Given> = someGiven.map((given) => {
  return { ...given, total: null, fixed: null, perHead: null, days: null };
});

export const someRevision = fc.oneof(someGiven, nothingGiven, fromPurchases);

export const revising: fc.Arbitrary<Command> = fc
  .record({ some: someRevision, billed: someBilled })
  .map(({ some, billed }) => revise(some, billed));

export function revise(some: Given, billed: SomeBilled): Command {
  return step((model) => {
    const month = billedMonth(model, billed);
    const given = { ...some, month };
    const before = liveBill(model, month);
    const worked = before && reviseOf(model, before, given);
    return {
      words: ['bill', 'revise', ...toWords(given), '--reason', 'corrected', '--yes'],
      refusals: [
        ...(saysTwice(given) || isTooLong(given) || isHalf(given, before) ? [2] : []),
        ...(before === undefined ? [3] : []),
        ...(model.closed.has(month) ? [8] : []),
        ...(worked && 'refusals' in worked ? worked.refusals : []),
      ],
      apply: () => {
        if (before === undefined || !worked || !('draft' in worked)) throw new Error('no bill');
        return take(model, before, worked.draft, given.isDryRun);
      },
    };
  });
}

/** Of a bill of purchases only all of its amounts are given by hand. */
function isHalf(given: Given, before: Bill | undefined): boolean {
  if (before === undefined || before.heads === null) return false;
  if ((given.total ?? given.fixed) === null) return false;
  return (
    (before.total !== null && given.total === null) ||
    (before.fixed !== null && given.fixed === null)
  );
}

function reviseOf(model: Model, before: Bill, given: Given) {
  const { month, days } = given;
  const isByHand = (given.total ?? given.fixed) !== null;
  const looksAgain = given.fromPurchases || (before.heads !== null && !isByHand);
  const heads = looksAgain ? sumHeads(model, month) : null;
  const inputs = {
    month,
    heads,
    daysInMonth: days ?? before.daysInMonth,
    perHead: given.perHead ?? before.perHead,
    total: heads ? sumKind(heads, 'dividing') : (given.total ?? before.total),
    fixed: heads ? sumKind(heads, 'fixed') : (given.fixed ?? before.fixed),
  };
  return workOut(model, inputs, rollOfBill(model, before));
}

function take(model: Model, before: Bill, draft: Draft, isDryRun: boolean) {
  const same = isSame(before, draft);
  const previous = billSummary(model, before);
  const had = new Map(before.shares.map((share) => [share.student, share.amount]));
  const shares = sharesOf(model, same ? before : draft).map((each) => {
    const was = had.get(each.share.student);
    const difference = money(each.share.amount - (was ?? 0n));
    return { ...shareDocument(each), before: was === undefined ? null : money(was), difference };
  });
  const kept = new Set(draft.shares.map(({ student }) => student));
  const removed = sharesOf(model, before)
    .filter(({ student }) => !kept.has(student.no))
    .map(({ student, share }) => ({
      studentId: student.id,
      name: nameOf(student),
      branch: 'CSE',
      before: money(share.amount),
    }));
  const odd = oddities(model, draft, rollOfBill(model, before));
  const isOddAnyway = odd.some((start) => start.startsWith('The bill of '));
  const warnings = [
    ...odd,
    ...(before.heads !== null && draft.heads === null
      ? ['With amounts given, the bill is no']
      : []),
    ...(isPerHeadAlone(before) && !isPerHeadAlone(draft) ? ['Everybody would pay for the '] : []),
    ...(isFar(draft.billed, before.billed) && !isOddAnyway ? ['The bill comes to '] : []),
  ];
  const revision = billsOf(model, before.month).length + 1;
  const document = {
    ...(same ? previous : draftSummary(draft, revision)),
    dryRun: isDryRun,
    revised: !same,
    previous,
    purchases: headsDocument(draft.heads),
    shares,
    removed,
  };
  const changes = !same && !isDryRun;
  if (changes) {
    before.status = 'superseded';
    before.ended = { at: model.now, reason: 'corrected' };
    store(model, draft, before.lineAt);
  }
  return { changes, document, warnings };
}
