import type { StatementRow } from './statement.ts';

export type PaymentMode =
  | 'upi'
  | 'imps'
  | 'neft'
  | 'rtgs'
  | 'cheque'
  | 'cash'
  | 'interest'
  | 'gateway'
  | 'other';

/** What a line says of the payment behind it. */
export interface PaymentTrace {
  readonly mode: PaymentMode;
  /**
   * By which the same payment is known in another file, or on a receipt: the 12 digits of UPI and IMPS, the
   * number of NEFT and RTGS, a gateway's own; folded, so that equal ones are equal text.
   */
  readonly references: readonly string[];
  /** The UPI id that paid, in small letters; undefined where none is written. */
  readonly payer: string | undefined;
  /** A gateway paid out many payments together, under this number; null where it has none. */
  readonly settlement: string | null | undefined;
}

type Described = Pick<StatementRow, 'date' | 'amountMinor' | 'narration' | 'reference' | 'gateway'>;

/** Reads what banks and gateways write into a line. Source: the layouts of the bank vectors. */
export function tracePayment(row: Described): PaymentTrace {
  if (row.gateway !== undefined) {
    const { paymentId, rrn, payer } = row.gateway;
    const references = [foldReference(rrn), foldReference(paymentId)].filter((each) => each !== '');
    const from = payer === '' ? undefined : payer.toLowerCase();
    return { mode: 'gateway', references, payer: from, settlement: undefined };
  }
  const text = row.narration.toUpperCase();
  const mode = modeOf(text);
  const reference = referenceOf(mode, text, row);
  const isSettlement = row.amountMinor > 0n && mode !== 'upi' && GATEWAY.test(text);
  return {
    mode,
    references: reference === undefined || isSettlement ? [] : [reference],
    payer: findPayer(row.narration),
    settlement: isSettlement ? (reference ?? null) : undefined,
  };
}

/** What a spreadsheet made of a number of many digits: `5.15412E+11`. */
export function isLostReference(reference: string): boolean {
  return reference.includes('+') && /^\d+([.,]\d+)?E\+\d+$/i.test(reference.trim());
}

/**
 * A reference as it is compared: the 12 digits of UPI and IMPS also where zeros stand before them, letters in
 * capitals.
 */
export function foldReference(reference: string): string {
  const text = reference.trim().toUpperCase();
  return /^0+(\d{12})$/.exec(text)?.[1] ?? text;
}

/** The one that stands first says how it was paid: names and notes come after it. */
const MODE =
  /(?<![A-Z])(?:(UPI)|(IMPS|MMT)(?![A-Z])|(NEFT)(?![A-Z])|(RTGS)(?![A-Z])|(CHQ|CLG|CHEQUE|CTS)(?![A-Z])|(CASH)(?![A-Z]))|^\W*(?:(?:SB|SAVINGS|CREDIT)\s+)?(INTEREST\b|INT\.?\s*(?:PD|PAID|CR)\b)/;
const MODES = ['upi', 'imps', 'neft', 'rtgs', 'cheque', 'cash', 'interest'] as const;

function modeOf(text: string): PaymentMode {
  const found = MODE.exec(text);
  if (found === null) return 'other';
  return MODES.find((_, at) => found[at + 1] !== undefined) ?? 'other';
}

const GATEWAY =
  /\b(?:RAZORPAY|PHONEPE|PAYTM|ONE ?97|BHARATPE|CASHFREE|PAYU|CCAVENUE|BILLDESK|INSTAMOJO|EASEBUZZ)\b/;

const RRN = /(?<![0-9A-Z])0*(\d{12})(?![0-9A-Z@])/g;
/** Of NEFT and RTGS: the bank's letters first. */
const UTR = /(?<![0-9A-Z])[A-Z]{4}[0-9A-Z]{12,18}(?![0-9A-Z])/g;

function referenceOf(
  mode: PaymentMode,
  text: string,
  { reference, date }: Described,
): string | undefined {
  const stated = reference.trim().toUpperCase();
  if (mode === 'upi' || mode === 'imps') {
    const inColumn = stated === '' ? [] : [...stated.matchAll(RRN)];
    const found = (inColumn.length > 0 ? inColumn : [...text.matchAll(RRN)]).map(([, one]) => one);
    if (found.length < 2) return found[0];
    return found.find((digits) => startsWithDay(digits, date)) ?? found[0];
  }
  // Not every bank says how it was paid; a cheque's number is shorter.
  if (mode === 'other') return /^0*(\d{12})$/.exec(stated)?.[1];
  if (mode !== 'neft' && mode !== 'rtgs') return undefined;
  const found = [...stated.matchAll(UTR), ...text.matchAll(UTR)].map(([each]) => each);
  return found.find((each) => each.replace(/\D/g, '').length >= 8);
}

/** Most begin with the last digit of the year and the day of the year: enough to choose, not to refuse. */
function startsWithDay(digits: string | undefined, date: string): boolean {
  const day = (Date.parse(date) - Date.parse(`${date.slice(0, 4)}-01-01`)) / (24 * 60 * 60_000) + 1;
  return digits?.startsWith(`${date[3]}${String(day).padStart(3, '0')}`) ?? false;
}

/** Where dashes part the fields, none is within a UPI id. */
const DASHED = /^\W*(?:REV-)?UPI-/i;
const WITHIN_DASHES = /([a-z0-9._]+-)?([a-z0-9._]+)@([a-z0-9.]+)/i;
const NAME_SIGN = /[a-z0-9._-]/i;
const WITHIN_FIELD = /()([a-z0-9][a-z0-9._-]*)@([a-z0-9.]+)/i;

function findPayer(narration: string): string | undefined {
  const at = narration.indexOf('@');
  if (at === -1) return undefined;
  // From the word on that has the sign: before it there is none, and a search from each letter on is slow.
  let start = at;
  while (start > 0 && NAME_SIGN.test(narration.charAt(start - 1))) start--;
  const words = narration.slice(start);
  const found = (DASHED.test(narration) ? WITHIN_DASHES : WITHIN_FIELD).exec(words);
  if (found === null) return undefined;
  const [, before = '', name = '', handle = ''] = found;
  // `9822011111-2@ybl`: alone the 2 would be the id of many.
  const isRest = /^\d{1,3}$/.test(name);
  return `${isRest ? before : ''}${name}@${handle}`.toLowerCase();
}

/** Behind the sign of most UPI ids; banks cut them off in the middle. */
const HANDLES = [
  'okaxis',
  'okhdfcbank',
  'okicici',
  'oksbi',
  'paytm',
  'ptaxis',
  'pthdfc',
  'ptsbi',
  'ptyes',
  'ybl',
  'ibl',
  'axl',
  'apl',
  'yapl',
  'upi',
  'sbi',
  'hdfcbank',
  'icici',
  'axisbank',
  'kotak',
  'freecharge',
  'ikwik',
  'jupiteraxis',
  'fam',
];

/** A UPI id of which the bank cut off the end may be that of several people. */
export function isCutPayer(payer: string): boolean {
  const handle = payer.slice(payer.indexOf('@') + 1);
  return !HANDLES.includes(handle) && HANDLES.some((each) => each.startsWith(handle));
}
