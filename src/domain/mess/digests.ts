import { createHash } from 'node:crypto';

/**
 * What an entry of the record of changes says of rows that are too many to be told one by one: SHA-256, in
 * hexadecimal, of what they were written as. Documented in docs/record.md.
 */
export interface Digests {
  /** Of the figures that it wrote, by month. */
  readonly figures?: Readonly<Record<string, string>>;
  /** Of figures whose days in a log it changed alone, by the entry that wrote them, a space, and the month. */
  readonly logDays?: Readonly<Record<string, string>>;
  /** Of all daily marks as it left them, by date. */
  readonly marks?: Readonly<Record<string, string>>;
  /** Of the purchases that it wrote. */
  readonly purchases?: string;
  /** Of the charges that it wrote. */
  readonly charges?: string;
  /** Of the entries of the ledger that it wrote. */
  readonly ledger?: string;
  /** Of their postings. */
  readonly postings?: string;
  /** Of the lines of a bank's file that it wrote. */
  readonly bankLines?: string;
  /** Of all lines of a bank's file after names were taken out of some, by the entry that wrote them. */
  readonly bankLinesLeft?: Readonly<Record<string, string>>;
  /** Of the UPI id of a payer who was forgotten. */
  readonly payer?: string;
  /** Of the bills that it wrote with their shares, by month. */
  readonly bills?: Readonly<Record<string, string>>;
  /** Of what the list of imports says of it. */
  readonly import?: string;
  /** Of the stored hash of a password, a student's secret or a token, which says nothing of these. */
  readonly secret?: string;
}

/** As they stand in what an entry says is so now: nothing where there are none. */
export function withDigests(digests: Digests): { readonly digests?: Digests } {
  const some = Object.entries(digests).filter(
    ([, value]) => typeof value === 'string' || Object.keys(value ?? {}).length > 0,
  );
  return some.length === 0 ? {} : { digests: Object.fromEntries(some) };
}

/** Rows are hashed in pieces, so that however many they are they take no memory. */
const PIECE = 65_536;

/** Takes rows in their order. A class: the engine compiles a loop anew that meets a function of each digest's own. */
export class RowsDigest {
  readonly #hash = createHash('sha256');
  #pending = '';

  /** @param json of a list of the values of a row */
  add(json: string): void {
    this.#pending += `${json}\n`;
    if (this.#pending.length < PIECE) return;
    this.#hash.update(this.#pending);
    this.#pending = '';
  }

  /** @param rows the same of several, each with its line feed */
  addBytes(rows: Uint8Array): void {
    this.#hash.update(this.#pending).update(rows);
    this.#pending = '';
  }

  finish(): string {
    return this.#hash.update(this.#pending).digest('hex');
  }
}

export function digestRows(rows: Iterable<string>): string {
  const digest = new RowsDigest();
  for (const row of rows) digest.add(row);
  return digest.finish();
}

type Value = string | number | bigint | null | undefined;

/** Amounts of any size as text, and nothing for what there is not. */
function rowOf(values: readonly Value[]): string {
  let json = '';
  for (const value of values) json += json === '' ? jsonOf(value) : `,${jsonOf(value)}`;
  return `[${json}]`;
}

/** What `JSON.stringify` makes of it, several times faster for what nearly all values are. */
function jsonOf(value: Value): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'string') return isPlain(value) ? `"${value}"` : JSON.stringify(value);
  return Number.isSafeInteger(value) ? `${value}` : JSON.stringify(value);
}

/** A figure of a month; they come in the order of the students' numbers. */
export function figureRow(studentNo: number, days: number, logDays: number | null): string {
  // The same as of a list, and many times faster.
  return `[${studentNo},${days},${logDays}]`;
}

/** A mark of a date, by the entry that wrote it; null for the one that the digest stands in. */
export function markRow(mark: {
  readonly studentNo: number;
  readonly daysHundredths: number;
  /** 0 or 1, as they are stored. */
  readonly isAway: number;
  readonly isCalled: number;
  readonly changedBy: number | null;
}): string {
  const { studentNo, daysHundredths, isAway, isCalled, changedBy } = mark;
  return rowOf([studentNo, daysHundredths, isAway, isCalled, changedBy]);
}

/** Of a purchase as it was entered; they come in the order of their numbers. */
export function purchaseRow(purchase: {
  readonly no: number;
  readonly date: string;
  readonly headNo: number;
  readonly amountMinor: bigint | string;
  readonly note: string | null;
}): string {
  const { no, date, headNo, amountMinor, note } = purchase;
  return rowOf([no, date, headNo, String(amountMinor), note]);
}

/** Of a charge as it was entered; they come in the order of their numbers. */
export function chargeRow(charge: {
  readonly no: number;
  readonly month: string;
  readonly studentNo: number;
  readonly kindNo: number;
  readonly quantityHundredths: number | null;
  readonly rateMinor: bigint | string | null;
  readonly amountMinor: bigint | string;
  readonly note: string | null;
}): string {
  const { no, month, studentNo, kindNo, quantityHundredths, rateMinor, amountMinor, note } = charge;
  const rate = rateMinor === null ? null : String(rateMinor);
  const keys = [no, month, studentNo, kindNo];
  return rowOf([...keys, quantityHundredths, rate, String(amountMinor), note]);
}

