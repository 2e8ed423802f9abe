import { dateName } from '../../../src/domain/values/date.ts';
import { toText } from '../../domain/payments/vectors.ts';

/** A line as a bank knows it, before it is printed. */
export interface BankLine {
  readonly date: string;
  /** More than 0 for what came in. */
  readonly amountMinor: bigint;
  readonly narration: string;
  readonly reference: string;
  readonly balanceMinor: bigint;
}

/** How a bank prints its statement, with blanks, groups and signs as in its vectors. */
export interface Layout {
  readonly name: string;
  readonly header: string;
  readonly above: (opening: bigint) => readonly string[];
  /** Below the header, and above the lines. */
  readonly between?: (opening: bigint) => readonly string[];
  readonly below: (lines: readonly BankLine[], opening: bigint) => readonly string[];
  readonly print: (line: BankLine, no: number) => string;
  readonly isNewestFirst?: boolean;
  readonly hasReference: boolean;
  /** It states what stood before the first line, and after the last. */
  readonly statesOpening: boolean;
  readonly statesClosing: boolean;
  readonly lineBreak: string;
}

const plain = (minor: bigint) => toText(minor);

/** 1,07,632.50 */
function grouped(minor: bigint): string {
  const [whole = '', decimals] = toText(minor).split('.');
  return `${whole.replace(/\B(?=(\d\d)*\d{3}$)/g, ',')}.${decimals}`;
}

const out = (line: BankLine, write: (minor: bigint) => string, none = '') =>
  line.amountMinor < 0n ? write(-line.amountMinor) : none;
const into = (line: BankLine, write: (minor: bigint) => string, none = '') =>
  line.amountMinor > 0n ? write(line.amountMinor) : none;
const side = (minor: bigint) => (minor < 0n ? 'DR' : 'CR');
const size = (minor: bigint) => (minor < 0n ? -minor : minor);
const closing = (lines: readonly BankLine[], opening: bigint) =>
  lines.reduce((balance, { amountMinor }) => balance + amountMinor, opening);
const quote = (text: string) => `"${text}"`;

function day(date: string, sign: string, isShort = false): string {
  const [year = '', month, of] = date.split('-');
  return [of, month, isShort ? year.slice(2) : year].join(sign);
}

/** `3 Jun 2025` */
function named(date: string): string {
  return dateName(date).replace(/ ([A-Z][a-z]{2})[a-z]* /, ' $1 ');
}

const NOTHING = { above: () => [], below: () => [], statesOpening: false, statesClosing: false };

