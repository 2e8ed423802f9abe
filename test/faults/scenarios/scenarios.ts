import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { makeOlderFile } from '../../support/books/older.ts';
import { run } from '../../support/run.ts';
import { openFile } from '../../support/sqlite/file.ts';
import { OWNER } from '../../support/template.ts';
import { runChild } from '../child.ts';
import {
  attendanceCsv,
  FIRST_PHONE,
  fillHome,
  lastCommands,
  minutesAgo,
  prepareWith,
  recordAttendance,
  STUDENTS,
  studentRow,
  writePassword,
} from '../prepare.ts';
import type { Scenario } from '../rehearsal.ts';
import { ANSWER } from '../snapshot.ts';

const QUICK_BCRYPT = new URL('../../support/quick-bcrypt.js', import.meta.url).href;

export const INIT: Scenario = {
  name: 'init',
  env: { NODE_OPTIONS: `--import ${QUICK_BCRYPT}` },
  args: [
    'init',
    '--name',
    'Ganga Mess',
    '--timezone',
    'Asia/Kolkata',
    '--admin',
    OWNER,
    '--password-file',
    'password',
  ],
  prepare: async (home) => writePassword(home),
  check: (tables) => {
    expect(tables.admins).toMatchObject([{ id: OWNER, role: 'owner' }]);
    expect(tables.settings).toHaveLength(3);
    expect(lastCommands(tables)).toEqual(['init']);
  },
  again: { before: 0, recorded: 8, after: 8 },
  clears: true,
  prove: async (home) => {
    const { code } = await runChild(home, SIGN_IN.args);
    expect(code, 'signing in to the new mess').toBe(0);
  },
  fullCode: { before: 9, recorded: 9, after: 9 },
};

export const IMPORT: Scenario = {
  name: 'attendance import',
  args: ['attendance', 'import', 'may.csv'],
  prepare: async (home) => {
    await fillHome(home);
    // 18 of them are new, and 12 replace what is recorded.
    await recordAttendance(home, attendanceCsv(STUDENTS.slice(18)));
    writeFileSync(join(home, 'may.csv'), attendanceCsv(STUDENTS, 4));
  },
  check: (tables) => {
    expect(tables.attendance).toHaveLength(30);
    expect(tables.attendance_history).toHaveLength(12);
    expect(lastCommands(tables)).toEqual(['attendance import', 'attendance import']);
  },
  again: { before: 0, recorded: 0, after: 0 },
  saysAgain: 'imported already',
  fullCode: { before: 9, recorded: 9, after: 9 },
};

export const PARTIAL_IMPORT: Scenario = {
  name: 'attendance import --partial --rejects',
  args: ['attendance', 'import', 'may.csv', '--partial', '--rejects', ANSWER, '--yes'],
  prepare: async (home) => {
    await IMPORT.prepare(home);
    // Two of S030 that contradict each other, and one of nobody.
    const faulty = ['S030,2025-05,1', 'S031,2025-05,3', ''].join('\n');
    writeFileSync(join(home, 'may.csv'), attendanceCsv(STUDENTS, 4) + faulty);
  },
  check: (tables) => {
    expect(tables.attendance).toHaveLength(30);
    expect(tables.attendance_history).toHaveLength(11);
    expect(tables.imports?.at(-1)).toMatchObject({ inserted: 18, updated: 11, rejected: 3 });
    expect(lastCommands(tables)).toEqual(['attendance import', 'attendance import']);
  },
  code: 6,
  again: { before: 6, answered: 6, after: 6 },
  repeats: true,
  fullCode: { before: [1, 9], answered: [1, 9], after: 9 },
};

export const UNDO: Scenario = {
  name: 'attendance undo',
  args: ['attendance', 'undo', '1'],
  prepare: async (home) => {
    await fillHome(home);
    for (const id of STUDENTS.slice(24)) {
      const figure = ['--month', '2025-05', '--days', '3'];
      await prepareWith(home, minutesAgo(), ['attendance', 'record', id, ...figure]);
    }
    // 24 of them are new, and 6 replace what is recorded.
    await recordAttendance(home, attendanceCsv(STUDENTS));
  },
  check: (tables) => {
    const days = tables.attendance?.map(({ days_hundredths }) => days_hundredths);
    expect(days).toEqual(Array(6).fill(300));
    expect(tables.imports).toMatchObject([{ no: 1, inserted: 24, updated: 6 }]);
    expect(tables.imports?.[0]?.undone_by).toBe(tables.audit_entries?.at(-1)?.sequence);
    expect(lastCommands(tables)).toEqual(['attendance import', 'attendance undo']);
  },
  again: { before: 0, recorded: 8, after: 8 },
  saysAgain: 'is undone already',
  fullCode: { before: 9, recorded: 9, after: 9 },
};

