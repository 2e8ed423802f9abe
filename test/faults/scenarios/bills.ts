import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { CRON_LINE, previousMonth } from '../../support/records/service-token.ts';
import { run } from '../../support/run.ts';
import {
  attendanceCsv,
  fillHome,
  lastCommands,
  minutesAgo,
  prepareWith,
  recordAttendance,
  STUDENTS,
} from '../prepare.ts';
import type { Scenario } from '../rehearsal.ts';
import type { Tables } from '../snapshot.ts';

const TOKEN_FILE = 'cron.token';

/**
 * Each share is a write, and each write some runs of a sweep: the many are in `bill register`. One of
 * these is absent all month.
 */
const FEW = STUDENTS.slice(0, 8);

/** What the shares of a revision add up to, in minor units. */
function sumShares({ shares = [] }: Tables, revision: number): number {
  return shares
    .filter((share) => share.revision === revision)
    .reduce((sum, { amount_minor }) => sum + Number(amount_minor), 0);
}

/** A dividing and a fixed purchase, and one that was taken back, of a month. */
async function addPurchases(home: string, month: string): Promise<void> {
  for (const [head, amount] of [
    ['Groceries', '74000'],
    ['Gas', '12000.01'],
    ['Milk', '5'],
  ] as const) {
    const words = ['--date', `${month}-03`, '--amount', amount, '--head', head];
    await prepareWith(home, minutesAgo(), ['purchase', 'add', ...words]);
  }
  await prepareWith(home, minutesAgo(), ['purchase', 'void', '3', '--reason', 'mistyped', '--yes']);
}

/** The bill of last month, which nobody watches. */
export const CRON: Scenario = {
  name: 'the line of cron',
  args: CRON_LINE.split(' '),
  env: { MESS_TOKEN_FILE: TOKEN_FILE },
  prepare: async (home) => {
    const month = previousMonth(new Date());
    await fillHome(home, FEW.length);
    await recordAttendance(home, attendanceCsv(FEW).replaceAll('2025-05', month));
    await addPurchases(home, month);
    const path = join(home, TOKEN_FILE);
    const create = ['admin', 'token', 'create', 'cron', '--output', path];
    await prepareWith(home, minutesAgo(), create);
    // Some minutes ago, like the session, so that each run notes that it is used again.
    const env = { MESS_HOME: home, MESS_TOKEN_FILE: path };
    const used = await run(['whoami'], { env, now: minutesAgo });
    if (used.code !== 0) throw new Error(used.stderr);
  },
  check: (tables) => {
    const month = previousMonth(new Date());
    expect(tables.bills).toMatchObject([{ month, status: 'live', revision: 1 }]);
    expect(tables.bill_heads).toMatchObject([
      { month, purchases: 1, amount_minor: 7_400_000 },
      { month, purchases: 1, amount_minor: 1_200_001 },
    ]);
    expect(tables.shares).toHaveLength(FEW.length);
    expect(sumShares(tables, 1)).toBe(8_600_001);
    expect(tables.audit_entries?.at(-1)).toMatchObject({
      command: 'bill register',
      actor_kind: 'token',
      actor_id: 'cron',
    });
  },
  again: { before: 0, after: 0 },
  fullCode: { before: 9 },
};

/** A bill of purchases, of which one came late, and some attendance was corrected. */
export const REVISE: Scenario = {
  name: 'bill revise',
  args: ['bill', 'revise', '--month', '2025-05', '--reason', 'gas came late', '--yes'],
  prepare: async (home) => {
    await fillHome(home, FEW.length);
    await recordAttendance(home, attendanceCsv(FEW));
    await addPurchases(home, '2025-05');
    const register = ['bill', 'register', '--month', '2025-05', '--from-purchases'];
    await prepareWith(home, minutesAgo(), register);
    await recordAttendance(home, attendanceCsv(FEW.slice(5), 2));
    const late = ['--date', '2025-05-31', '--amount', '1400', '--head', 'Gas'];
    await prepareWith(home, minutesAgo(), ['purchase', 'add', ...late]);
  },
  check: (tables) => {
    const entry = tables.audit_entries?.at(-1)?.sequence;
    const ended = { ended_by: entry, ended_reason: 'gas came late' };
    expect(tables.bills).toMatchObject([
      { revision: 1, status: 'superseded', billed_minor: 8_600_001, ...ended },
      { revision: 2, status: 'live', billed_minor: 8_740_001, ended_by: null },
    ]);
    expect(tables.shares).toHaveLength(2 * FEW.length);
    expect([sumShares(tables, 1), sumShares(tables, 2)]).toEqual([8_600_001, 8_740_001]);
    expect(tables.bill_heads).toHaveLength(4);
    expect(lastCommands(tables)).toEqual(['purchase add', 'bill revise']);
  },
  again: { before: 0, after: 0 },
  saysAgain: 'nothing to revise',
  fullCode: { before: 9 },
};

export const PURCHASE_IMPORT: Scenario = {
  name: 'purchase import',
  args: ['purchase', 'import', 'may.csv'],
  prepare: async (home) => {
    await fillHome(home, FEW.length);
    await addPurchases(home, '2025-05');
    // 8 of them are new, one is recorded, and one was taken back.
    const rows = Array.from({ length: 8 }, (_, index) => `2025-05-0${index + 1},Milk,120.50`);
    const known = ['2025-05-03,Groceries,74000', '2025-05-03,Milk,5'];
    const csv = ['date,head,amount', ...known, ...rows, ''].join('\n');
    writeFileSync(join(home, 'may.csv'), csv);
  },
  check: (tables) => {
    expect(tables.purchases).toHaveLength(11);
    expect(tables.purchases?.filter(({ voided_by }) => voided_by === null)).toHaveLength(10);
    expect(tables.imports).toMatchObject([{ inserted: 8, updated: 0 }]);
    expect(lastCommands(tables)).toEqual(['purchase void', 'purchase import']);
  },
  again: { before: 0, after: 0 },
  saysAgain: 'imported already',
  fullCode: { before: 9 },
};

export const CLOSE: Scenario = {
  name: 'month close',
  args: ['month', 'close', '--month', '2025-05'],
  prepare: async (home) => {
    await fillHome(home, FEW.length);
    await recordAttendance(home, attendanceCsv(FEW));
    const register = ['bill', 'register', '--month', '2025-05', '--total', '74000'];
    await prepareWith(home, minutesAgo(), register);
  },
  check: (tables) => {
    const entry = tables.audit_entries?.at(-1)?.sequence;
    expect(tables.closed_months).toEqual([
      { month: '2025-05', closed_by: entry, as_is_reason: null },
    ]);
    expect(lastCommands(tables)).toEqual(['bill register', 'month close']);
  },
  again: { before: 0, after: 0 },
  saysAgain: 'is closed already',
  fullCode: { before: 9 },
};

export const BILL_SCENARIOS: readonly Scenario[] = [CRON, REVISE, PURCHASE_IMPORT, CLOSE];
