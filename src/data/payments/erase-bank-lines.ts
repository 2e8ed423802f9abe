import type { Knex } from 'knex';
import { bankLineRow, digestRows } from '../../domain/mess/digests.ts';
import type { BankLine } from '../../domain/payments/bank/bank-line.ts';
import { eraseNarration, isErasedNarration } from '../../domain/payments/bank/erased-narration.ts';
import { FailureError } from '../../errors.ts';
import { dialectOf } from '../dialect.ts';
import type { DbInteger } from '../numbers.ts';
import { listLinesOfImport, WITH_SINCE } from './bank-lines.ts';

/** What was taken out of the lines of the bank's files. */
export interface ErasedLines {
  readonly lines: number;
  /** Of all lines of each file as they are left, by the entry that wrote them. */
  readonly left: Readonly<Record<string, string>>;
}

/**
 * Takes what the bank wrote of a payer out of every line that is, or was, a student's. Date, amount and
 * reference stay, and a line that comes again is known.
 *
 * @throws FailureError a line of such a file is not what was written: it could not be told from an erased one
 */
export async function eraseLinesOfStudent(
  trx: Knex.Transaction,
  studentNo: number,
): Promise<ErasedLines> {
  const meant = new Set(await listNosOfStudent(trx, studentNo));
  const imports: { no: DbInteger; changed_by: DbInteger }[] = await trx('imports')
    .whereIn(
      'no',
      trx('bank_lines')
        .whereIn('no', [...meant])
        .select('import_no'),
    )
    .orderBy('no')
    .select('no', 'changed_by');
  const left: Record<string, string> = {};
  let count = 0;
  for (const { no, changed_by: writtenBy } of imports) {
    const lines = await listLinesOfImport(trx, Number(no));
    const told = await findTold(trx, Number(writtenBy));
    if (told !== undefined && told !== digestRows(lines.map(bankLineRow))) {
      const sentence = `The lines of import ${Number(no)} are not those that were written. Nothing was changed.`;
      throw new FailureError('books_in_disorder', sentence);
    }
    const after = lines.map((line) => (meant.has(line.no) ? erase(line) : line));
    for (const [at, line] of after.entries()) {
      if (line === lines[at]) continue;
      const { narration, payer } = line;
      await trx('bank_lines').where({ no: line.no }).update({ narration, payer });
      count++;
    }
    left[String(Number(writtenBy))] = digestRows(after.map(bankLineRow));
  }
  return count === 0 ? { lines: 0, left: {} } : { lines: count, left };
}

function erase(line: BankLine): BankLine {
  if (isErasedNarration(line.narration)) return line;
  return { ...line, narration: eraseNarration(line.narration), payer: null };
}

/** Those that were booked as the student's, and those whose money became the student's later. */
async function listNosOfStudent(trx: Knex.Transaction, studentNo: number): Promise<number[]> {
  const rows = await dialectOf(trx).selectArrays<[DbInteger]>(
    trx,
    `${WITH_SINCE}
     select l."no" from bank_lines as l join ledger_postings as p on p.entry_no = l.entry_no
     where p.student_no = ?
     union
     select since.line_no from since join ledger_postings as p on p.entry_no = since.entry_no
     where p.student_no = ?`,
    [studentNo, studentNo],
  );
  return rows.map(([no]) => Number(no));
}

/** What the record of changes tells of the lines that an entry wrote; undefined where it tells nothing. */
async function findTold(trx: Knex.Transaction, writtenBy: number): Promise<string | undefined> {
  const entries: { sequence: DbInteger; after: string | null }[] = await trx('audit_entries')
    .where('sequence', writtenBy)
    .orWhere({ command: 'student anonymise' })
    .orderBy('sequence')
    .select('sequence', 'after');
  let told: string | undefined;
  for (const { sequence, after } of entries) {
    const digests = after === null ? undefined : JSON.parse(after)?.digests;
    if (Number(sequence) === writtenBy) told = digests?.bankLines;
    else told = digests?.bankLinesLeft?.[String(writtenBy)] ?? told;
  }
  return told;
}
