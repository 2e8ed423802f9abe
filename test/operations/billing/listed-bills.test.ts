import fc from 'fast-check';
import { expect, inject, test, vi } from 'vitest';
import { exactly, TIMEOUT_MS } from '../../properties/state.ts';
import { plant } from '../../support/books/planted.ts';
import { attachMess, createHome, createMess, type TestMess } from '../../support/mess.ts';
import { countTried } from '../../support/strength.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';

// What lists bills and months compares only the bills that were touched, and counts rolls by the
// database. Whatever was done, it must say what looking at each bill and each roll says.

/** Each makes a mess, which takes long on a server. */
const RUNS = Number(
  process.env.MESS_FUZZ_RUNS ?? countTried(inject('engine') === 'sqlite' ? 8 : 4),
);
const LIMIT_MS = Math.max(TIMEOUT_MS, RUNS * 10_000);
vi.setConfig({ testTimeout: LIMIT_MS });

const MONTHS = ['2025-04', '2025-05', '2025-06'];
const IDS = ['S2', 'S10', 'b7', 'A1', '007'];

const month = fc.constantFrom('2025-05', ...MONTHS);
const id = fc.constantFrom(...IDS);
const date = fc.constantFrom('2025-03-31', '2025-04-01', '2025-04-30', '2025-05-15', '2025-06-01');
const days = fc.constantFrom('0', '12.5', '28', '3');
const amount = fc.constantFrom('100', '90000', '33.33');
const words = (
  ...parts: readonly (string | fc.Arbitrary<string>)[]
): fc.Arbitrary<readonly string[]> =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)));

/** A command line, and what it reads. */
interface Command {
  readonly args: readonly string[];
  readonly stdin: string;
}

const line = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<Command> =>
  words(...parts).map((args) => ({ args, stdin: '' }));

const DETAILS = ['--name', 'N', '--branch', 'CSE', '--phone', '9876543210'];

const studentFile = fc
  .record({
    ids: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
    joined: fc.array(fc.oneof(date, fc.constant('')), { minLength: 3, maxLength: 3 }),
    left: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: date }),
  })
  .map(({ ids, joined, left }) => {
    const rows = ids.map((each, at) => `${each},N${at},CSE,9876543210,${joined[at]},${left}\n`);
    return {
      args: ['student', 'import', '-', '--on-conflict', 'update', '--partial'],
      stdin: `id,name,branch,phone,joined,left\n${rows.join('')}`,
    };
  });

const attendanceFile = fc
  .uniqueArray(fc.record({ id, month, days }), {
    minLength: 1,
    maxLength: 4,
    selector: (row) => `${row.id} ${row.month}`,
  })
  .map((rows) => ({
    args: ['attendance', 'import', '-', '--partial', '--again'],
    stdin: `student_id,month,days_present\n${rows.map((row) => `${row.id},${row.month},${row.days}\n`).join('')}`,
  }));

const ON = ['--reason', 'x', '--yes'];
const WEIGHTS: readonly (readonly [number, fc.Arbitrary<Command>])[] = [
  [2, line('student', 'add', id, ...DETAILS)],
  [2, line('student', 'add', id, ...DETAILS, '--joined', date)],
  [3, studentFile],
  [2, line('student', 'edit', id, '--joined', date)],
  [1, line('student', 'edit', id, '--id', fc.constantFrom('Z9', ...IDS))],
  [3, line('student', 'remove', id, '--on', date)],
  [2, line('student', 'restore', id)],
  [3, line('attendance', 'record', id, '--month', month, '--days', days)],
  [4, attendanceFile],
  [3, line('attendance', 'undo', fc.constantFrom('1', '2', '3', '4', '5'), '--yes')],
  [2, line('purchase', 'add', '--date', date, '--head', 'Milk', '--amount', amount)],
  [1, line('purchase', 'void', fc.constantFrom('1', '2', '3'), ...ON)],
  [3, line('bill', 'register', '--month', month, '--total', amount, '--early')],
  [2, line('bill', 'register', '--month', month, '--fixed', amount, '--early')],
  [2, line('bill', 'register', '--month', month, '--from-purchases', '--early')],
  [2, line('bill', 'revise', '--month', month, ...ON)],
  [2, line('bill', 'revise', '--month', month, '--total', amount, ...ON)],
  [1, line('bill', 'revise', '--month', month, '--per-head', amount, ...ON)],
  [2, line('bill', 'void', '--month', month, ...ON)],
];

