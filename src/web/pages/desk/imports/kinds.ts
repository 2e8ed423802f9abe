import { ON_CONFLICT, type OnConflict } from '../../../../domain/students/file-check.ts';
import { SIDES } from '../../../../input/payments/amount-cell.ts';
import type { Permission } from '../../../../operations/access/permissions.ts';
import { plainOptions } from '../../parts/field.tsx';

/** A box to tick, words to choose from, or a line to fill in, of an import. */
export interface ImportOption {
  /** The key of the query that the endpoint takes. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly options?: readonly (readonly [value: string, words: string])[];
  readonly isText?: true;
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

const CONFLICT_WORDS: Readonly<Record<OnConflict, string>> = {
  error: 'is a mistake where the file says something else',
  update: 'becomes as the file has it',
  skip: 'stays as recorded',
};

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
    columns:
      'id, name, branch and phone; or id and only what is to change of who is on the roll, such as email',
    options: [
      PARTIAL,
      {
        name: 'onConflict',
        label: 'Who is on the roll already …',
        options: ON_CONFLICT.map((each) => [each, CONFLICT_WORDS[each]] as const),
      },
      { name: 'ignoreUnknown', label: 'Pass over columns that are not known' },
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
  {
    kind: 'charges',
    title: 'Charges',
    permission: 'enter charges',
    endpoint: 'importCharges',
    columns: 'student_id, kind and amount, or quantity and rate; and month, or the month below',
    options: [
      { name: 'month', label: 'Month of rows without one', hint: 'Like 2025-05', isText: true },
      PARTIAL,
      AGAIN,
      { name: 'unlikely', label: 'Take months that are unlikely' },
    ],
  },
  {
    kind: 'openings',
    title: 'What was owed at the beginning',
    permission: 'set openings',
    endpoint: 'importOpenings',
    columns: 'student_id and amount: what each owed when the accounts began',
    options: [PARTIAL],
  },
  {
    kind: 'payments',
    title: "The bank's file",
    permission: 'import payments',
    endpoint: 'importPayments',
    columns: 'what came in, as the bank, the gateway or the UPI app gives it',
    options: [
      {
        name: 'account',
        label: 'Account',
        hint: 'What the mess calls it; empty where the file says it',
        isText: true,
      },
      {
        name: 'amounts',
        label: 'Amounts of which nothing says it are',
        options: [['', 'found out of the file'], ...plainOptions(SIDES)],
      },
      { name: 'noLearned', label: 'Whom a payer paid for before counts for nothing' },
      { name: 'onlyCodes', label: 'Book only what our own note names' },
      { name: 'again', label: 'Look again at a file that was taken before' },
    ],
  },
];
