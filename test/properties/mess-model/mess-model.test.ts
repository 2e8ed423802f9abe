import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { exactly, TIMEOUT_MS } from '../state.ts';
import { KINDS, type Kind } from './charges.ts';
import { countChanges, lookAtAll } from './look.ts';
import { ACCOUNTS_FROM, createModel, HEADS, type Model } from './mess-model.ts';
import type { Given } from './steps/amounts.ts';
import { importing, record, recording, undoing } from './steps/attendance.ts';
import { changingPolicy, charge, charging, voidingCharges } from './steps/charges.ts';
import { closing, looking, reopening, voiding } from './steps/life.ts';
import { moving, opening, paying, reversing } from './steps/payments.ts';
import { register, registering } from './steps/register.ts';
import { revising } from './steps/revise.ts';
import { add, adding, correctingDate, correctingId, leaving, restoring } from './steps/roll.ts';
import { buy, buying, importingPurchases, voidingPurchases } from './steps/spending.ts';
import type { Command, Real } from './steps/step.ts';

/** Each makes a mess, which takes long on a server. A long run takes more, and another `MESS_FUZZ_SEED`. */
const RUNS = Number(process.env.MESS_FUZZ_RUNS ?? 7);
const MODEL_TIMEOUT_MS = Math.max(TIMEOUT_MS, RUNS * 60_000);

const WEIGHTS: readonly (readonly [number, fc.Arbitrary<fc.AsyncCommand<Model, Real>>])[] = [
  [3, adding],
  [3, leaving],
  [1, restoring],
  [2, correctingDate],
  [2, correctingId],
  [7, recording],
  [5, importing],
  [4, undoing],
  [5, buying],
  [3, importingPurchases],
  [2, voidingPurchases],
  [8, registering],
  [10, revising],
  [3, voiding],
  [3, closing],
  [3, reopening],
  [5, charging],
  [3, voidingCharges],
  [1, changingPolicy],
  [4, paying],
  [3, moving],
  [3, reversing],
  [2, opening],
  [1, looking],
];

/** Where a mess begins, so that there is something to change. */
const BEGINNING: readonly Command[] = [
  ...['S2', 'S10', 'b7'].map((id) => add({ id, joined: null })),
  ...[2800, 1250, 0].map((days, pick) =>
    record({ whom: { pick, inOtherCase: false }, month: '2025-05', days }),
  ),
  buy({ date: '2025-05-01', head: HEADS[0], minor: 100_001n, note: null }),
  buy({ date: '2025-05-15', head: HEADS[2], minor: 29_999n, note: null }),
];

const FIRST_BILLS = {
  'no bill': [],
  'a bill by hand': [registerMay({ total: 100_001n, fixed: 29_999n, fromPurchases: false })],
  'a bill of purchases': [registerMay({ total: null, fixed: null, fromPurchases: true })],
  'a bill with charges': [
    ...[KINDS[0], KINDS[3]].map(chargeMay),
    registerMay({ total: 100_001n, fixed: null, fromPurchases: false }),
  ],
};

function chargeMay(kind: Kind, pick: number): Command {
  const said = { amount: 2500n, quantity: null, rate: null };
  const whom = { pick, inOtherCase: false };
  return charge({ whom, month: '2025-05', kind, said, note: null });
}

function registerMay(amounts: Pick<Given, 'total' | 'fixed' | 'fromPurchases'>): Command {
  return register(
    { month: '2025-05', perHead: null, days: null, isDryRun: false, ...amounts },
    false,
  );
}

/** What must have come about, or this has proved little. */
const MUST_BE_SEEN = [
  'student add 0',
  'student remove 0',
  'student edit 0',
  'attendance record 0',
  'attendance import 0',
  'attendance import 6',
  'attendance undo 0',
  'attendance undo 8',
  'purchase add 0',
  'purchase import 0',
  'purchase void 0',
  'bill register 0',
  'bill register 6',
  'bill register 8',
  'bill revise 0',
  'bill revise 8',
  'bill void 0',
  'month close 0',
  'month close 8',
  'month reopen 0',
  'charge add 0',
  'charge void 0',
  'payment record 0',
  'payment reverse 0',
  'opening set 0',
];

test(
  'whatever is done in whatever order, the mess is what a small model of it is',
  async () => {
    const seen: Real['seen'] = new Map();
    const commands = fc.commands(
      [fc.oneof(...WEIGHTS.map(([weight, arbitrary]) => ({ weight, arbitrary })))],
      { maxCommands: 100, size: 'max' },
    );
    const first = fc.constantFrom(...(Object.keys(FIRST_BILLS) as (keyof typeof FIRST_BILLS)[]));
    await fc.assert(
      fc.asyncProperty(first, commands, async (bill, some) => {
        const mess = await createMess();
        await mess.do(
          `settings --admin-idle 1440 --admin-session 168 --accounts-from ${ACCOUNTS_FROM}`,
          'charge kinds add "Guest lunch" --counts-as guest --rate 60',
        );
        const [model, real] = [createModel(countChanges(mess)), { mess, seen }];
        for (const each of [...BEGINNING, ...FIRST_BILLS[bill]]) await each.run(model, real);
        await fc.asyncModelRun(() => ({ model, real }), some);
        await lookAtAll(model, mess);
      }),
      exactly(RUNS, MODEL_TIMEOUT_MS),
    );
    console.log(
      JSON.stringify(Object.fromEntries([...seen].sort())),
      [...seen.values()].reduce((a, b) => a + b),
    );
    expect(MUST_BE_SEEN.filter((outcome) => !seen.has(outcome))).toEqual([]);
  },
  MODEL_TIMEOUT_MS,
);
