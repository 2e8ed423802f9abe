import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished } from 'vitest';
import { type RunOptions, run } from '../support/run.ts';
import { OWNER, PASSWORD, START } from '../support/template.ts';
import { runChild } from './child.ts';
import { ANSWER, type Snapshot, type Tables, takeSnapshot } from './snapshot.ts';

/**
 * How far a command got, by what can be found afterwards: not at all; recorded in the database, but
 * its answer or session file is not there; or all the way.
 */
export const STAGES = ['before', 'recorded', 'after'] as const;
export type Stage = (typeof STAGES)[number];

/** A command that changes something, and how it may be found after a fault. */
export interface Scenario {
  readonly name: string;
  readonly args: readonly string[];
  /** What the command needs in a home. */
  readonly prepare: (home: string) => Promise<void>;
  /** Asserts what the whole work comes to, so that it is not only compared with itself. */
  readonly check: (tables: Tables, session: string | null) => void;
  /** The exit code of the same command afterwards, by where the first one stopped. */
  readonly again: Readonly<Record<Stage, number>>;
  /** Whether running it again writes again. */
  readonly repeats?: true;
  /** What must hold wherever there is a mess, and files do not show: that one can sign in. */
  readonly prove?: (home: string) => Promise<void>;
  /** The exit code when there is no room for what goes to the disk at a stage. */
  readonly fullCode: Readonly<Record<Stage, number>>;
}

/** A scenario that was run once without a fault: what each stage leaves in the home is known. */
export interface Rehearsed extends Scenario {
  /** Makes a home of its own for one run, or fills a folder; to be removed with `discard`. */
  makeHome(folder?: string): string;
  readonly snapshots: Readonly<Record<Stage, Snapshot>>;
  /** The names of the files at each stage. */
  readonly files: Readonly<Record<Stage, readonly string[]>>;
}

const STUDENTS = Array.from({ length: 30 }, (_, index) => `S${String(index + 1).padStart(3, '0')}`);

/** Some minutes ago, so that each run also notes that the session is used. */
const SIGNED_IN_AT = new Date(Date.now() - 5 * 60_000);

/** Whole days and half days of May, and one student absent all month but for `more`. */
function attendanceCsv(students: readonly string[], more = 0): string {
  const days = (index: number) => more + (index === 7 ? 0 : 20 + ((index * 3) % 11) / 2);
  const rows = students.map((id, index) => `${id},2025-05,${days(index)}`);
  return ['student_id,month,days_present', ...rows, ''].join('\n');
}

/** The end of the record of changes. */
function lastCommands({ audit_entries: entries = [] }: Tables): unknown[] {
  return entries.map(({ command }) => command).slice(-2);
}

export const INIT: Scenario = {
  name: 'init',
  args: [
    ...['init', '--name', 'Ganga Mess', '--timezone', 'Asia/Kolkata'],
    ...['--admin', OWNER, '--password-file', 'password'],
  ],
  prepare: async (home) => writePassword(home),
  check: (tables) => {
    expect(tables.admins).toMatchObject([{ id: OWNER, role: 'owner' }]);
    expect(tables.settings).toHaveLength(3);
    expect(lastCommands(tables)).toEqual(['init']);
  },
  again: { before: 0, recorded: 8, after: 8 },
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
  fullCode: { before: 9, recorded: 9, after: 9 },
};

export const BILL: Scenario = {
  name: 'bill register',
  args: [
    ...['bill', 'register', '--month', '2025-05', '--total', '74000', '--fixed', '12000.01'],
    ...['--output', ANSWER, '--yes'],
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
  prepare: fillHome,
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
  fullCode: { before: 9, recorded: 1, after: 1 },
};

export const SCENARIOS = [INIT, IMPORT, BILL, SIGN_IN] as const;

/** Prepares a scenario and runs it once without a fault. Gone when the test is over. */
export async function rehearse(scenario: Scenario): Promise<Rehearsed> {
  const folder = mkdtempSync(join(tmpdir(), 'mess-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const prepared = join(folder, 'prepared');
  mkdirSync(prepared);
  await scenario.prepare(prepared);
  let homes = 0;
  const makeHome = (home = join(folder, `home-${homes + 1}`)) => {
    homes += 1;
    cpSync(prepared, home, { recursive: true });
    return home;
  };
  const home = makeHome();
  const { code, stderr } = await runChild(home, scenario.args);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const [before, after] = [takeSnapshot(prepared), takeSnapshot(home)];
  scenario.check(after.tables ?? {}, after.session);
  const files = { before: readdirSync(prepared).sort(), after: readdirSync(home).sort() };
  await scenario.prove?.(home);
  discard(home);
  return {
    ...scenario,
    makeHome,
    snapshots: {
      before,
      recorded: { ...after, session: before.session, answer: before.answer },
      after,
    },
    files: { ...files, recorded: files.before },
  };
}

export function discard(home: string): void {
  rmSync(home, { recursive: true });
}

/** Where the command stopped. Anything between two stages fails the test, with the difference. */
export function findStage(scenario: Rehearsed, home: string): Stage {
  const found = takeSnapshot(home);
  const text = JSON.stringify(found);
  const stage = STAGES.findLast((name) => JSON.stringify(scenario.snapshots[name]) === text);
  if (stage === undefined) expect(found, 'all or nothing').toEqual(scenario.snapshots.after);
  return stage ?? 'before';
}

/** A roll of 30 students, and the owner signed in. */
async function fillHome(home: string): Promise<void> {
  cpSync(inject('templateHome'), home, { recursive: true });
  writePassword(home);
  for (const [index, id] of STUDENTS.entries()) {
    const rest = ['--branch', 'CSE', '--phone', String(9_800_000_000 + index)];
    await prepareWith(home, START, ['student', 'add', id, '--name', `Asha Rao ${index}`, ...rest]);
  }
  await prepareWith(home, SIGNED_IN_AT, ['admin', 'login', OWNER, '--password-stdin']);
}

async function recordAttendance(home: string, csv: string): Promise<void> {
  await prepareWith(home, SIGNED_IN_AT, ['attendance', 'import', '-'], csv);
}

async function prepareWith(
  home: string,
  now: Date,
  args: readonly string[],
  stdin: RunOptions['stdin'] = PASSWORD,
): Promise<void> {
  const { code, stderr } = await run(args, { env: { MESS_HOME: home }, now: () => now, stdin });
  if (code !== 0) throw new Error(`mess ${args.join(' ')} ended with ${code}: ${stderr}`);
}

function writePassword(home: string): void {
  writeFileSync(join(home, 'password'), `${PASSWORD}\n`, { mode: 0o600 });
}
