import { ENGLISH_LINES } from '../../domain/payments/statement-line.ts';
import { dateName } from '../../domain/values/date.ts';
import { monthName } from '../../domain/values/month.ts';
import { ENGLISH_ACCOUNT } from './en-account.ts';

const ACCOUNT = ENGLISH_ACCOUNT;

/** What papers for students say, in English. Other languages have the same keys. */
export const ENGLISH_PAPER = {
  receiptOf: ACCOUNT.receiptOf,
  date: ACCOUNT.date,
  what: ACCOUNT.what,
  balance: ACCOUNT.balance,
  reference: ACCOUNT.reference,
  note: ACCOUNT.note,
  month: ACCOUNT.month,
  days: ACCOUNT.days,
  amount: ACCOUNT.amount,
  paid: ACCOUNT.paid,

  /** @param month `YYYY-MM` */
  monthName,
  /** @param date `YYYY-MM-DD` */
  dateName,
  lines: ENGLISH_LINES,
  page: (number: number) => `Page ${number}`,
  record: (head: string) => `Record ${head}`,
  keepRecord: (line: string) =>
    `${line}. Keep it: by this number it can be shown later that nothing recorded so far was changed.`,
  asOf: (date: string) => `as of ${date}`,
  total: 'Total',
  name: 'Name',
  longestBar: (label: string, amount: string) =>
    `The longest bar is ${label}, ${amount}. The table has every amount.`,

  billOf: (month: string) => `Bill of ${month}`,
  toPayBy: (date: string) => `To be paid by ${date}, previous dues by their own days`,
  everybodysShare: "Everybody's share",
  noShares: 'The bill has no shares.',
  daysOf: (count: number) => `Days of ${count}`,
  thisBill: 'This bill',
  previousDues: 'Previous dues',
  lateFees: 'Late fees',
  toPay: 'To pay',
  minusIsCredit: 'An amount with a minus sign in front is credit: there is nothing to pay.',
  messManager: 'Mess manager',
  warden: 'Warden',

  statementOf: (month: string) => `statement of ${month}`,
  daysPresent: 'Days present',
  someOf: (days: string, all: number) => `${days} of ${all}`,
  payBy: 'To be paid by',
  lateOfIt: 'Late of it',
  lateSince: (amount: string, date: string) => `${amount}, since ${date}`,
  restBy: 'The rest by',
  whyBill: (month: string, amount: string) => `Why the bill of ${month} is ${amount}`,
  part: 'Part',
  billOfTheMonth: 'The bill of the month',
  whyDividing: (days: string, all: string, amount: string) =>
    `${days} of all students' ${all} days, of ${amount}`,
  whyPerHead: (days: string, amount: string) => `${days} days, at ${amount} a month`,
  whyFixed: (count: number, amount: string) => `1 of ${count} equal parts of ${amount}`,
  credit: 'Credit, nothing is to be paid',
  depositHeld: 'Deposit held, apart',
  account: 'Account',
  receipt: 'Receipt',
  charged: 'Charged',
  before: 'Before',
  owedNow: 'Owed now',
  late: 'Late',
  debts: {
    opening: 'the opening',
    bill: 'the bill',
    'late fee': 'the late fee',
    'paid back': 'what was paid back',
  },
  lateOf: (amount: string, debt: string, month: string | null, due: string, days: number) =>
    `${amount} of ${debt}${month === null ? '' : ` of ${month}`} was due ${due}, ${days} ${days === 1 ? 'day' : 'days'} ago.`,
  payByUpi: 'To pay by UPI',
  upiCode: (amount: string, payee: string) =>
    `Code that asks a UPI app to pay ${amount} to ${payee}`,
  upiId: 'UPI id',
  upiName: 'Name that the app shows',
  upiWhy: (date: string) =>
    `The amount is what was owed on ${date}. With the note the office knows whose payment it is.`,

  monthByMonth: 'Month by month',
  noBill: 'No bill so far.',
  billed: 'Billed',
  notPaid: 'Not paid',
  billedByMonth: 'Billed, month by month',
  keyPaid: 'paid',
  keyNotPaid: 'not paid',

  from: 'From',
  by: 'By',
  paidFor: 'For',
  now: 'Now',
  reversed: (date: string) => `REVERSED on ${date}`,
  methods: ACCOUNT.methods,
  paidKinds: {
    opening: 'what was owed before',
    bill: 'bill',
    'late fee': 'late fee',
    'paid back': 'what was paid back',
    credit: 'credit',
  },
  paidKindOf: (kind: string, month: string) => `${kind} of ${month}`,
  isOwed: (amount: string) => `${amount} is owed`,
  isCredit: (amount: string) => `${amount} is credit`,
  nothingOwed: 'nothing is owed',
  takenBy: 'Taken by',
  takenAt: 'Entered',
  signature: 'Signature',
};
