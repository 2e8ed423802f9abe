import { ATTENDANCE_COLUMNS } from '../../input/attendance/columns.ts';
import { CHARGE_COLUMNS } from '../../input/charges/file.ts';
import { type ColumnKind, describeColumns } from '../../input/csv/columns.ts';
import { STATEMENT_COLUMNS, withoutEnds } from '../../input/payments/columns.ts';
import { OPENING_COLUMNS } from '../../input/payments/opening-file.ts';
import { PURCHASE_COLUMNS } from '../../input/purchases/file.ts';
import { STUDENT_COLUMNS } from '../../input/students/file.ts';

/** `mess help columns`: by which names the columns of files are known. */
export function columnsTopic(): string {
  return `By which names the columns of a file are known, in any case, with blanks,
underscores, hyphens or dots between the words or none. What a column is that has
another name, --column says: --column "Emp Code=student_id".

mess attendance import

${listOf(ATTENDANCE_COLUMNS, ['studentId', 'month', 'days', 'timestamp'])}
mess student import

${listOf(STUDENT_COLUMNS, ['id', 'name', 'branch', 'phone', 'joined', 'left', 'email', 'takesMessages'])}
mess purchase import

${listOf(PURCHASE_COLUMNS, ['date', 'head', 'amount', 'note'])}
mess charge import

${listOf(CHARGE_COLUMNS, ['month', 'studentId', 'kind', 'quantity', 'rate', 'amount', 'note'])}
mess opening import

${listOf(OPENING_COLUMNS, ['id', 'amount'])}
mess payment import; amounts also with the currency behind, like "debit (inr)",
and dates with their form, like "txn date (dd/mm/yyyy)"

${listOf(STATEMENT, ['date', 'narration', 'reference', 'debit', 'credit', 'amount', 'balance'])}`;
}

const STATEMENT = STATEMENT_COLUMNS.map((kind) => ({
  ...kind,
  aliases: withoutEnds(kind.aliases).filter((name) => name !== kind.canonical),
}));

function listOf<F extends string>(
  kinds: readonly ColumnKind<F>[],
  fields: readonly NoInfer<F>[],
): string {
  return `${describeColumns(kinds, fields)}\n`;
}
