import type { ReadAs, RowError } from '../../domain/imports/report.ts';
import type { StudentColumns, StudentRow } from '../../domain/students/file-check.ts';
import { parseBranch, parseName } from '../../domain/students/student.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import { cellParser, parseIdCell, parseNameCell } from '../csv/cells.ts';
import {
  type ColumnKind,
  type Columns,
  columnFinder,
  findRagged,
  readHeader,
  SERIAL_ALIASES,
} from '../csv/columns.ts';
import { type CsvOptions, type CsvRow, describeReading, openCsv } from '../csv/csv.ts';
import type { Source } from '../csv/source.ts';
import { ID_ALIASES } from './id-aliases.ts';

export interface StudentFileOptions extends CsvOptions {
  readonly ignoreUnknown: boolean;
  /** The form of other than ISO dates, such as `DD/MM/YYYY`. */
  readonly dateFormat?: string | undefined;
}

/** A file of students whose header was understood. */
export interface StudentFile {
  readonly header: readonly string[];
  readonly columns: StudentColumns;
  readonly readAs: ReadAs;
  /** Unknown columns: nothing is taken, though the rows can be checked. */
  readonly headerErrors: readonly RowError[];
  readonly batches: AsyncIterable<readonly StudentRow[]>;
}

type StudentField = 'id' | 'name' | 'branch' | 'phone' | 'joined' | 'left' | 'passedOver';

export const STUDENT_COLUMNS: readonly ColumnKind<StudentField>[] = [
  { field: 'id', canonical: 'id', aliases: ['student_id', ...ID_ALIASES] },
  { field: 'name', canonical: 'name', aliases: ['full name', 'student name'] },
  {
    field: 'branch',
    canonical: 'branch',
    aliases: ['department', 'dept', 'course', 'programme', 'program', 'stream'],
  },
  {
    field: 'phone',
    canonical: 'phone',
    aliases: [
      'phone no',
      'phone number',
      'mobile',
      'mobile no',
      'mobile number',
      'contact',
      'contact no',
      'contact number',
      'telephone',
    ],
  },
  {
    field: 'joined',
    canonical: 'joined',
    aliases: ['joined on', 'joining date', 'date of joining', 'doj'],
  },
  { field: 'passedOver', canonical: 's_no', aliases: SERIAL_ALIASES },
  { field: 'left', canonical: 'left', aliases: ['left on', 'leaving date', 'date of leaving'] },
];

/**
 * Opens a file of students: `id,name,branch,phone` and perhaps `joined`. What `student list` writes
 * can be read.
 *
 * @throws FileFault it cannot be read, or its header has mistakes
 * @throws ValueError `bad_date_format`
 */
export async function openStudentFile(
  source: Source,
  options: StudentFileOptions,
): Promise<StudentFile> {
  const find = columnFinder(STUDENT_COLUMNS);
  const csv = await openCsv(source.chunks, options, (cell) => find(cell) !== undefined);
  // Its library takes a while to load, and other commands do not need it.
  const { dateParser } = await import('../csv/timestamp.ts');
  const parseDateCell = dateParser(options.dateFormat);
  const { columns, errors } = readHeader(csv.header, STUDENT_COLUMNS, {
    ignoreUnknown: options.ignoreUnknown,
    second: csv.second,
    delimiter: csv.delimiter,
    required: ['id', 'name', 'branch', 'phone'],
    unused: ['passedOver'],
  });
  return {
    header: csv.header.cells,
    columns: { id: columns.name('id'), idPosition: columns.position('id') ?? -1 },
    readAs: describeReading('roll', csv),
    headerErrors: errors,
    batches: readBatches(csv.batches, rowReader(columns, parseDateCell)),
  };
}

function rowReader(
  columns: Columns<StudentField>,
  parseDateCell: (text: string) => string,
): (row: CsvRow) => StudentRow {
  const optionalDate = (text: string) => (text.trim() === '' ? null : parseDateCell(text));
  const id = cellParser(columns, 'id', parseIdCell);
  const name = cellParser(columns, 'name', parseNameCell(parseName));
  const branch = cellParser(columns, 'branch', parseNameCell(parseBranch));
  const phone = cellParser(columns, 'phone', parsePhone);
  const joined = cellParser(columns, 'joined', optionalDate);
  const left = cellParser(columns, 'left', optionalDate);
  return (row) => {
    const ragged = findRagged(row, columns);
    const errors: RowError[] = ragged === undefined ? [] : [ragged];
    const { line, cells } = row;
    if (ragged !== undefined) return { line, cells, id: undefined, student: undefined, errors };
    const parsed = {
      id: id(row, errors),
      name: name(row, errors),
      branch: branch(row, errors),
      phone: phone(row, errors),
      joined: joined(row, errors),
      left: left(row, errors),
    };
    const student = errors.length === 0 ? (parsed as StudentRow['student']) : undefined;
    return { line, cells, id: parsed.id, student, errors };
  };
}

async function* readBatches(
  batches: AsyncIterable<readonly CsvRow[]>,
  read: (row: CsvRow) => StudentRow,
): AsyncGenerator<readonly StudentRow[]> {
  for await (const batch of batches) yield batch.map(read);
}
