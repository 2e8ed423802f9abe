import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maskPhone } from '../../src/domain/values/phone.ts';
import type { Random } from '../support/records/random.ts';

/** What a desk does at a time. */
export type Kind = 'register' | 'revise' | 'void' | 'import' | 'record' | 'add';

/** A student's days of a month, in hundredths. */
export interface Figure {
  readonly id: string;
  readonly month: string;
  readonly daysHundredths: number;
}

/** One command, and what must be stored once it is acknowledged. */
export interface Task {
  readonly kind: Kind;
  readonly args: readonly string[];
  /** What its entry in the record of changes says, as far as that is known before. */
  readonly entry: {
    readonly command: string;
    readonly subject: string;
    readonly month?: string;
    readonly after: Readonly<Record<string, unknown>>;
  };
  readonly figures: readonly Figure[];
  /** How it may be refused, besides what may happen to any command: exit codes. */
  readonly refusals: readonly number[];
}

/** Few enough for the desks to meet at the same months, and to come back to them. */
export const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08'].map((m) => `2024-${m}`);

/** On the roll from the beginning; all attendance is theirs. */
export const BASE_IDS = Array.from({ length: 30 }, (_, index) => `B${101 + index}`);

/** Ids that every desk tries to give to a student of its own. */
const COMMON_IDS = Array.from({ length: 10 }, (_, index) => `C${101 + index}`);

const CALENDAR_DAYS_AT_LEAST = 29;

/** How often each kind is chosen. */
const WEIGHTS: readonly (readonly [Kind, number])[] = [
  ['register', 26],
  ['revise', 12],
  ['void', 10],
  ['import', 18],
  ['record', 14],
  ['add', 20],
];

const KINDS = WEIGHTS.flatMap(([kind, weight]) => Array<Kind>(weight).fill(kind));

/** What one desk does next. */
export type ChooseTask = () => Promise<Task>;

/** Files of attendance that every desk imports sometimes; only one of them can be the first. */
export function writeCommonFiles(home: string, random: Random): Promise<Task[]> {
  const names = ['common-1.csv', 'common-2.csv', 'common-3.csv', 'common-4.csv'];
  return Promise.all(names.map((name) => writeFigures(join(home, name), random)));
}

/** @param common what every desk imports sometimes */
export function createChooser(
  desk: string,
  home: string,
  random: Random,
  common: readonly Task[],
): ChooseTask {
  let count = 0;
  const choose: Readonly<Record<Kind, () => Task | Promise<Task>>> = {
    register: () => registerBill(random),
    revise: () => reviseBill(random),
    void: () => voidBill(random),
    record: () => recordAttendance(random),
    add: () => addStudent(desk, count, random),
    import: () =>
      random.below(5) === 0
        ? random.pick(common)
        : writeFigures(join(home, `attendance-${count}.csv`), random),
  };
  return async () => {
    count++;
    return choose[random.pick(KINDS)]();
  };
}

function registerBill(random: Random): Task {
  const [month, total] = [random.pick(MONTHS), chooseTotal(random)];
  return {
    kind: 'register',
    args: ['bill', 'register', '--month', month, '--total', total, '--json'],
    entry: {
      command: 'bill register',
      subject: `bill ${month}`,
      month,
      after: { total, billed: total, fixed: null },
    },
    figures: [],
    // Nobody was present yet, or it has its bill.
    refusals: [6, 8],
  };
}

function reviseBill(random: Random): Task {
  const [month, total, reason] = [random.pick(MONTHS), chooseTotal(random), 'a storm'];
  const args = ['bill', 'revise', '--month', month, '--total', total, '--reason', reason];
  return {
    kind: 'revise',
    args: [...args, '--yes', '--json'],
    entry: {
      command: 'bill revise',
      subject: `bill ${month}`,
      month,
      after: { total, billed: total, reason },
    },
    figures: [],
    refusals: [3],
  };
}

function voidBill(random: Random): Task {
  const [month, reason] = [random.pick(MONTHS), 'a storm'];
  return {
    kind: 'void',
    args: ['bill', 'void', '--month', month, '--reason', reason, '--yes', '--json'],
    entry: {
      command: 'bill void',
      subject: `bill ${month}`,
      month,
      after: { status: 'void', reason },
    },
    figures: [],
    // It has none, or another one by now.
    refusals: [3, 8],
  };
}

function recordAttendance(random: Random): Task {
  const [id, month, daysHundredths] = [
    random.pick(BASE_IDS),
    random.pick(MONTHS),
    chooseDays(random),
  ];
  const days = daysHundredths / 100;
  return {
    kind: 'record',
    // Not as JSON, which does not tell whether anything was changed.
    args: ['attendance', 'record', id, '--month', month, '--days', String(days)],
    entry: { command: 'attendance record', subject: id, month, after: { days } },
    figures: [{ id, month, daysHundredths }],
    refusals: [],
  };
}

function addStudent(desk: string, count: number, random: Random): Task {
  const isCommon = random.below(5) < 2;
  const id = isCommon ? random.pick(COMMON_IDS) : `${desk.toUpperCase()}-${count}`;
  // Tells whose student of a common id it is.
  const details = { name: `${id} of ${desk}`, branch: 'CSE', phone: `9${800_000_000 + count}` };
  const options = Object.entries(details).flatMap(([option, value]) => [`--${option}`, value]);
  return {
    kind: 'add',
    args: ['student', 'add', id, ...options, '--json'],
    entry: {
      command: 'student add',
      subject: id,
      after: { id, ...details, phone: maskPhone(details.phone), joined: null, left: null },
    },
    figures: [],
    refusals: isCommon ? [8] : [],
  };
}

/** Some students in some months, in a file of its own. */
async function writeFigures(path: string, random: Random): Promise<Task> {
  const months = MONTHS.filter(() => random.below(4) === 0);
  if (months.length === 0) months.push(random.pick(MONTHS));
  const figures = months.flatMap((month) => {
    const ids = BASE_IDS.filter(() => random.below(2) === 0);
    if (ids.length === 0) ids.push(random.pick(BASE_IDS));
    return ids.map((id) => ({ id, month, daysHundredths: chooseDays(random) }));
  });
  const lines = figures.map(({ id, month, daysHundredths }) => {
    return `${id},${month},${daysHundredths / 100}`;
  });
  await writeFile(path, ['student_id,month,days_present', ...lines, ''].join('\n'));
  return {
    kind: 'import',
    args: ['attendance', 'import', path, '--json'],
    entry: {
      command: 'attendance import',
      subject: path,
      after: { rows: figures.length, rejected: 0 },
    },
    figures,
    refusals: [],
  };
}

function chooseTotal(random: Random): string {
  return ((1_000_000 + random.below(9_000_000)) / 100).toFixed(2);
}

/** In quarters. */
function chooseDays(random: Random): number {
  return (1 + random.below(4 * CALENDAR_DAYS_AT_LEAST)) * 25;
}