/** Of an entry of the ledger; they come in the order of their numbers. */
export function ledgerRow(entry: {
  readonly no: number;
  readonly date: string;
  readonly moneyDate: string;
  readonly kind: string;
  readonly receipt: { readonly series: string; readonly number: number } | null;
  readonly month: string | null;
  readonly method: string | null;
  readonly reference: string | null;
  readonly note: string | null;
  readonly reverses: number | null;
}): string {
  const { no, date, moneyDate, kind, receipt, month, method, reference, note, reverses } = entry;
  const series = receipt?.series;
  const number = receipt?.number;
  const keys = `${no},${jsonOf(date)},${jsonOf(moneyDate)},${jsonOf(kind)}`;
  const more = `${jsonOf(series)},${jsonOf(number)},${jsonOf(month)},${jsonOf(method)}`;
  return `[${keys},${more},${jsonOf(reference)},${jsonOf(note)},${jsonOf(reverses)}]`;
}

/** Of one side of an entry; they come in the order of the entries and lines. */
export function postingRow(posting: {
  readonly entryNo: number;
  readonly line: number;
  readonly account: string;
  readonly studentNo: number | null;
  readonly amountMinor: bigint | string;
}): string {
  const { entryNo, line, account, studentNo, amountMinor } = posting;
  return `[${entryNo},${line},${jsonOf(account)},${jsonOf(studentNo)},"${amountMinor}"]`;
}

/** Of a line of a bank's file; they come in the order of their numbers. */
export function bankLineRow(line: {
  readonly no: number;
  readonly importNo: number;
  readonly line: number;
  readonly account: string;
  readonly accountDigits: string | null;
  readonly date: string;
  readonly amountMinor: bigint | string;
  readonly narration: string;
  readonly reference: string;
  readonly otherReference: string | null;
  readonly payer: string | null;
  readonly rule: string | null;
  readonly entryNo: number;
}): string {
  const { no, importNo, account, accountDigits, date, amountMinor, narration, reference } = line;
  const { otherReference, payer, rule, entryNo } = line;
  const keys = `${no},${importNo},${line.line},${jsonOf(account)},${jsonOf(accountDigits)}`;
  const told = `${jsonOf(date)},"${amountMinor}",${jsonOf(narration)},${jsonOf(reference)}`;
  return `[${keys},${told},${jsonOf(otherReference)},${jsonOf(payer)},${jsonOf(rule)},${entryNo}]`;
}

export function payerRow(payer: string): string {
  return rowOf([payer]);
}

type Amount = bigint | string | null;

/** Of a bill, the first row; the shares come after it. */
export function billRow(bill: {
  readonly daysInMonth: number | null;
  readonly totalMinor: Amount;
  readonly perHeadMinor: Amount;
  readonly fixedMinor: Amount;
  readonly billedMinor: Amount;
  /** The last three are said only of a bill that has charges. */
  readonly chargesMinor: Amount;
  readonly loweredMinor: Amount;
  readonly raisedMinor: Amount;
}): string {
  const { daysInMonth, totalMinor, perHeadMinor, fixedMinor, billedMinor } = bill;
  const { chargesMinor, loweredMinor, raisedMinor } = bill;
  const amounts = [daysInMonth, totalMinor, perHeadMinor, fixedMinor, billedMinor];
  return rowOf(
    chargesMinor === null ? amounts : [...amounts, chargesMinor, loweredMinor, raisedMinor],
  );
}

/**
 * Of a share; they come in the order of the students' numbers. What a computed bill comes to for somebody
 * follows from their days and charges, and is checked by the rule; amounts would be most of the price of a
 * digest.
 */
export function shareRow(
  studentNo: number,
  share: {
    readonly studentId: string;
    readonly daysHundredths: number;
    /** Null of a bill that has none, where nothing is said of them. */
    readonly chargesMinor: Amount;
  },
  recorded: bigint | string | null,
  isOfChargesAlone: boolean,
): string {
  const { studentId, daysHundredths, chargesMinor } = share;
  if (chargesMinor !== null) {
    const isAlone = Number(isOfChargesAlone);
    return rowOf([studentNo, studentId, daysHundredths, String(chargesMinor), isAlone]);
  }
  if (recorded !== null) return rowOf([studentNo, studentId, daysHundredths, String(recorded)]);
  return `[${studentNo},${jsonOf(studentId)},${daysHundredths}]`;
}

/** JSON has it in the same signs. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Control characters, quotes, backslashes, and whatever is not ASCII.
    if (code < 0x20 || code === 0x22 || code === 0x5c || code > 0x7e) return false;
  }
  return true;
}

/** Of what a bill was made up of; they come after the shares, in the order of the heads. */
export function billHeadRow(headNo: number, purchases: number, amountMinor: bigint | string) {
  return rowOf([headNo, purchases, String(amountMinor)]);
}

const IMPORT_COLUMNS = [
  ...['no', 'kind', 'file', 'sha256', 'reading', 'layout', 'months', 'days'],
  ...['rows', 'inserted', 'updated', 'unchanged', 'rejected'],
] as const;

/** Of what the list of imports says of one, by the names of its columns; more are passed over. */
export function importRow(row: Readonly<Record<string, string | number | null>>): string {
  return rowOf(IMPORT_COLUMNS.map((name) => row[name]));
}
