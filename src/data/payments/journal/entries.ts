import type { Knex } from 'knex';
import {
  DEPOSIT,
  type EntryKind,
  type Method,
  type Posting,
} from '../../../domain/payments/entry.ts';
import type { JournalEntry } from '../../../domain/payments/journal/ledger.ts';
import type { Month } from '../../../domain/values/month.ts';
import { dialectOf } from '../../dialect.ts';
import { lastNumber } from '../../last-number.ts';
import { type DbInteger, toMinor } from '../../numbers.ts';

/** Days of the books, `YYYY-MM-DD`, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** So many numbers at once: memory holds no more of the ledger. */
const AT_ONCE = 2000;

type Row = [
  ...[no: DbInteger, kind: EntryKind, date: string, moneyDate: string],
  ...[series: string | null, number: DbInteger | null, month: Month | null, method: Method | null],
  ...[reference: string | null, note: string | null, reverses: DbInteger | null],
  ...[takenKind: EntryKind | null, enteredBy: DbInteger],
  ...[account: string, studentNo: DbInteger | null, amount: DbInteger],
];

/** All entries of some days, in the order of their numbers, some thousand at a time. */
export async function* streamEntries(
  db: Knex,
  { from, to }: DayRange,
): AsyncIterable<JournalEntry[]> {
  const last = await lastNumber(db, 'ledger_entries');
  for (let after = 0; after < last; after += AT_ONCE) {
    const rows = await dialectOf(db).selectArrays<Row>(
      db,
      `select e."no", e.kind, e."date", e.money_date, e.receipt_series, e.receipt_number, e."month",
         e."method", e.reference, e.note, e.reverses, taken.kind, e.entered_by,
         p.account, p.student_no, p.amount_minor
       from ledger_entries as e
       cross join ledger_postings as p on p.entry_no = e."no"
       left join ledger_entries as taken on taken."no" = e.reverses
       where e."no" > ? and e."no" <= ? and e."date" between ? and ?
       order by e."no", p.line`,
      [after, after + AT_ONCE, from, to],
    );
    yield toEntries(rows);
  }
}

function toEntries(rows: readonly Row[]): JournalEntry[] {
  const entries: JournalEntry[] = [];
  let postings: Posting[] = [];
  let current: number | undefined;
  for (const row of rows) {
    const no = Number(row[0]);
    if (no !== current) {
      postings = [];
      entries.push(toEntry(row, no, postings));
      current = no;
    }
    const [account, student, amount] = [row[13], row[14], row[15]];
    const studentNo = student === null ? null : Number(student);
    postings.push({ account, studentNo, amountMinor: toMinor(amount) });
  }
  return entries;
}

function toEntry(row: Row, no: number, postings: readonly Posting[]): JournalEntry {
  const [, kind, date, moneyDate, series, number, month, method, reference, note] = row;
  const [, , , , , , , , , , reverses, takenKind, enteredBy] = row;
  return {
    ...{ no, kind, date, moneyDate, month, method, reference, note, takenKind, postings },
    receipt: series === null ? null : { series, number: Number(number) },
    reverses: reverses === null ? null : Number(reverses),
    enteredBy: Number(enteredBy),
  };
}

/** What the mess holds of each student's, in minor units, by the student's number. */
export async function sumDeposits(db: Knex): Promise<Map<number, bigint>> {
  const rows = await dialectOf(db).selectArrays<[DbInteger, DbInteger]>(
    db,
    'select student_no, sum(amount_minor) from ledger_postings where account = ? group by student_no',
    [DEPOSIT],
  );
  return new Map(rows.map(([no, sum]) => [Number(no), -toMinor(sum)]));
}
