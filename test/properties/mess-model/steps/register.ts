import fc from 'fast-check';
import { addMonths } from '../../../../src/domain/values/month.ts';
import {
  billDocument,
  draftSummary,
  headsDocument,
  leftOver,
  shareDocument,
  sharesOf,
  staleWarnings,
} from '../documents.ts';
import {
  ACCOUNTS_FROM,
  type Bill,
  billsOf,
  calendarDays,
  type Draft,
  liveBill,
  type Model,
  rollOf,
  sumHeads,
  sumKind,
  THIS_MONTH,
} from '../mess-model.ts';
import { type Inputs, workOut } from '../sharing.ts';
import {
  fromPurchases,
  type Given,
  isTooLong,
  oddities,
  rarely,
  saysTwice,
  someGiven,
  store,
  toWords,
} from './amounts.ts';
import { type Command, monthName, step } from './step.ts';

/** What there is to do no more, where `--if-missing` leaves such a month alone. */
function findExistingBill(model: Model, month: string): { readonly bill: Bill | null } | undefined {
  const bill = liveBill(model, month) ?? billsOf(model, month).at(-1);
  if (bill !== undefined) return { bill };
  return model.closed.has(month) ? { bill: null } : undefined;
}

export const registering: fc.Arbitrary<Command> = fc
  .record({ given: fc.oneof(someGiven, someGiven, fromPurchases), ifMissing: rarely })
  .map(({ given, ifMissing }) => register(given, ifMissing && !given.isDryRun));

export function register(given: Given, ifMissing: boolean): Command {
  return step((model) => {
    const { month } = given;
    const words = ['bill', 'register', ...toWords(given), ...(ifMissing ? ['--if-missing'] : [])];
    const amounts = [given.total, given.perHead, given.fixed];
    const isUnsaid = amounts.every((each) => each === null) && !given.fromPurchases;
    const usage = isUnsaid || saysTwice(given) || isTooLong(given) ? [2] : [];
    const done = ifMissing ? findExistingBill(model, month) : undefined;
    if (done !== undefined) return { words, refusals: usage, apply: () => showDone(model, done) };
    const worked = workOut(model, inputsOf(model, given), rollOf(model, month));
    return {
      words,
      refusals: [
        ...usage,
        ...(liveBill(model, month) || model.closed.has(month) ? [8] : []),
        ...('refusals' in worked ? worked.refusals : []),
      ],
      apply: () => {
        if (!('draft' in worked)) throw new Error('no bill');
        return take(model, worked.draft, given.isDryRun);
      },
    };
  });
}

function inputsOf(model: Model, given: Given): Inputs {
  const { month, perHead, days } = given;
  const heads = given.fromPurchases ? sumHeads(model, month) : null;
  return {
    month,
    perHead,
    heads,
    daysInMonth: days ?? calendarDays(month),
    total: heads ? sumKind(heads, 'dividing') : given.total,
    fixed: heads ? sumKind(heads, 'fixed') : given.fixed,
  };
}

function take(model: Model, draft: Draft, isDryRun: boolean) {
  const { month, heads } = draft;
  const summary = draftSummary(draft, billsOf(model, month).length + 1);
  const shares = sharesOf(model, draft).map(shareDocument);
  const early = month >= THIS_MONTH ? [`${monthName(month)} is not over yet.`] : [];
  const warnings = [...early, ...oddities(model, draft, rollOf(model, month)), ...late(month)];
  if (!isDryRun) store(model, draft, model.now);
  const purchases = headsDocument(heads);
  const document = { ...summary, dryRun: isDryRun, purchases, ...leftOver(draft), shares };
  return { changes: !isDryRun, document, warnings };
}

/** Made after the 10th of the month that follows, where accounts are kept. */
function late(month: string): string[] {
  const isLate = month >= ACCOUNTS_FROM && addMonths(month, 1) < THIS_MONTH;
  return isLate ? [`The bill of ${monthName(month)} would have been due on `] : [];
}

function showDone(model: Model, { bill }: { readonly bill: Bill | null }) {
  const document = bill === null ? null : billDocument(model, bill);
  return { changes: false, document, warnings: bill === null ? [] : staleWarnings(model, bill) };
}
