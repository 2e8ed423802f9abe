import type { Mark, Marks } from '../../domain/attendance/mark.ts';
import type { RowError } from '../../domain/imports/report.ts';
import { type Cell, cellParser, parseIdCell } from '../csv/cells.ts';
import { type ColumnKind, SERIAL_ALIASES } from '../csv/columns.ts';
import { ID_LOOK } from '../csv/header/guess-columns.ts';
import { type ImportFile, type ImportFileOptions, openImportFile } from '../csv/import-file.ts';
import { findRagged } from '../csv/ragged.ts';
import type { Source } from '../csv/source.ts';
import { ID_ALIASES, NAME_ALIASES, REMARKS_ALIASES } from '../students/aliases.ts';
import { markCell } from './cells/mark.ts';

/** What a file says of one student on the day. */
export interface RollCallRow {
  readonly line: number;
  readonly id: string | undefined;
  /** Hundredths of the day. */
  readonly daysHundredths: number | undefined;
  readonly errors: readonly RowError[];
}

type Field = 'id' | 'mark' | 'passedOver';

export const ROLL_CALL_COLUMNS: readonly ColumnKind<Field>[] = [
  { field: 'id', canonical: 'student_id', aliases: ID_ALIASES },
  { field: 'mark', canonical: 'mark', aliases: ['attendance', 'status', 'present', 'days'] },
  {
    field: 'passedOver',
    canonical: 'name',
    aliases: [...NAME_ALIASES, ...SERIAL_ALIASES, ...REMARKS_ALIASES],
  },
];

/**
 * Opens a file that has a student and a mark a row.
 *
 * @throws FileFault it cannot be read, or its header has mistakes
 */
export function openRollCall(
  source: Source,
  options: ImportFileOptions,
  marks: Marks,
): Promise<ImportFile<RollCallRow>> {
  return openImportFile<Field, RollCallRow>(source, options, {
    name: 'roll call',
    columns: ROLL_CALL_COLUMNS,
    required: ['id', 'mark'],
    unused: ['passedOver'],
    looks: [
      { column: 'student_id', look: ID_LOOK, isNeeded: true },
      { column: 'mark', look: /^\s*([pah\u00bd]|[01]|0\.5)\s*$/i, isNeeded: true },
    ],
    createReader(columns) {
      const id = cellParser(columns, 'id', parseIdCell);
      const mark = givenMark(markCell(marks, columns.position('mark') ?? -1, columns.name('mark')));
      return (row) => {
        const ragged = findRagged(row, columns);
        const errors: RowError[] = ragged === undefined ? [] : [ragged];
        const { line } = row;
        if (ragged !== undefined) return { line, id: undefined, daysHundredths: undefined, errors };
        const [ofRow, daysHundredths] = [id(row, errors), mark(row, errors)?.daysHundredths];
        return { line, id: ofRow, daysHundredths, errors };
      };
    },
  });
}

/** Of everybody who is on the roll something is to be said. */
function givenMark(read: Cell<Mark>): Cell<Mark> {
  return (row, errors) => {
    const before = errors.length;
    const mark = read(row, errors);
    if (mark !== undefined || errors.length > before) return mark;
    const message = 'the mark is missing';
    errors.push({ line: row.line, column: 'mark', code: 'missing', value: '', message });
    return undefined;
  };
}