/** As a bill is that was taken over: its days in the month are not known. */
const TAKEN_OVER = [
  `update bills set origin = 'recorded', days_in_month = null
   where status = 'live' and roll_as_of is null and total_minor is not null and fixed_minor is null`,
];

interface Bill {
  readonly month: string;
  readonly stale: boolean;
  readonly changed: unknown;
}

interface Month extends Bill {
  readonly students: number;
  readonly unrecorded: number;
  readonly revision: number | null;
}

const seen = { compared: 0, stale: 0, recorded: 0 };

async function expectSame(mess: TestMess): Promise<void> {
  const listed = await mess.json<(Bill & { origin: string; reason: null })[]>('bill', 'list');
  // Why a bill was ended is for a list of several; none of these is.
  const bills = listed.map(({ reason, ...bill }) => {
    expect(reason).toBe(null);
    return bill;
  });
  const months = await mess.json<Month[]>('month', 'list');
  for (const bill of bills) {
    expect(await mess.json('bill', 'show', '--month', bill.month)).toMatchObject(bill);
    seen.compared++;
    if (bill.stale) seen.stale++;
    if (bill.origin === 'recorded') seen.recorded++;
  }
  for (const { month, students, unrecorded, revision, stale, changed } of months) {
    const roll = await mess.json<{ days: number | null }[]>('attendance', 'show', '--month', month);
    const without = roll.filter((each) => each.days === null).length;
    expect([month, students, unrecorded]).toEqual([month, roll.length, without]);
    const bill = bills.find((each) => each.month === month);
    if (revision === null) expect([bill, stale]).toEqual([undefined, false]);
    else expect({ stale, changed }).toEqual({ stale: bill?.stale, changed: bill?.changed });
  }
}

async function restoreInFile(mess: TestMess): Promise<TestMess> {
  const restored = attachMess(await createHome());
  restored.now = mess.now;
  const file = `${restored.home}/backup`;
  await mess.do(`db backup ${file}`);
  // That a bill was taken over no entry tells.
  await restored.do(`db restore ${file} --accept-findings`);
  const signIn = ['admin', 'login', OWNER, '--password-stdin'];
  expect(await restored.with({ stdin: PASSWORD })(...signIn)).toMatchObject({ code: 0 });
  return restored;
}

async function live(mess: TestMess, history: readonly Command[]): Promise<void> {
  for (const [at, { args, stdin }] of history.entries()) {
    // Many are refused, by what was done before; each is at a time of its own.
    mess.now = new Date(mess.now.getTime() + 1000);
    const { code, stderr } = await mess.with({ stdin })(...args);
    expect([0, 2, 3, 6, 8], `${args.join(' ')}: ${stderr}`).toContain(code);
    if (at % 3 === 2) await expectSame(mess);
  }
  await expectSame(mess);
}

const history = (maxLength: number) =>
  fc.array(fc.oneof(...WEIGHTS.map(([weight, arbitrary]) => ({ weight, arbitrary }))), {
    minLength: Math.floor(maxLength / 2),
    maxLength,
    size: 'max',
  });

test('bills and months are listed as each of them is when it is looked at', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ before: history(40), after: history(20), restored: history(12) }),
      async ({ before, after, restored }) => {
        const mess = await createMess();
        await mess.do(
          ...['S2', 'S10', 'b7'].map((each) => `student add ${each} ${DETAILS.join(' ')}`),
          'attendance record S2 --month 2025-05 --days 28',
          'attendance record b7 --month 2025-04 --days 3',
        );
        await live(mess, before);
        plant(mess, TAKEN_OVER);
        await live(mess, after);
        await live(await restoreInFile(mess), restored);
      },
    ),
    exactly(RUNS, LIMIT_MS),
  );
  // Or it has proved little.
  expect(Object.entries(seen).filter(([, times]) => times < 5)).toEqual([]);
});
