import { money } from './journal.ts';

/** What a line of the mess's account is, as whoever paid knows it. */
export type LineKind =
  | 'code'
  | 'phone'
  | 'neft'
  | 'parent'
  | 'cheque'
  | 'two'
  | 'by hand'
  | 'interest'
  | 'own cash'
  | 'settlement'
  | 'spent'
  | 'bounced';

/** A line of the bank; dates are `YYYY-MM-DD`, amounts in minor units, below 0 for what went out. */
export interface BankLine {
  readonly date: string;
  readonly kind: LineKind;
  readonly minor: bigint;
  /** Whose it is; the first pays half of what two pay together. */
  readonly students: readonly string[];
  readonly narration: string;
  readonly reference: string;
  /** Whether a file that was imported has it, or somebody entered it by hand. */
  isBooked: boolean;
}

interface Payer {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
}

const DAY_MS = 86_400_000;

function rrnOf(date: string, at: number): string {
  const day = (Date.parse(date) - Date.parse(`${date.slice(0, 4)}-01-01`)) / DAY_MS + 1;
  return `${date[3]}${String(day).padStart(3, '0')}${String(10_000_000 + at)}`;
}

/** @param at another number for each line */
export function payByBank(
  kind: LineKind,
  date: string,
  minor: bigint,
  [payer, other]: readonly Payer[],
  at: number,
): BankLine {
  const rrn = rrnOf(date, at);
  const { id = '', name = '', phone = '' } = payer ?? {};
  const handle = name.replace(/\W/g, '').toLowerCase() || `p${phone.slice(-4)}`;
  const upi = (vpa: string, note: string) =>
    [`UPI-${name}-${vpa}-UTIB0000001-${rrn}-${note}`, `0000${rrn}`] as const;
  const compact = date.replaceAll('-', '');
  const written: Readonly<Record<LineKind, readonly [string, string]>> = {
    code: upi(`${handle}@OKAXIS`, `MESS ${id}`),
    phone: upi(`${phone}@YBL`, 'FEES'),
    neft: [`NEFT CR-HDFC0000001-${name}-${id}`, `HDFCN5${compact}${100_000 + at}`],
    parent: upi(`parent.${handle}@OKSBI`, 'HOSTEL'),
    cheque: [`CHQ DEP ${100_000 + at} MICR CTS`, String(100_000 + at)],
    two: upi(`friends${at}@YBL`, `${id} AND ${other?.id}`),
    'by hand': upi(`${handle}.2@IBL`, 'PAYMENT'),
    interest: ['INTEREST PAID FOR THE QUARTER', ''],
    'own cash': ['CASH DEPOSIT SELF', ''],
    settlement: [`NEFT CR-RAZORPAY SOFTWARE PVT LTD-${at}`, ''],
    spent: [`NEFT DR-HDFC0000001-SHREE TRADERS-${at}`, `HDFCN6${compact}${100_000 + at}`],
    bounced: ['', ''],
  };
  const [narration, reference] = written[kind];
  const students = [payer, other].flatMap((each) => (each === undefined ? [] : [each.id]));
  return { date, kind, minor, students, narration, reference, isBooked: false };
}

/** What the bank says when it takes a payment back. */
export function bounce(line: BankLine, date: string): BankLine {
  return { ...line, date, kind: 'bounced', minor: -line.minor, narration: `REV-${line.narration}` };
}

/** The lines as the bank exports them, in the order of their days, with the balance after each. */
export function exportStatement(lines: readonly BankLine[], openingMinor: bigint): string {
  let balance = openingMinor;
  const rows = lines.map(({ date, narration, reference, minor }) => {
    balance += minor;
    const [out, into] = minor < 0n ? [money(-minor), ''] : ['', money(minor)];
    const day = date.split('-').reverse().join('/');
    return [day, narration, reference, out, into, money(balance)].join(',');
  });
  const header = 'Date,Narration,Chq./Ref.No.,Withdrawal Amt.,Deposit Amt.,Closing Balance';
  return [header, ...rows, ''].join('\n');
}
