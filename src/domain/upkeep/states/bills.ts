import { billHeadRow, billRow, RowsDigest, shareRow } from '../../mess/digests.ts';
import type { VerifiedRow } from '../finding.ts';
import type { State } from './state.ts';
import { digestsOf, type Entry, minorOf, numberOf, textOf } from './told/entry.ts';
import { createToldRows, type ReportIn, type ToldRow } from './told/rows.ts';

/** A bill with its shares, as far as it was read. */
interface Stored {
  readonly digest: RowsDigest;
  readonly isRecorded: boolean;
  shares: number;
}

/** What an entry says of a bill with its shares; undefined where the program was too old to say it. */
interface Told {
  readonly digest: string | undefined;
  readonly shares: number | null | undefined;
  readonly sequence: number;
}

/** Bills of every revision: what each was made of, what became of it, and its shares. */
export function createBillsState(report: ReportIn): State {
  const bills = createToldRows('bills', report);
  const made = new Map<string, Told>();
  const stored = new Map<string, Stored>();
  /** Of older take-overs the months alone are told, not what became of the bills. */
  const untold = new Set<string>();

  let since = 0;

  const tell = (key: string, row: ToldRow, told: Told) => {
    bills.tell(key, { status: 'live', ended_reason: null, ended_by: null, ...row });
    made.set(key, told);
  };
  const addRecorded = (entry: Entry) => {
    for (const [month, digest] of digestsOf(entry, 'bills') ?? []) {
      const row = {
        ...originOf(entry),
        ...{ origin: 'recorded', roll_as_of: null },
        ...{ charges_minor: null, lowered_minor: null, raised_minor: null },
      };
      tell(`${month} 1`, row, { digest, shares: undefined, sequence: entry.sequence });
    }
    if (digestsOf(entry, 'bills') === undefined) untold.add(entry.operationId);
  };

  return {
    addEntry(entry) {
      const { command, sequence, month, before, after } = entry;
      if (command === 'db migrate') since = sequence;
      if (command === 'db import-original') return addRecorded(entry);
      if (month === null) return;
      const of = (side: unknown) => `${month} ${String(numberOf(side, 'revision'))}`;
      const reason = textOf(after, 'reason') ?? undefined;
      if (command === 'bill register') tell(of(after), rowOf(entry, null), toldOf(entry));
      if (command === 'bill void') {
        bills.change(of(before), { status: 'void', ended_reason: reason, ended_by: sequence });
      }
      if (command === 'bill revise') {
        const [old, was] = [bills.get(of(before)), made.get(of(before))];
        const ended = { status: 'superseded', ended_reason: reason, ended_by: sequence };
        bills.change(of(before), ended);
        tell(of(after), rowOf(entry, old?.roll_as_of ?? was?.sequence), toldOf(entry));
      }
    },
    rows: {
      bills(row) {
        const key = `${row.month} ${row.revision}`;
        if (untold.has(String(row.operation_id)) && !bills.has(key)) return;
        // Older programs did not keep by which entry a bill was ended.
        const isOld = row.ended_by === null && Number(bills.get(key)?.ended_by ?? since) < since;
        if (isOld) bills.change(key, { ended_by: undefined });
        if (!bills.check(key, row)) return;
        const digest = new RowsDigest();
        digest.add(rowOfBill(row));
        stored.set(key, { digest, isRecorded: row.origin === 'recorded', shares: 0 });
      },
      shares(row) {
        const of = stored.get(`${row.month} ${row.revision}`);
        if (of === undefined) return;
        of.shares++;
        of.digest.add(rowOfShare(row, of.isRecorded));
      },
      bill_heads(row) {
        const of = stored.get(`${row.month} ${row.revision}`);
        of?.digest.add(
          billHeadRow(Number(row.head_no), Number(row.purchases), String(row.amount_minor)),
        );
      },
    },
    ends: {
      bills: bills.end,
      bill_heads() {
        for (const [key, { digest, shares }] of stored) {
          const told = made.get(key);
          if (told === undefined) continue;
          const hasAll = typeof told.shares !== 'number' || told.shares === shares;
          if (hasAll && (told.digest === undefined || told.digest === digest.finish())) continue;
          const sentence = `its shares and amounts are not those that entry ${told.sequence} of the record of changes tells of`;
          report('bills', key, sentence);
        }
      },
    },
  };
}

function originOf({ at, operationId }: Entry): ToldRow {
  return { registered_at: at, operation_id: operationId };
}

function rowOf(entry: Entry, rollAsOf: string | number | null | undefined): ToldRow {
  const { after } = entry;
  return {
    ...originOf(entry),
    origin: 'computed',
    days_in_month: numberOf(after, 'daysInMonth'),
    total_minor: minorOf(after, 'total'),
    per_head_minor: minorOf(after, 'perHead'),
    fixed_minor: minorOf(after, 'fixed'),
    billed_minor: minorOf(after, 'billed'),
    // Of a bill without charges nothing is said of them.
    charges_minor: minorOf(after, 'charges') ?? null,
    lowered_minor: minorOf(after, 'lowered') ?? null,
    raised_minor: minorOf(after, 'raised') ?? null,
    roll_as_of: rollAsOf,
  };
}

function toldOf(entry: Entry): Told {
  const { month, sequence, after } = entry;
  const digest = digestsOf(entry, 'bills')?.get(month ?? '');
  return { digest, shares: numberOf(after, 'students'), sequence };
}

function amountOf(row: VerifiedRow, column: string): string | null {
  const value = row[column];
  return value === null || value === undefined ? null : String(value);
}

function rowOfBill(row: VerifiedRow): string {
  return billRow({
    daysInMonth: row.days_in_month === null ? null : Number(row.days_in_month),
    totalMinor: amountOf(row, 'total_minor'),
    perHeadMinor: amountOf(row, 'per_head_minor'),
    fixedMinor: amountOf(row, 'fixed_minor'),
    billedMinor: amountOf(row, 'billed_minor'),
    chargesMinor: amountOf(row, 'charges_minor'),
    loweredMinor: amountOf(row, 'lowered_minor'),
    raisedMinor: amountOf(row, 'raised_minor'),
  });
}

function rowOfShare(row: VerifiedRow, isRecorded: boolean): string {
  const share = {
    studentId: String(row.id_then),
    daysHundredths: Number(row.days_hundredths),
    chargesMinor: amountOf(row, 'charges_minor'),
  };
  const parts = ['dividing_minor', 'per_head_minor', 'fixed_minor'];
  const isAlone = parts.every((column) => amountOf(row, column) === null);
  const recorded = isRecorded ? amountOf(row, 'amount_minor') : null;
  return shareRow(Number(row.student_no), share, recorded, isAlone);
}
