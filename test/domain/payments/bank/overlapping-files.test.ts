import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPayerMatch } from '../../../../src/domain/payments/bank/payer-match.ts';
import type { StatementRow } from '../../../../src/domain/payments/bank/statement.ts';
import {
  compareStatement,
  type RecordedPayment,
  traceRows,
} from '../../../../src/domain/payments/bank/statement-comparison.ts';
import { planStatement, sumRows } from '../../../../src/domain/payments/bank/statement-plan.ts';
import { bank, statementRow } from './bank-vectors.ts';

/** Of an account, oldest first; equal ones are two payments of the same day. */
interface AccountLine {
  readonly no: number;
  readonly date: string;
  readonly amountMinor: bigint;
  readonly note: string;
  /** 12 digits, or none: then only the whole line tells it. */
  readonly rrn: string;
}

/** One export of the account: from the beginning of a day up to any line. */
interface Window {
  readonly from: number;
  readonly to: number;
  /** Of another kind, which words its lines otherwise and pads the references. */
  readonly isOther: boolean;
}

const NOTES = [
  'MESS 21CS014 2025-05',
  'fees 22CE017',
  '22CE017 and 22CH009',
  'may',
  '9822011111@ybl',
  'RAZORPAY SOFTWARE',
];

const account: fc.Arbitrary<readonly AccountLine[]> = fc
  .array(
    fc.record({
      day: fc.integer({ min: 1, max: 4 }),
      amountMinor: fc.constantFrom(50_000n, 10_000n, -50_000n),
      note: fc.constantFrom(...NOTES),
      hasRrn: fc.boolean(),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((lines) =>
    lines
      .toSorted((a, b) => a.day - b.day)
      .map(({ day, amountMinor, note, hasRrn }, no) => ({
        no,
        date: `2025-06-0${day}`,
        amountMinor,
        note,
        rrn: hasRrn ? String(515400000000 + no) : '',
      })),
  );

const windows: fc.Arbitrary<readonly Window[]> = fc.array(
  fc.record({ from: fc.nat({ max: 13 }), to: fc.nat({ max: 13 }), isOther: fc.boolean() }),
  { minLength: 1, maxLength: 6 },
);

/** A day that an export has at all it has from its first line on. */
function exportWindow(lines: readonly AccountLine[], window: Window): readonly AccountLine[] {
  const [from, to] = [window.from, window.to].map((at) => Math.min(at, lines.length - 1));
  const first = lines.findIndex(({ date }) => date === lines[Math.min(from ?? 0, to ?? 0)]?.date);
  return lines.slice(first, (to ?? 0) + 1);
}

function toRow(
  { date, amountMinor, note, rrn }: AccountLine,
  at: number,
  isOther: boolean,
): StatementRow {
  const isPadded = isOther && rrn !== '';
  const narration = rrn === '' ? `NEFT/${note}` : isPadded ? `UPI-${note}` : `UPI/${note}`;
  const reference = isPadded ? `0000${rrn}` : rrn;
  return statementRow({ line: at + 1, date, amountMinor, narration, reference });
}

const match = createPayerMatch({
  roll: bank.match.roll.map((student) => ({ ...student, left: null })),
  payers: new Map(),
  owedMinor: new Map(),
});

/** What a mess has recorded of its bank. */
function createBooks() {
  const lines: StatementRow[] = [];
  const payments: RecordedPayment[] = [];
  return {
    lines,
    importFile(rows: readonly StatementRow[]) {
      const comparison = compareStatement(traceRows(rows), lines, payments, String);
      const plan = planStatement(comparison, match);
      const { posted, suspense, settlements, noPayments, known, contradicting } = plan;
      const parts = [posted, suspense, settlements, noPayments, known, contradicting].map(sumRows);
      const credits = rows.map((row) => row.amountMinor).filter((amount) => amount > 0n);
      expect(parts.reduce((a, b) => a + b, 0n)).toBe(credits.reduce((a, b) => a + b, 0n));
      for (const { row, trace } of [
        ...comparison.fresh,
        ...comparison.debits,
        ...comparison.returned,
      ]) {
        lines.push(row);
        if (row.amountMinor < 0n) continue;
        const { amountMinor } = row;
        payments.push(...trace.references.map((reference) => ({ reference, amountMinor })));
      }
      return comparison;
    },
  };
}

test('overlapping files in any order book each credit once', () => {
  fc.assert(
    fc.property(account, windows, (lines, exports) => {
      const books = createBooks();
      const covered = new Set<number>();
      for (const window of exports) {
        const part = exportWindow(lines, window);
        for (const { no } of part) covered.add(no);
        const rows = part.map((line, at) => toRow(line, at, window.isOther));
        const { mistakes } = books.importFile(rows);
        expect(mistakes).toEqual([]);
        // The same file again has nothing new.
        expect(books.importFile(rows).fresh).toEqual([]);
      }
      const amounts = (of: readonly { readonly date: string; readonly amountMinor: bigint }[]) =>
        of
          .filter(({ amountMinor }) => amountMinor > 0n)
          .map(({ date, amountMinor }) => `${date} ${amountMinor}`)
          .sort();
      expect(amounts(books.lines)).toEqual(amounts(lines.filter(({ no }) => covered.has(no))));
    }),
  );
});

test('what is recorded and gone from a file of the same days is missing', () => {
  const books = createBooks();
  const rows = [1, 2, 3].map((day) =>
    statementRow({ line: day, date: `2025-06-0${day}`, narration: `UPI/${day}` }),
  );
  books.importFile(rows);
  const { missing, fresh, known } = books.importFile(rows.filter(({ line }) => line !== 2));
  expect({ missing, fresh, known: known.length }).toEqual({
    missing: [rows[1]],
    fresh: [],
    known: 2,
  });
  // Of days that the file does not have it says nothing.
  expect(books.importFile(rows.slice(0, 1)).missing).toEqual([]);
});

test('two lines of one reference: the second is for a person to look at', () => {
  const books = createBooks();
  const line = { narration: 'UPI/MESS 21CS014', reference: '515412345601' };
  const twins = [2, 3].map((at) => statementRow({ ...line, line: at }));
  const { posted, suspense } = planStatement(
    compareStatement(traceRows(twins), [], [], String),
    match,
  );
  expect(posted.map(({ row }) => row.line)).toEqual([2]);
  expect(
    suspense.map(({ row, match: { why, suggestion } }) => [row.line, why, suggestion]),
  ).toEqual([[3, 'it has the reference of line 2', '21CS014']]);
  books.importFile(twins);
  expect(books.importFile(twins).fresh).toEqual([]);
});
