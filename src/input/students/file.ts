import type { RowError } from '../../domain/imports/report.ts';
import { parseEmail } from '../../domain/students/email.ts';
import type { StudentColumns, StudentRow } from '../../domain/students/file-check.ts';
import { parseBranch, parseName } from '../../domain/students/student.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import { ValueError } from '../../errors.ts';
import { cellParser, parseIdCell, parseNameCell } from '../csv/cells.ts';
import { type ColumnKind, type Columns, SERIAL_ALIASES } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import { DATE_LOOK, ID_LOOK } from '../csv/header/guess-columns.ts';
import { type ImportFile, type ImportFileOptions, openImportFile } from '../csv/import-file.ts';
import { findRagged } from '../csv/ragged.ts';
import type { Source } from '../csv/source.ts';
import { ID_ALIASES, NAME_ALIASES, REMARKS_ALIASES } from './aliases.ts';
import { judgeUserName } from './user-name.ts';

/** A file of students whose header was understood. */
export interface StudentFile extends ImportFile<StudentRow> {
  readonly columns: StudentColumns;
}

type StudentField =
  | ('id' | 'name' | 'branch' | 'phone' | 'joined' | 'left' | 'passedOver')
  | ('email' | 'takesMessages');

export const STUDENT_COLUMNS: readonly ColumnKind<StudentField>[] = [
  { field: 'id', canonical: 'id', aliases: ['student_id', ...ID_ALIASES] },
  { field: 'name', canonical: 'name', aliases: NAME_ALIASES },
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
  { field: 'passedOver', canonical: 's_no', aliases: [...SERIAL_ALIASES, ...REMARKS_ALIASES] },
  { field: 'left', canonical: 'left', aliases: ['left on', 'leaving date', 'date of leaving'] },
  {
    field: 'email',
    canonical: 'email',
    aliases: [
      'e-mail',
      'email id',
      'e-mail id',
      'email address',
      'e-mail address',
      'mail',
      'mail id',
    ],
  },
  { field: 'takesMessages', canonical: 'takes_messages', aliases: ['messages'] },
];

export interface StudentFileOptions extends ImportFileOptions {
  /** It may only change who is on the roll, with an id and one column besides. */
  readonly isUpdate: boolean;
}

/**
 * Opens a file of students: `id,name,branch,phone` and perhaps `joined` and `email`. What `student list` writes
 * can be read.
 *
 * @throws FileFault it cannot be read, or its header has mistakes
 * @throws ValueError `bad_date_format`
 */
export async function openStudentFile(
  source: Source,
  { isUpdate, ...options }: StudentFileOptions,
): Promise<StudentFile> {
  const { columns, ...file } = await openImportFile(source, options, {
    name: 'roll',
    columns: STUDENT_COLUMNS,
    required: ['id', 'name', 'branch', 'phone'],
    changed: {
      fields: ['name', 'branch', 'phone', 'joined', 'email', 'takesMessages'],
      isEnough: isUpdate,
    },
    unused: ['passedOver'],
    looks: [
      { column: 'phone', look: /^[\s'=+"(]*\d[\d\s()-]{8,}"?\s*$/, isNeeded: true },
      { column: 'joined', look: DATE_LOOK, isNeeded: false },
      { column: 'email', look: /^\s*\S+@\S+\.\S+\s*$/, isNeeded: false },
      { column: 'id', look: ID_LOOK, isNeeded: true },
      { column: 'name', look: /\p{L}/u, isNeeded: true },
      { column: 'branch', look: /\p{L}/u, isNeeded: true },
    ],
    judgeNames: (csv, kinds) => judgeUserName(csv, kinds, isUpdate),
    createReader: rowReader,
  });
  return {
    ...file,
    columns: {
      id: columns.name('id'),
      idPosition: columns.position('id') ?? -1,
      joined: columns.name('joined'),
      joinedPosition: columns.position('joined') ?? -1,
    },
  };
}

function rowReader(
  columns: Columns<StudentField>,
  parseDateCell: (text: string) => string,
): (row: CsvRow) => StudentRow {
  const optionalDate = (text: string) => (text.trim() === '' ? null : parseDateCell(text));
  const ifThere = <T>(field: StudentField, parse: (text: string) => T) =>
    cellParser(columns, field, columns.position(field) === undefined ? () => null : parse);
  const id = cellParser(columns, 'id', parseIdCell);
  const name = ifThere('name', parseNameCell(parseName));
  const branch = ifThere('branch', parseNameCell(parseBranch));
  const phone = ifThere('phone', parsePhone);
  const joined = cellParser(columns, 'joined', optionalDate);
  const left = cellParser(columns, 'left', optionalDate);
  const email = cellParser(columns, 'email', (text) =>
    text.trim() === '' ? null : parseEmail(text),
  );
  const takesMessages = cellParser(columns, 'takesMessages', parseYesOrNo);
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
      email: email(row, errors),
      takesMessages: takesMessages(row, errors),
    };
    const student = errors.length === 0 ? (parsed as StudentRow['student']) : undefined;
    return { line, cells, id: parsed.id, student, errors };
  };
}

/** @throws ValueError `bad_choice` */
function parseYesOrNo(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (word === '') return null;
  if (['true', 'yes', 'y', '1'].includes(word)) return true;
  if (['false', 'no', 'n', '0'].includes(word)) return false;
  throw new ValueError('bad_choice', 'not known; write yes or no');
}
