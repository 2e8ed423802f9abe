import fc from 'fast-check';
import { nameOf } from '../documents.ts';
import {
  calendarDays,
  daysOf,
  exceedsMembership,
  figuresOf,
  hasLeftBefore,
  type Import,
  liveBill,
  MONTHS,
  type Model,
  type Student,
} from '../mess-model.ts';
import { type Command, refer, type SomeStudent, someMonth, someStudent, step } from './step.ts';

/** Hundredths. */
const someDays = fc.constantFrom(0, 100, 1250, 2800, 3000, 1500, 1, 725, 1250, 3100);

export function record({ whom, month, days }: FigureOf): Command {
  return step((model) => {
    const { id, student } = refer(model, whom);
    const changes = student !== undefined && daysOf(model, month, student) !== days;
    return {
      words: ['attendance', 'record', id, '--month', month, '--days', String(days / 100)],
      refusals: [
        ...(days > calendarDays(month) * 100 ? [2] : []),
        ...(student === undefined ? [3] : []),
        ...(student && hasLeftBefore(student, month) ? [8] : []),
        ...(changes && exceedsMembership(student, month, days) ? [8] : []),
        ...(changes && model.closed.has(month) ? [8] : []),
      ],
      apply: () => {
        if (student === undefined) throw new Error('nobody');
        if (changes) figuresOf(model, month).set(student.no, { days, by: model.changes + 1 });
        const who = { studentId: student.id, name: nameOf(student) };
        const document = { ...who, month, days: days / 100 };
        return { changes, document, changed: changes ? [month] : [] };
      },
    };
  });
}

interface FigureOf {
  readonly whom: SomeStudent;
  readonly month: string;
  /** Hundredths. */
  readonly days: number;
}

export const recording: fc.Arbitrary<Command> = fc
  .record({ whom: someStudent, month: someMonth, days: someDays })
  .map(record);

interface SomeRow {
  readonly whom: SomeStudent;
  readonly month: string;
  /** Null for a row without days. */
  readonly days: number | null;
}

interface Row {
  readonly student: Student;
  readonly month: string;
  readonly days: number | null;
}

interface FigureRow extends Row {
  readonly days: number;
}

/** Each student and month once. */
function resolveRows(model: Model, rows: readonly SomeRow[]): Row[] {
  const resolved = new Map<string, Row>();
  for (const { whom, month, days } of rows) {
    const { student } = refer(model, whom);
    if (student !== undefined) resolved.set(`${student.no} ${month}`, { student, month, days });
  }
  return [...resolved.values()];
}

const toLine = ({ student, month, days }: Row) =>
  `${student.id},${month},${days === null ? '' : days / 100}`;

const someRow: fc.Arbitrary<Omit<SomeRow, 'month'>> = fc.record({
  whom: someStudent,
  days: fc.option(someDays, { freq: 8 }),
});

/** Mostly of one month. */
const someRows: fc.Arbitrary<SomeRow[]> = fc
  .record({
    months: fc.tuple(fc.constantFrom(...MONTHS), someMonth),
    rows: fc.array(someRow, { minLength: 1, maxLength: 4 }),
  })
  .map(({ months: [month, other], rows }) =>
    rows.map((row, at) => ({ ...row, month: at === 3 ? other : month })),
  );

/** Lines that no file may have. */
const someFault = fc.oneof(
  { weight: 8, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(['NOBODY,2025-05,3'], ['S2,2025-05,many'], ['S2,Mai,3']),
  },
);

export const importing: fc.Arbitrary<Command> = fc
  .record({ rows: someRows, fault: someFault })
  .map(({ rows: some, fault }) =>
    step((model) => {
      const resolved = resolveRows(model, some);
      const figures = resolved.filter((row): row is FigureRow => row.days !== null);
      const changed = figures.filter((row) => daysOf(model, row.month, row.student) !== row.days);
      const faulty = [
        ...(resolved.length === 0 ? ['NOBODY,2025-05,3'] : fault),
        ...figures.filter(({ month, days }) => days > calendarDays(month) * 100),
        ...changed.filter(
          ({ student, month, days }) =>
            hasLeftBefore(student, month) || exceedsMembership(student, month, days),
        ),
      ];
      const lines = [...resolved.map(toLine), ...(resolved.length === 0 ? faulty : fault)];
      // No two files are the same.
      const rows = lines.map((line) => `${line},${model.now}\n`);
      return {
        words: ['attendance', 'import', '-'],
        stdin: `student_id,month,days_present,_at\n${rows.join('')}`,
        refusals: [
          ...(faulty.length > 0 ? [6] : []),
          ...(changed.some(({ month }) => model.closed.has(month)) ? [8] : []),
        ],
        apply: (said) => {
          const added = changed.filter(
            (row) => daysOf(model, row.month, row.student) === undefined,
          );
          const isTaken = figures.length > 0;
          if (isTaken) takeImport(model, Number(said.import), changed);
          const counts = {
            rows: resolved.length,
            blank: resolved.length - figures.length,
            rejected: 0,
            inserted: added.length,
            updated: changed.length - added.length,
            unchanged: figures.length - changed.length,
          };
          const { warnings: _, ...rest } = said;
          return {
            changes: isTaken,
            document: { ...rest, ...counts, errors: [], ...(isTaken ? {} : { import: null }) },
            changed: changed.map(({ month }) => month),
          };
        },
      };
    }),
  );

function takeImport(model: Model, no: number, changed: readonly FigureRow[]): void {
  const by = model.changes + 1;
  const before = changed.map(({ student, month }) => {
    return { month, student: student.no, was: figuresOf(model, month).get(student.no) };
  });
  for (const { student, month, days } of changed) {
    figuresOf(model, month).set(student.no, { days, by });
  }
  model.imports.push({ no, by, before, undone: false });
}

export const undoing: fc.Arbitrary<Command> = fc
  .constantFrom('last that stands', 'last that stands', 'last', 'first')
  .map(undo);

export function undo(which: 'last that stands' | 'last' | 'first'): Command {
  return step((model) => {
    const found = findImport(model, which);
    const months = found?.before.map(({ month }) => month) ?? [];
    const isReplaced = found?.before.some(
      ({ month, student }) => figuresOf(model, month).get(student)?.by !== found.by,
    );
    return {
      words: ['attendance', 'undo', String(found?.no ?? 999)],
      refusals: [
        ...(found === undefined ? [3] : []),
        ...(found?.undone || isReplaced ? [8] : []),
        ...(months.some((month) => model.closed.has(month)) ? [8] : []),
        ...(months.some((month) => liveBill(model, month) !== undefined) ? [8] : []),
      ],
      apply: (said) => {
        if (found === undefined) throw new Error('no import');
        putBack(model, found);
        const restored = found.before.filter(({ was }) => was !== undefined).length;
        const counts = { removed: found.before.length - restored, restored };
        const document = { ...said, months: [...new Set(months)].sort(), ...counts };
        return { changes: true, document: { ...document, import: found.no, status: 'undone' } };
      },
    };
  });
}

function findImport({ imports }: Model, which: string): Import | undefined {
  if (which === 'first') return imports[0];
  return imports.findLast(({ undone }) => which === 'last' || !undone);
}

function putBack(model: Model, found: Import): void {
  for (const { month, student, was } of found.before) {
    if (was === undefined) figuresOf(model, month).delete(student);
    else figuresOf(model, month).set(student, was);
  }
  found.undone = true;
}
