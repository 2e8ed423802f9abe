import type { Knex } from 'knex';
import { nextImportNo } from '../../../data/imports/imports.ts';
import { insertBankLines, nextBankLineNo } from '../../../data/payments/bank-lines.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { FileRow } from '../../../domain/imports/file-check.ts';
import type { OnProgress } from '../../../domain/imports/report.ts';
import { bankLineRow, digestRows } from '../../../domain/mess/digests.ts';
import type { BankLine } from '../../../domain/payments/bank/bank-line.ts';
import { bookPlan, type LineBooking } from '../../../domain/payments/bank/line-booking.ts';
import type { MatchRule } from '../../../domain/payments/bank/payer-match.ts';
import type { Statement } from '../../../domain/payments/bank/statement.ts';
import { writeReceipt } from '../../../domain/payments/receipt.ts';
import type { MoneyStyle } from '../../../domain/values/currency.ts';
import { monthOfDate } from '../../../domain/values/month.ts';
import { ConflictError } from '../../../errors.ts';
import type { Source } from '../../../input/csv/source.ts';
import { readStatement, type StatementOptions } from '../../../input/payments/file.ts';
import type {
  Comparison,
  FileImport,
  ImportOptions,
  WriteScope,
  Written,
} from '../../imports/file-import.ts';
import { type PlannedImport, planImport } from '../../imports/run-import.ts';
import { type Mess, today } from '../../mess/mess.ts';
import { requireAccounts } from '../accounts/require.ts';
import { postEntries, refuseTooMuch } from '../post-entries.ts';
import { type BankAccount, findBankAccount } from './bank-account.ts';
import { type Decisions, decide, fingerprint } from './decide.ts';
import { warnAboutStatement } from './import-warnings.ts';
import { toImportFile } from './statement-file.ts';
import { describeStatement } from './statement-report.ts';

export interface StatementImportOptions extends Omit<ImportOptions, 'partial' | 'keepRejects'> {
  readonly file: Omit<StatementOptions, keyof MoneyStyle | 'timeZone' | 'today'>;
  /** Of the mess's own accounts the one that the file is of, in small letters; found when undefined. */
  readonly account: string | undefined;
  /** By which rules a student is found; by all when undefined. */
  readonly rules: readonly MatchRule[] | undefined;
}

/**
 * Reads the statement of a bank or a gateway, proves it, and decides about each line; writes nothing. What is
 * shown of it is what is written, or nothing.
 *
 * @throws ConflictError no accounts are kept yet; the account is known under another name
 * @throws InvalidInputError `sum_too_large`
 */
export async function planStatementImport(
  mess: Mess,
  actor: Actor,
  source: Source,
  options: StatementImportOptions,
  onProgress: OnProgress,
): Promise<PlannedImport> {
  const kind: FileImport<FileRow> = {
    permission: 'import payments',
    command: 'payment import',
    async open(db) {
      requireAccounts(mess);
      const { currency, currencyDecimals, locale, timeZone } = mess.settings;
      const meaning = { currency, currencyDecimals, locale, timeZone, today: today(mess) };
      const statement = await readStatement(source, { ...options.file, ...meaning });
      const account = await findBankAccount(db, options.account, statement);
      const file = toImportFile(statement);
      const isFaulty = file.mistakes.length > 0;
      const { rules } = options;
      let shown: Decisions | undefined;
      const decideOn = (trx: Knex) => decide(trx, mess, statement.rows, account.name, rules);
      return {
        file,
        check: { check: ({ errors }) => ({ errors }), isWithheld: () => false },
        listedAs: { kind: 'payments', reading: describeReading(statement, options, account) },
        compare: async (trx) => {
          if (isFaulty) return nothingOf(statement);
          const decisions = await decideOn(trx);
          shown = decisions;
          return describe(mess, statement, account, decisions);
        },
        basis: {
          name: 'What is recorded was',
          isOutdated: async (trx) => {
            if (shown && fingerprint(await decideOn(trx)) === fingerprint(shown)) return false;
            const sentence = `What was shown of ${source.name} is not what would be done by now. Nothing was written.`;
            throw new ConflictError('decided_otherwise', sentence);
          },
        },
      };
    },
  };
  const whole = { ...options, partial: false, keepRejects: false };
  return planImport(mess, actor, source, whole, kind, onProgress);
}