export const STUDENT_IMPORT: Scenario = {
  name: 'student import',
  args: ['student', 'import', 'roll.csv', '--on-conflict', 'update'],
  prepare: async (home) => {
    await fillHome(home);
    await signInStudent(home, STUDENTS[0] ?? '', FIRST_PHONE);
    // 15 of them are new, 10 have another number, and 20 are as they are recorded.
    const rows = Array.from({ length: 45 }, (_, index) => studentRow(index, index < 10 ? 500 : 0));
    const csv = ['id,name,branch,phone', ...rows.map((cells) => cells.join(',')), ''].join('\n');
    writeFileSync(join(home, 'roll.csv'), csv);
  },
  check: (tables) => {
    const phones = tables.students?.map(({ phone }) => Number(phone) - FIRST_PHONE);
    expect(phones).toEqual(Array.from({ length: 45 }, (_, i) => i + (i < 10 ? 500 : 0)));
    // Who signed in with the old number is shut out.
    expect(tables.sessions).toHaveLength(1);
    expect(lastCommands(tables)).toEqual(['admin login', 'student import']);
  },
  again: { before: 0, recorded: 0, after: 0 },
  saysAgain: '0 new, 0 changed, 45 unchanged. Nothing changed.',
  fullCode: { before: 9, recorded: 9, after: 9 },
};

export const BILL: Scenario = {
  name: 'bill register',
  args: [
    'bill',
    'register',
    '--month',
    '2025-05',
    '--total',
    '74000',
    '--fixed',
    '12000.01',
    '--output',
    ANSWER,
    '--yes',
  ],
  prepare: async (home) => {
    await fillHome(home);
    await recordAttendance(home, attendanceCsv(STUDENTS.slice(0, 28)));
  },
  check: (tables) => {
    const sum = (column: string) =>
      tables.shares?.reduce((total, row) => total + Number(row[column]), 0);
    expect(tables.bills).toMatchObject([{ month: '2025-05', status: 'live' }]);
    expect(tables.shares).toHaveLength(30);
    expect(sum('dividing_minor')).toBe(7_400_000);
    expect(sum('fixed_minor')).toBe(1_200_001);
    expect(sum('amount_minor')).toBe(8_600_001);
    expect(lastCommands(tables)).toEqual(['attendance import', 'bill register']);
  },
  again: { before: 0, recorded: 8, after: 8 },
  fullCode: { before: 9, recorded: 1, after: 1 },
};

export const SIGN_IN: Scenario = {
  name: 'admin login',
  args: ['admin', 'login', OWNER, '--password-file', 'password'],
  prepare: (home) => fillHome(home),
  check: (tables, session) => {
    expect(tables.sessions).toHaveLength(2);
    expect(session).toBe('session 1');
    expect(lastCommands(tables)).toEqual(['admin login', 'admin login']);
  },
  again: { before: 0, recorded: 0, after: 0 },
  repeats: true,
  prove: async (home) => {
    const { code } = await runChild(home, ['whoami']);
    expect(code, 'the session works').toBe(0);
  },
  // An attempt that was cut off is one that failed: as if the second had passed that one waits after it.
  beforeAgain: (home) => {
    const db = openFile(join(home, 'mess.db'));
    db.prepare('delete from sign_in_attempts').run();
    db.close();
  },
  fullCode: { before: 9, recorded: 1, after: 1 },
};

const FIRST_PENDING = '012-bill-origin';

export const MIGRATE: Scenario = {
  name: 'db migrate',
  args: ['db', 'migrate'],
  prepare: async (home) => {
    await BILL.prepare(home);
    await prepareWith(home, minutesAgo(), [...BILL.args.slice(0, -3), '--yes']);
    await makeOlderFile(join(home, 'mess.db'));
  },
  check: (tables) => {
    expect(tables.bills).toMatchObject([{ month: '2025-05', origin: 'computed' }]);
    expect(tables.students).toHaveLength(30);
    expect(tables.attendance).toHaveLength(28);
    expect(tables.shares).toHaveLength(30);
    expect(lastCommands(tables)).toEqual(['bill register', 'db migrate']);
  },
  again: { before: 0, after: 0 },
  saysAgain: 'is up to date already',
  prove: async (home) => {
    const status = await runChild(home, ['whoami']);
    expect(status, 'the mess opens').toMatchObject({ code: 0 });
    const { stdout } = await runChild(home, ['db', 'status', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'current' });
    expectCopyOfBefore(join(home, `mess.db.before-${FIRST_PENDING}`));
  },
  mayLeave: `mess.db.before-${FIRST_PENDING}`,
  fullCode: { before: 9, after: 9 },
};

/** Any command brings an older file up to date before it does its own work. */
export const MIGRATE_ON_OPEN: Scenario = {
  ...MIGRATE,
  name: 'a command on an older file',
  args: ['bill', 'list'],
  saysAgain: '2025-05',
};

function expectCopyOfBefore(path: string): void {
  const copy = openFile(path);
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  const [bill] = copy.prepare('select * from bills').all();
  copy.close();
  expect(bill).toMatchObject({ month: '2025-05', status: 'live' });
  expect(bill).not.toHaveProperty('origin');
}

export const SCENARIOS: readonly Scenario[] = [
  INIT,
  IMPORT,
  PARTIAL_IMPORT,
  UNDO,
  STUDENT_IMPORT,
  BILL,
  SIGN_IN,
  MIGRATE,
];

/** On a machine of the student's own. */
async function signInStudent(home: string, id: string, phone: number): Promise<void> {
  const own = `${home}.student`;
  mkdirSync(own);
  const env = { MESS_HOME: own, MESS_DATABASE_URL: join(home, 'mess.db') };
  const args = ['student', 'login', id, '--phone-stdin'];
  const { code, stderr } = await run(args, { env, now: minutesAgo, stdin: String(phone) });
  if (code !== 0) throw new Error(stderr);
}
