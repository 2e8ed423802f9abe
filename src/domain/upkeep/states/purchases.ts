import { purchaseRow } from '../../mess/digests.ts';
import type { VerifiedRow } from '../finding.ts';
import type { Head, Heads } from './heads.ts';
import type { State } from './state.ts';
import { type Entry, minorOf, numberOf, textOf } from './told/entry.ts';
import { createToldRanges } from './told/ranges.ts';
import {
  createToldRows,
  findOtherColumns,
  numbersOf,
  otherThanTold,
  type ReportIn,
  type ToldRow,
} from './told/rows.ts';

/** Purchases, one by one or of files, and which were taken back. */
export function createPurchasesState(report: ReportIn, heads: Pick<Heads, 'find'>): State {
  const purchases = createToldRows('purchases', report);
  const ofHead = new Map<string, Head | undefined>();
  const voided = new Map<number, ToldRow>();
  const imports = createToldRanges('purchases', 'purchases', 'purchases', report);

  const tell = (no: number, entry: Entry) => {
    const { after, sequence } = entry;
    ofHead.set(String(no), heads.find(textOf(after, 'head') ?? ''));
    purchases.tell(String(no), {
      date: textOf(after, 'date'),
      amount_minor: minorOf(after, 'amount'),
      note: textOf(after, 'note'),
      entered_by: sequence,
    });
  };
  const voidOne = (no: number, sequence: number, reason: string | undefined) =>
    voided.set(no, { voided_by: sequence, void_reason: reason });
  const checkVoid = (row: VerifiedRow) => {
    const told = voided.get(Number(row.no)) ?? { voided_by: null, void_reason: null };
    for (const column of findOtherColumns(told, row)) {
      report('purchases', String(row.no), otherThanTold(column));
    }
  };

  return {
    addEntry(entry) {
      const { command, sequence, subject, before, after } = entry;
      if (command === 'purchase add') tell(Number(/^purchase (\d+)$/.exec(subject)?.[1]), entry);
      if (command === 'purchase import') imports.addEntry(entry);
      if (command === 'purchase void') {
        const reason = textOf(after, 'reason') ?? undefined;
        const ranges = textOf(before, 'purchases') ?? '';
        for (const no of numbersOf(ranges)) voidOne(no, sequence, reason);
      }
      if (command === 'purchase edit') {
        const [old, now] = [numberOf(before, 'purchase'), numberOf(after, 'purchase')];
        if (typeof old !== 'number' || typeof now !== 'number') return;
        voidOne(old, sequence, `corrected by purchase ${now}`);
        tell(now, entry);
      }
    },
    rows: {
      purchases(row) {
        const no = Number(row.no);
        if (!imports.add(no, toPurchaseRow(row), String(no), row.entered_by)) {
          const told = purchases.get(String(no));
          const head = ofHead.get(String(no))?.no;
          if (told !== undefined) purchases.tell(String(no), { ...told, head_no: head });
          purchases.check(String(no), row);
        }
        checkVoid(row);
      },
    },
    ends: {
      purchases() {
        purchases.end();
        imports.end();
      },
    },
  };
}

function toPurchaseRow(row: VerifiedRow): string {
  const note = row.note === null || row.note === undefined ? null : String(row.note);
  return purchaseRow({
    no: Number(row.no),
    date: String(row.date),
    headNo: Number(row.head_no),
    amountMinor: String(row.amount_minor),
    note,
  });
}