/** The same bytes mean something else for another account, or read in another way. */
function describeReading(
  { readAs: { encoding, delimiter } }: Statement,
  { file: { dateFormat, columns, named, amounts } }: StatementImportOptions,
  { name }: BankAccount,
): string {
  return JSON.stringify({
    account: name,
    dateFormat,
    encoding,
    delimiter,
    columns,
    named,
    amounts,
  });
}

function nothingOf({ rows }: Statement): Comparison {
  return {
    months: listMonths(rows),
    inserted: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    warnings: [],
    isWorthWriting: false,
    write: () => Promise.reject(new Error('a statement with mistakes is not written')),
  };
}

function describe(
  mess: Mess,
  statement: Statement,
  account: BankAccount,
  decisions: Decisions,
): Comparison {
  const { plan, comparison, roll } = decisions;
  const bookings = bookPlan(plan, (id) => roll.get(id).no);
  const credits = statement.rows.filter(({ amountMinor }) => amountMinor > 0n).length;
  return {
    months: listMonths(statement.rows),
    inserted: bookings.length,
    updated: 0,
    unchanged: plan.known.length,
    skipped: statement.rows.length - credits,
    warnings: warnAboutStatement(mess, statement, decisions),
    errors: comparison.mistakes,
    statement: describeStatement(statement, account.name, decisions),
    isWorthWriting: bookings.length + comparison.reconciled.length > 0,
    refuse: (db) =>
      refuseTooMuch(
        db,
        bookings.map(({ entry }) => entry),
      ),
    write: (scope) => write(statement, account, decisions, bookings, scope),
  };
}

async function write(
  statement: Statement,
  account: BankAccount,
  decisions: Decisions,
  bookings: readonly LineBooking[],
  { trx, report, record, onRows }: WriteScope,
): Promise<Written> {
  const importNo = await nextImportNo(trx);
  const first = await nextBankLineNo(trx);
  const known = listReconciled(decisions);
  let lines: readonly BankLine[] = [];
  const { rows, inserted, unchanged, skipped, rejected, months } = report;
  const entries = await postEntries(
    { trx, record: ({ after }) => record(months, { after }) },
    bookings.map(({ entry }) => entry),
    (posted) => {
      const booked = bookings.map(({ row, trace, rule }, at) => {
        return { row, trace, rule, entryNo: posted[at]?.no ?? 0 };
      });
      lines = [...booked, ...known]
        .sort((a, b) => a.row.line - b.row.line)
        .map((each, at) => toLine(each, account, importNo, first + at));
      const last = first + lines.length - 1;
      const counts = { rows, inserted, unchanged, skipped, rejected };
      return {
        subject: null,
        after: { ...counts, account: account.name, months, bankLines: { first, last } },
        digests: { bankLines: digestRows(lines.map(bankLineRow)) },
      };
    },
  );
  await insertBankLines(trx, lines, onRows);
  const byLine = new Map(lines.map((each) => [each.line, each]));
  const firstEntry = entries[0]?.no ?? 0;
  const written = describeStatement(statement, account.name, decisions, {
    receiptOf: (line) => {
      const receipt = entries[(byLine.get(line)?.entryNo ?? 0) - firstEntry]?.receipt;
      return receipt ? writeReceipt(receipt) : null;
    },
    noOf: (line) => byLine.get(line)?.no ?? null,
  });
  return { statement: written, warnings: [] };
}

type Booked = Pick<LineBooking, 'row' | 'trace' | 'rule'> & { readonly entryNo: number };

/** Lines of which somebody has a receipt already: they are kept, so that they are known again. */
function listReconciled({ comparison, payments }: Decisions): Booked[] {
  return comparison.reconciled.map(({ row, trace }) => {
    const found = trace.references.map((each) => payments.get(each)).find((each) => each);
    return { row, trace, rule: 'reference', entryNo: found?.entryNo ?? 0 };
  });
}

/** Longer is no UPI id. */
const MAX_PAYER = 100;

function toLine(
  { row, trace, rule, entryNo }: Booked,
  account: BankAccount,
  importNo: number,
  no: number,
): BankLine {
  const { line, date, amountMinor, narration, reference } = row;
  const { payer = null } = trace;
  return {
    no,
    importNo,
    line,
    account: account.name,
    accountDigits: account.digits,
    date,
    amountMinor,
    narration,
    reference,
    otherReference: trace.references[1] ?? null,
    payer: payer !== null && payer.length <= MAX_PAYER ? payer : null,
    rule,
    entryNo,
  };
}

function listMonths(rows: Statement['rows']) {
  return [...new Set(rows.map(({ date }) => monthOfDate(date)))].sort();
}