export const LAYOUTS: readonly Layout[] = [
  {
    name: 'hdfc',
    header: 'Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance',
    above: () => ['HDFC BANK LTD,,,,,,', 'Account No : 50100000001234,,,,,,', ',,,,,,'],
    below: (lines, opening) => {
      const sum = (sign: bigint) =>
        lines.filter((line) => line.amountMinor * sign > 0n).map((line) => line.amountMinor * sign);
      const total = (sign: bigint) => sum(sign).reduce((a, b) => a + b, 0n);
      return [
        ',,,,,,',
        'STATEMENT SUMMARY  :-,,,,,,',
        'Opening Balance,Dr Count,Cr Count,Debits,Credits,Closing Bal,',
        `"${grouped(opening)}",${sum(-1n).length},${sum(1n).length},"${grouped(total(-1n))}","${grouped(total(1n))}","${grouped(closing(lines, opening))}",`,
        'Generated On: 01/07/2025,,,,,,',
      ];
    },
    print: (line) =>
      [
        day(line.date, '/', true),
        line.narration,
        line.reference,
        day(line.date, '/', true),
        out(line, (minor) => quote(grouped(minor))),
        into(line, (minor) => quote(grouped(minor))),
        quote(grouped(line.balanceMinor)),
      ].join(','),
    hasReference: true,
    statesOpening: true,
    statesClosing: true,
    lineBreak: '\r\n',
  },
  {
    ...NOTHING,
    name: 'icici',
    header:
      'S No.,Value Date,Transaction Date,Cheque Number,Transaction Remarks,Withdrawal Amount (INR ),Deposit Amount (INR ),Balance (INR )',
    above: () => ['DETAILED STATEMENT,,,,,,,', ''],
    below: () => ['', 'Legends Used in Account Statement,,,,,,,', 'UPI,Unified Payments,,,,,,'],
    print: (line, no) =>
      [
        no,
        day(line.date, '/'),
        day(line.date, '/'),
        line.reference || '-',
        line.narration,
        out(line, plain, '0.00'),
        into(line, plain, '0.00'),
        plain(line.balanceMinor),
      ].join(','),
    hasReference: true,
    lineBreak: '\n',
  },
  {
    ...NOTHING,
    name: 'sbi',
    header: 'Txn Date\tValue Date\tDescription\tRef No./Cheque No.\t        Debit\tCredit\tBalance',
    above: () => [
      'Account Name\t       :Ganga Hostel Mess',
      'Account Number      :_00000011112222',
      '',
    ],
    below: () => ['**This is a computer generated statement and does not require a signature'],
    print: (line) =>
      [
        named(line.date),
        named(line.date),
        line.narration,
        line.reference || ' ',
        out(line, grouped, ' '),
        into(line, grouped, ' '),
        grouped(line.balanceMinor),
      ].join('\t'),
    hasReference: true,
    lineBreak: '\n',
  },
  {
    ...NOTHING,
    name: 'axis',
    header: 'Tran Date,CHQNO,PARTICULARS,DR,CR,BAL,SOL',
    above: () => ['Name :- GANGA HOSTEL MESS', 'Joint Holder :- -', ''],
    below: () => [
      '',
      '"Unless the constituent notifies the bank, it is correct."',
      '+++ End of Statement +++',
    ],
    print: (line) =>
      [
        day(line.date, '-'),
        line.reference || '-',
        line.narration,
        out(line, (minor) => plain(minor).padStart(18), ' '),
        into(line, (minor) => plain(minor).padStart(18), ' '),
        plain(line.balanceMinor).padStart(18),
        '4875',
      ].join(','),
    hasReference: true,
    lineBreak: '\n',
  },
  {
    ...NOTHING,
    name: 'axis, with one amount',
    header:
      'S.No,Transaction Date (dd/mm/yyyy),Value Date (dd/mm/yyyy),Particulars,Amount(INR),Debit/Credit,Balance(INR),Cheque Number,Branch Name(SOL)',
    above: () => ['Name :- GANGA HOSTEL MESS', ''],
    between: (opening) => [`1,,,OPENING BALANCE,,,"${grouped(opening)}",,CAMP PUNE`],
    below: (lines, opening) => [
      '4,,,TRANSACTION TOTAL DR/CR,"11,945.20",,,,',
      `5,,,CLOSING BALANCE,,,"${grouped(closing(lines, opening))}",,`,
    ],
    print: (line, no) =>
      [
        no,
        day(line.date, '/'),
        day(line.date, '/'),
        line.narration,
        quote(`\t${grouped(size(line.amountMinor))}`),
        side(line.amountMinor),
        quote(grouped(line.balanceMinor)),
        line.reference,
        quote('CAMP PUNE (248) '),
      ].join(','),
    hasReference: true,
    statesOpening: true,
    statesClosing: true,
    lineBreak: '\n',
  },
  {
    ...NOTHING,
    name: 'kotak',
    header:
      'Sl. No.,Transaction Date,Value Date,Description,Chq / Ref No.,Amount,Dr / Cr,Balance,Dr / Cr',
    print: (line, no) =>
      [
        no,
        day(line.date, '/'),
        day(line.date, '/'),
        line.narration,
        line.reference,
        quote(grouped(size(line.amountMinor))),
        side(line.amountMinor),
        quote(grouped(size(line.balanceMinor))),
        side(line.balanceMinor),
      ].join(','),
    hasReference: true,
    lineBreak: '\n',
  },
  {
    name: 'canara',
    header: 'Txn Date,Value Date,Cheque No.,Description,Branch Code,Debit,Credit,Balance,',
    above: (opening) => [
      ',,Current & Saving Account Statement',
      'Account Number,="110000000001"',
      `"Opening Balance","Rs.${grouped(opening)}"`,
    ],
    below: () => [],
    print: (line) =>
      [
        `="${day(line.date, '-')} 08:46:47"`,
        `="${named(line.date)}"`,
        `="${line.reference}"`,
        quote(line.narration),
        '"33"',
        out(line, (minor) => `="${grouped(minor)}"`),
        into(line, (minor) => `="${grouped(minor)}"`),
        quote(grouped(line.balanceMinor)),
        '',
      ].join(','),
    hasReference: true,
    statesOpening: true,
    statesClosing: false,
    lineBreak: '\r\n',
  },
  {
    ...NOTHING,
    name: 'pnb',
    header: 'Txn No.,Txn Date,Description,Branch Name,Cheque No.,Dr Amount,Cr Amount,Balance',
    above: () => [
      'Account Statement for Account Number 2222000000001111',
      '',
      'IFSC:,PUNB0999999',
      '',
    ],
    below: () => ['', '***Generated through PNB ONE ***', '"1.  Unless constituent notifies."'],
    print: (line, no) =>
      [
        `T${no}`,
        day(line.date, '/'),
        line.narration,
        '-',
        line.reference || '-',
        out(line, plain),
        into(line, plain),
        `${plain(size(line.balanceMinor))} ${line.balanceMinor < 0n ? 'Dr' : 'Cr'}.`,
        '',
      ].join(','),
    isNewestFirst: true,
    hasReference: true,
    lineBreak: '\n',
  },
  {
    ...NOTHING,
    name: 'union',
    header: 'Tran Id;Tran Date;Remarks;Amount (Rs.);Balance (Rs.)',
    print: (line, no) => {
      const signed = (minor: bigint) => `${plain(size(minor))} (${minor < 0n ? 'Dr' : 'Cr'})`;
      return [
        `S${no}`,
        `${day(line.date, '/')} 10:20:30`,
        line.narration,
        signed(line.amountMinor),
        signed(line.balanceMinor),
      ].join(';');
    },
    hasReference: false,
    lineBreak: '\n',
  },
  {
    ...NOTHING,
    name: 'bank of baroda',
    header: 'TRAN DATE,VALUE DATE,NARRATION,CHQ.NO.,WITHDRAWAL(DR),DEPOSIT(CR),BALANCE(INR)',
    print: (line) =>
      [
        day(line.date, '-'),
        day(line.date, '-'),
        line.narration,
        line.reference,
        out(line, (minor) => quote(grouped(minor))),
        into(line, (minor) => quote(grouped(minor))),
        quote(`${grouped(size(line.balanceMinor))}${line.balanceMinor < 0n ? 'Dr' : 'Cr'}`),
      ].join(','),
    hasReference: true,
    lineBreak: '\n',
  },
];

/**
 * The file of a bank.
 *
 * @param printed lines of the table, oldest first; by the layout itself when undefined
 * @returns the text, and the line of the file on which each line of the table stands
 */
export function printStatement(
  layout: Layout,
  lines: readonly BankLine[],
  opening: bigint,
  printed = lines.map(layout.print),
): { readonly text: string; readonly lineOf: (at: number) => number } {
  const { above, between = () => [], below, header, isNewestFirst = false, lineBreak } = layout;
  const top = [...above(opening), header, ...between(opening)];
  const table = isNewestFirst ? printed.toReversed() : printed;
  const text = [...top, ...table, ...below(lines, opening), ''].join(lineBreak);
  const lineOf = (at: number) => top.length + 1 + (isNewestFirst ? printed.length - 1 - at : at);
  return { text, lineOf };
}
