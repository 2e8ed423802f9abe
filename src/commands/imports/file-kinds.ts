import { ATTENDANCE_COLUMNS, DAY_FIELDS } from '../../input/attendance/columns.ts';
import { CHARGE_COLUMNS } from '../../input/charges/file.ts';
import { type ColumnKind, columnFinder, foldColumnName } from '../../input/csv/columns.ts';
import { STATEMENT_COLUMNS } from '../../input/payments/columns.ts';
import { OPENING_COLUMNS } from '../../input/payments/opening-file.ts';
import { PURCHASE_COLUMNS } from '../../input/purchases/file.ts';
import { STUDENT_COLUMNS } from '../../input/students/file.ts';

/** What a file is, by the columns it has, and the command that takes it. */
interface FileKind {
  readonly what: string;
  readonly command: string;
  isLike(header: readonly string[]): boolean;
}

function finder(columns: readonly ColumnKind<string>[]) {
  const find = columnFinder(columns);
  return (header: readonly string[]) => new Set(header.map((cell) => find(cell)?.field));
}

const [ofPurchase, ofStudent, ofAttendance, ofStatement, ofCharge, ofOpening] = [
  finder(PURCHASE_COLUMNS),
  finder(STUDENT_COLUMNS),
  finder(ATTENDANCE_COLUMNS),
  finder(STATEMENT_COLUMNS),
  finder(CHARGE_COLUMNS),
  finder(OPENING_COLUMNS),
];

/** Answers of a form have a time too: no device writes addresses, or a name and `Username`. */
function isOfForm(header: readonly string[]): boolean {
  const names = new Set(header.map(foldColumnName));
  return ofStudent(header).has('email') || (names.has('username') && names.has('name'));
}

const KINDS: readonly FileKind[] = [
  {
    what: 'purchases',
    command: 'purchase import',
    isLike: (header) => ['date', 'head', 'amount'].every((field) => ofPurchase(header).has(field)),
  },
  {
    what: 'students',
    command: 'student import',
    isLike: (header) => ['id', 'name', 'phone'].every((field) => ofStudent(header).has(field)),
  },
  {
    what: 'attendance',
    command: 'attendance import',
    isLike: (header) => {
      const found = ofAttendance(header);
      const what = ['days', 'timestamp', ...DAY_FIELDS];
      const hasDays = found.has('studentId') && what.some((field) => found.has(field));
      return hasDays && !isOfForm(header);
    },
  },
  {
    what: 'the statement of a bank',
    command: 'payment import',
    isLike: (header) =>
      ['date', 'narration', 'credit'].every((field) => ofStatement(header).has(field)),
  },
  {
    what: 'charges',
    command: 'charge import',
    isLike: (header) =>
      ['studentId', 'kind', 'amount'].every((field) => ofCharge(header).has(field)),
  },
  {
    what: 'openings',
    command: 'opening import',
    isLike: (header) => ['id', 'amount'].every((field) => ofOpening(header).has(field)),
  },
];

/**
 * What a file is that the command does not understand, where it is of another kind.
 *
 * @param command that was given it, such as `student import`
 */
export function findOtherKind(
  header: readonly string[],
  command: string,
): Pick<FileKind, 'what' | 'command'> | undefined {
  return KINDS.find((kind) => kind.command !== command && kind.isLike(header));
}
