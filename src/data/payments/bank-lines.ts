import type { Knex } from 'knex';
import type { BankLine, LineRule } from '../../domain/payments/bank/bank-line.ts';
import type { RecordedLine } from '../../domain/payments/bank/statement-comparison.ts';
import { referenceKey } from '../../domain/payments/entry.ts';
import { dialectOf, type OnRows } from '../dialect.ts';
import { lastNumber } from '../last-number.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** The number that the next line gets, for whose turn it is to write. */
export async function nextBankLineNo(trx: Knex.Transaction): Promise<number> {
  return (await lastNumber(trx, 'bank_lines')) + 1;
}

const COLUMNS = [
  ...['no', 'import_no', 'line', 'account', 'account_digits', 'date', 'amount_minor', 'narration'],
  ...['reference', 'other_reference', 'payer', 'rule', 'entry_no'],
];

export async function insertBankLines(
  trx: Knex.Transaction,
  lines: readonly BankLine[],
  onRows: OnRows,
): Promise<void> {
  function* rows() {
    for (const each of lines) {
      yield [
        each.no,
        each.importNo,
        each.line,
        each.account,
        each.accountDigits,
        each.date,
        each.amountMinor,
        each.narration,
        each.reference,
        each.otherReference,
        each.payer,
        each.rule,
        each.entryNo,
      ];
    }
  }
  await dialectOf(trx).insertRows(trx, 'bank_lines', COLUMNS, rows(), onRows);
}

/**
 * The lines of an account that are known again: not those of an import that was undone, nor one that was
 * known by a receipt which was taken back since.
 *
 * @param from the first day, `YYYY-MM-DD`
 * @param to the last one
 */
export async function listKnownLines(
  db: Knex,
  account: string,
  from: string,
  to: string,
): Promise<RecordedLine[]> {
  const rows = await dialectOf(db).selectArrays<[string, DbInteger, string, string]>(
    db,
    `select l."date", l.amount_minor, l.narration, l.reference
     from bank_lines as l
     join imports on imports."no" = l.import_no
     left join ledger_entries as taken on l.rule = 'reference' and taken.reverses = l.entry_no
     where l.account = ? and l."date" >= ? and l."date" <= ?
       and imports.undone_by is null and taken."no" is null
     order by l."no"`,
    [account, from, to],
  );
  return rows.map(([date, amount, narration, reference]) => ({
    date,
    amountMinor: toMinor(amount),
    narration,
    reference,
  }));
}

/** The accounts that files were of, with the last digits of their numbers as far as they were said. */
export async function listBankAccounts(
  db: Knex,
): Promise<{ readonly account: string; readonly digits: string | null }[]> {
  const rows: { account: string; account_digits: string | null }[] = await db('bank_lines')
    .distinct('account', 'account_digits')
    .orderBy('account');
  return rows.map(({ account, account_digits: digits }) => ({ account, digits }));
}

interface LineRow {
  no: DbInteger;
  import_no: DbInteger;
  line: DbInteger;
  account: string;
  account_digits: string | null;
  date: string;
  amount_minor: DbInteger;
  narration: string;
  reference: string;
  other_reference: string | null;
  payer: string | null;
  rule: LineRule | null;
  entry_no: DbInteger;
}

/** Lines whose money is where the file brought it, in suspense, in the order of their numbers. */
export function listLinesStillSuspended(db: Knex): Promise<BankLine[]> {
  const query = db('bank_lines')
    .join('ledger_entries as entry', 'entry.no', 'bank_lines.entry_no')
    .leftJoin('ledger_entries as taken', 'taken.reverses', 'entry.no')
    .whereNull('bank_lines.rule')
    .where('entry.kind', 'suspense')
    .whereNull('taken.no');
  return select(query);
}

/** Lines that were booked for a student or in suspense with a reference, whatever was made of them since. */
export function listLinesByReference(db: Knex, reference: string): Promise<BankLine[]> {
  const query = bookedLines(db)
    .join('ledger_entries as entry', 'entry.no', 'bank_lines.entry_no')
    .whereIn('entry.kind', ['suspense', 'payment'])
    .where('entry.reference_key', referenceKey(reference));
  return select(query);
}

/** The line that an entry was the first booking of; undefined where it was that of none. */
export async function findLineOfEntry(db: Knex, entryNo: number): Promise<BankLine | undefined> {
  return (await select(bookedLines(db).where('bank_lines.entry_no', entryNo)))[0];
}

/** Without those that were known by what somebody had typed, or another file had brought. */
function bookedLines(db: Knex): Knex.QueryBuilder {
  return db('bank_lines').where((query) => {
    query.whereNull('bank_lines.rule').orWhereNot('bank_lines.rule', 'reference');
  });
}

/**
 * SQL that a query begins with: `since` has, beside the number of each line, those of all entries that came
 * after its first one: what took that back, what was booked in its place, and so on. What is booked in the
 * place of another is written together with what takes that back, or names it. The undoing of
 * an import puts nothing in any place, and would be gone through once for each of its lines.
 */
export const WITH_SINCE = `with recursive since (line_no, entry_no) as (
    select l."no", back."no" from bank_lines as l
    join ledger_entries as back on back.reverses = l.entry_no
    union
    select since.line_no, made."no" from since
    join ledger_entries as back on back."no" = since.entry_no and back.kind = 'reversal'
      and back.entered_by not in (select undone_by from imports where undone_by is not null)
    join ledger_entries as made on made.entered_by = back.entered_by
      and made.kind in ('payment', 'income', 'suspense')
    union
    select since.line_no, made."no" from since
    join ledger_entries as made on made.reverses = since.entry_no
  )`;

/** In the order of their numbers. */
export function listLinesOfImport(db: Knex, importNo: number): Promise<BankLine[]> {
  return select(db('bank_lines').where('bank_lines.import_no', importNo));
}

export async function findBankLine(db: Knex, no: number): Promise<BankLine | undefined> {
  return (await select(db('bank_lines').where('bank_lines.no', no)))[0];
}

async function select(query: Knex.QueryBuilder): Promise<BankLine[]> {
  const rows: LineRow[] = await query.orderBy('bank_lines.no').select('bank_lines.*');
  return rows.map((row) => ({
    no: Number(row.no),
    importNo: Number(row.import_no),
    line: Number(row.line),
    account: row.account,
    accountDigits: row.account_digits,
    date: row.date,
    amountMinor: toMinor(row.amount_minor),
    narration: row.narration,
    reference: row.reference,
    otherReference: row.other_reference,
    payer: row.payer,
    rule: row.rule,
    entryNo: Number(row.entry_no),
  }));
}
