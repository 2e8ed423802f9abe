import { ON_CONFLICT } from '../../../../domain/students/file-check.ts';
import type { Permission } from '../../../../operations/access/permissions.ts';

/** A box to tick, or words to choose from, of an import. */
export interface ImportOption {
  /** The key of the query that the endpoint takes. */
  readonly name: string;
  readonly label: string;
  readonly options?: readonly string[];
}

/** A kind of file that can be imported at the desk. */
export interface ImportKind {
  /** In the path. */
  readonly kind: string;
  readonly title: string;
  readonly permission: Permission;
  /** The endpoint that does it. */
  readonly endpoint: string;
  readonly columns: string;
  readonly options: readonly ImportOption[];
}

const PARTIAL: ImportOption = {
  name: 'partial',
  label: 'Take the good rows of a file with mistakes',
};

const AGAIN: ImportOption = { name: 'again', label: 'Take a file again that was taken before' };

export const IMPORT_KINDS: readonly ImportKind[] = [
  {
    kind: 'attendance',
    title: 'Attendance',
    permission: 'import attendance',
    endpoint: 'importAttendance',
    columns: 'student_id, month and days_present; or a register with a column for each day',
    options: [
      PARTIAL,
      { name: 'replace', label: 'Replace days that are recorded' },
      { name: 'beyondMembership', label: 'Take days beyond the time on the roll' },
      AGAIN,
    ],
  },
  {
    kind: 'roll',
    title: 'Roll',
    permission: 'change the roll',
    endpoint: 'importStudents',
    columns: 'id, name, branch and phone',
    options: [
      PARTIAL,
      { name: 'onConflict', label: 'Who is on the roll already', options: ON_CONFLICT },
    ],
  },
  {
    kind: 'purchases',
    title: 'Purchases',
    permission: 'enter purchases',
    endpoint: 'importPurchases',
    columns: 'date, amount, head and note',
    options: [PARTIAL, AGAIN],
  },
];
