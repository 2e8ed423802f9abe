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

type EntryRow = [
  ...[no: DbInteger, kind: EntryKind, date: string, moneyDate: string],
  ...[series: string | null, number: DbInteger | null, month: Month | null, method: Method | null],
  ...[reference: string | null, note: string | null, reverses: DbInteger | null],
  ...[takenKind: EntryKind | null, enteredBy: DbInteger],
];

type PostingRow = [entryNo: DbInteger, account: string, student: DbInteger | null, DbInteger];

/** All entries of some days, in the order of their numbers, some thousand at a time. */
export async function* streamEntries(
  db: Knex,
  { from, to }: DayRange,
): AsyncIterable<JournalEntry[]> {
  const last = await lastNumber(db, 'ledger_entries');
  for (let after = 0; after < last; after += AT_ONCE) {
    const numbers = [after, after + AT_ONCE];
    const entries = await dialectOf(db).selectArrays<EntryRow>(
      db,
      `select e."no", e.kind, e."date", e.money_date, e.receipt_series, e.receipt_number, e."month",
         e."method", e.reference, e.note, e.reverses, taken.kind, e.entered_by
       from ledger_entries as e left join ledger_entries as taken on taken."no" = e.reverses
       where e."no" > ? and e."no" <= ? and e."date" between ? and ? order by e."no"`,
      [...numbers, from, to],
    );
    // Apart: joined, each of them would bring all of its entry along.
    const postings = await dialectOf(db).selectArrays<PostingRow>(
      db,
      `select entry_no, account, student_no, amount_minor from ledger_postings
       where entry_no > ? and entry_no <= ? order by entry_no, line`,
      numbers,
    );
    yield toEntries(entries, postings);
  }
}

/** @param postings of these entries, and perhaps of others; both in the order of numbers */
function toEntries(rows: readonly EntryRow[], postings: readonly PostingRow[]): JournalEntry[] {
  let at = 0;
  return rows.map((row) => {
    const no = Number(row[0]);
    const own: Posting[] = [];
    for (; at < postings.length; at++) {
      const [entryNo, account, student, amount] = postings[at] as PostingRow;
      if (Number(entryNo) > no) break;
      if (Number(entryNo) < no) continue;
      const studentNo = student === null ? null : Number(student);
      own.push({ account, studentNo, amountMinor: toMinor(amount) });
    }
    return toEntry(row, no, own);
  });
}

function toEntry(row: EntryRow, no: number, postings: readonly Posting[]): JournalEntry {
  const [, kind, date, moneyDate, series, number, month, method, reference, note] = row;
  const [reverses, takenKind, enteredBy] = [row[10], row[11], row[12]];
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
