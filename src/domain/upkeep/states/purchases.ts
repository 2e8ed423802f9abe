import { createRowsDigest, purchaseRow } from '../../mess/digests.ts';
import type { VerifiedRow } from '../finding.ts';
import { type Entry, minorOf, numberOf, textOf } from './entry.ts';
import type { Head, Heads } from './heads.ts';
import type { State } from './state.ts';
import {
  createToldRows,
  findOtherColumns,
  otherThanTold,
  type ReportIn,
  type ToldRow,
} from './told-rows.ts';

/** The purchases of a file, of which the entry says their numbers and what they come to. */
interface Imported {
  readonly first: number;
  readonly last: number;
  readonly sequence: number;
  /** Undefined where the program was too old to say it. */
  readonly told: string | undefined;
  readonly digest: ReturnType<typeof createRowsDigest>;
  found: number;
}

/** Purchases, one by one or of files, and which were taken back. */
export function createPurchasesState(report: ReportIn, heads: Pick<Heads, 'find'>): State {
  const purchases = createToldRows('purchases', report);
  const ofHead = new Map<string, Head | undefined>();
  const voided = new Map<number, ToldRow>();
  const imports: Imported[] = [];

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
      if (command === 'purchase import') {
        const imported = readImport(entry);
        if (imported !== undefined) imports.push(imported);
      }
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
        const imported = findImport(imports, no);
        if (imported === undefined) {
          const told = purchases.get(String(no));
          const head = ofHead.get(String(no))?.no;
          if (told !== undefined) purchases.tell(String(no), { ...told, head_no: head });
          purchases.check(String(no), row);
        } else addImported(imported, row, report);
        checkVoid(row);
      },
    },
    ends: {
      purchases() {
        purchases.end();
        for (const imported of imports) checkImported(imported, report);
      },
    },
  };
}

function readImport({ sequence, after }: Entry): Imported | undefined {
  const [first, last] = ['first', 'last'].map((name) => numberOf(after, 'purchases', name));
  if (typeof first !== 'number' || typeof last !== 'number') return undefined;
  const told = textOf(after, 'digests', 'purchases') ?? undefined;
  return { first, last, sequence, told, digest: createRowsDigest(), found: 0 };
}

/** They come in the order of their numbers. */
function findImport(imports: readonly Imported[], no: number): Imported | undefined {
  let [low, high] = [0, imports.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = imports[middle];
    if (found === undefined) return undefined;
    if (no < found.first) high = middle - 1;
    else if (no > found.last) low = middle + 1;
    else return found;
  }
  return undefined;
}

function addImported(imported: Imported, row: VerifiedRow, report: ReportIn): void {
  const [no, headNo] = [Number(row.no), Number(row.head_no)];
  imported.found++;
  const [date, amountMinor] = [String(row.date), String(row.amount_minor)];
  const note = row.note === null || row.note === undefined ? null : String(row.note);
  imported.digest.add(purchaseRow({ no, date, headNo, amountMinor, note }));
  if (row.entered_by === imported.sequence) return;
  report('purchases', String(no), otherThanTold('entered_by'));
}

function checkImported({ first, last, told, digest, found, sequence }: Imported, report: ReportIn) {
  const isThere = found === last - first + 1;
  if (isThere && (told === undefined || told === digest.finish())) return;
  const sentence = `purchases ${first} to ${last} are not those that entry ${sequence} of the record of changes tells of`;
  report('purchases', '', sentence);
}

/** Far fewer are taken back at once. */
const MAX_RANGES = 100_000;

function numbersOf(ranges: string): number[] {
  const numbers: number[] = [];
  for (const word of ranges.split(' ')) {
    const found = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(word);
    const [first, last] = [Number(found?.[1]), Number(found?.[2] ?? found?.[1])];
    for (let no = first; no <= last && numbers.length < MAX_RANGES; no++) numbers.push(no);
  }
  return numbers;
}
