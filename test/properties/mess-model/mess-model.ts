import { type Charge, type ChargePolicy, changedCharges } from './charges.ts';

/** A small mess in memory, by rules of its own: what the program does is compared with it. */

export const MONTHS = ['2025-03', '2025-04', '2025-05', '2025-06'] as const;
/** The first month whose bill is owed. */
export const ACCOUNTS_FROM = '2025-04';
/** The clock of the tests stands in it. */
export const THIS_MONTH = '2025-06';
/** Some of the list that a new mess has, in its order. */
export const HEADS = [
  { name: 'Groceries', kind: 'dividing' },
  { name: 'Milk', kind: 'dividing' },
  { name: 'Wages', kind: 'fixed' },
  { name: 'Gas', kind: 'fixed' },
] as const;
export type Head = (typeof HEADS)[number];

export interface Student {
  readonly no: number;
  readonly enteredAt: string;
  id: string;
  joined: string | null;
  left: string | null;
}

/** Days in hundredths, and the operation that wrote them. */
export interface Figure {
  readonly days: number;
  readonly by: number;
}

export interface Import {
  readonly no: number;
  readonly by: number;
  /** What each figure that it wrote was before. */
  readonly before: readonly { month: string; student: number; was: Figure | undefined }[];
  undone: boolean;
}

export interface Purchase {
  readonly no: number;
  readonly at: string;
  readonly date: string;
  readonly head: Head;
  readonly minor: bigint;
  readonly note: string | null;
  voidReason: string | null;
  voidedAt: string | null;
}

export interface Amounts {
  readonly total: bigint | null;
  readonly perHead: bigint | null;
  readonly fixed: bigint | null;
}

export interface HeadSum {
  readonly head: Head;
  readonly count: number;
  readonly minor: bigint;
}

export interface Share extends Amounts {
  readonly student: number;
  /** Hundredths. */
  readonly days: number;
  /** Null where nobody is charged anything in the month. */
  readonly charges: bigint | null;
  /** In the bill for charges alone. */
  readonly isOutside: boolean;
  readonly amount: bigint;
}

export interface Draft extends Amounts {
  readonly month: string;
  readonly daysInMonth: number;
  readonly heads: readonly HeadSum[] | null;
  /** Those that it took, in the order of their numbers. */
  readonly charges: readonly Charge[];
  /** By what guests pay, and by discounts that everybody bears. */
  readonly lowered: bigint;
  readonly raised: bigint;
  readonly shares: readonly Share[];
  readonly billed: bigint;
}

export interface Bill extends Draft {
  readonly revision: number;
  readonly madeAt: string;
  /** When the first bill of its line was made, which revisions go back to. */
  readonly lineAt: string;
  status: 'live' | 'superseded' | 'void';
  ended: { readonly at: string; readonly reason: string } | null;
}

/** Something on the accounts that can be taken back. */
export interface Entry {
  readonly kind: 'payment' | 'refund' | 'write-off' | 'deposit' | 'deposit used' | 'deposit refund';
  /** Of its receipt or voucher. */
  readonly number: string;
  readonly student: number;
  readonly method: 'cash' | 'upi' | null;
  /** What it adds to what is owed, to the deposit, and to the money of its method. */
  readonly owed: bigint;
  readonly held: bigint;
  readonly taken: bigint;
  isReversed: boolean;
}

export interface Model {
  readonly students: Student[];
  /** By month and student number. */
  readonly figures: Map<string, Map<number, Figure>>;
  readonly imports: Import[];
  readonly purchases: Purchase[];
  readonly bills: Bill[];
  /** In the order of their numbers. */
  readonly charges: Charge[];
  policy: ChargePolicy;
  /** In the order in which they were made. */
  readonly entries: Entry[];
  /** What each student owed before the accounts began, where that is stated. */
  readonly openings: Map<number, bigint>;
  readonly closed: Map<string, { readonly at: string; readonly reason: string | null }>;
  /** ISO 8601. */
  now: string;
  /** Entries in the record of changes: one for each operation that changed anything. */
  changes: number;
}

/** Of a new mess, in whose record of changes there is something already. */
export function createModel(changes: number): Model {
  return {
    students: [],
    figures: new Map(),
    imports: [],
    purchases: [],
    bills: [],
    charges: [],
    policy: { guestIncome: 'lowers', discountsBy: 'pool' },
    entries: [],
    openings: new Map(),
    closed: new Map(),
    now: '',
    changes,
  };
}

/** What is done to the one is not done to the other. */
export function cloneModel(model: Model): Model {
  const { students, figures, imports, purchases, bills, charges, entries, openings, closed } =
    model;
  return {
    ...model,
    students: students.map((each) => ({ ...each })),
    figures: new Map([...figures].map(([month, days]) => [month, new Map(days)])),
    imports: imports.map((each) => ({ ...each })),
    purchases: purchases.map((each) => ({ ...each })),
    bills: bills.map((each) => ({ ...each })),
    charges: charges.map((each) => ({ ...each })),
    entries: entries.map((each) => ({ ...each })),
    openings: new Map(openings),
    closed: new Map(closed),
  };
}

export function openingOf({ openings }: Model, { no }: Student): bigint | undefined {
  return openings.get(no);
}

/** What a student has not paid of the live bill of a month: the oldest is paid first. */
export function leftOfBill(model: Model, student: Student, month: string): bigint {
  const share = (of: (other: string) => boolean) =>
    model.bills
      .filter((bill) => bill.status === 'live' && bill.month >= ACCOUNTS_FROM && of(bill.month))
      .flatMap(({ shares }) => shares.filter((each) => each.student === student.no))
      .reduce((sum, { amount }) => sum + amount, 0n);
  const through = balanceOf(model, student) - share((other) => other > month);
  const own = share((other) => other === month);
  return through < 0n ? 0n : through < own ? through : own;
}

/** What a student owes; less than 0 is credit. */
export function balanceOf(model: Model, student: Student): bigint {
  const billed = model.bills
    .filter(({ month, status }) => month >= ACCOUNTS_FROM && status === 'live')
    .flatMap(({ shares }) => shares.filter((share) => share.student === student.no))
    .reduce((sum, { amount }) => sum + amount, 0n);
  const entered = standing(model, student).reduce((sum, { owed }) => sum + owed, 0n);
  return (openingOf(model, student) ?? 0n) + billed + entered;
}

/** What the mess holds of a student's for safety. */
export function depositOf(model: Model, student: Student): bigint {
  return standing(model, student).reduce((sum, { held }) => sum + held, 0n);
}

function standing({ entries }: Model, { no }: Student): Entry[] {
  return entries.filter((each) => each.student === no && !each.isReversed);
}

export const byId = (a: Student, b: Student) => (a.id < b.id ? -1 : 1);

export function findStudent({ students }: Model, id: string): Student | undefined {
  return students.find((each) => each.id.toLowerCase() === id.toLowerCase());
}

export function figuresOf({ figures }: Model, month: string): Map<number, Figure> {
  const found = figures.get(month) ?? new Map<number, Figure>();
  figures.set(month, found);
  return found;
}

export function daysOf(model: Model, month: string, { no }: Student): number | undefined {
  return model.figures.get(month)?.get(no)?.days;
}

export const hasLeftBefore = ({ left }: Student, month: string) =>
  left !== null && left.slice(0, 7) < month;

/** @param days hundredths */
export function exceedsMembership({ joined, left }: Student, month: string, days: number): boolean {
  const dates = Array.from({ length: calendarDays(month) }, (_, index) => {
    return `${month}-${String(index + 1).padStart(2, '0')}`;
  });
  const most = dates.filter((date) => (joined ?? date) <= date && date <= (left ?? date)).length;
  return days > most * 100;
}

/** Sorted by id. */
export function rollOf(model: Model, month: string): Student[] {
  return model.students
    .filter((each) => {
      if ((daysOf(model, month, each) ?? 0) > 0) return true;
      const hasJoined = each.joined === null || each.joined.slice(0, 7) <= month;
      return hasJoined && !hasLeftBefore(each, month);
    })
    .sort(byId);
}

/** Those of it who are of a bill that was made before: who came later, undated, only with attendance. */
export function rollOfBill(model: Model, { month, lineAt }: Bill): Student[] {
  return rollOf(model, month).filter(
    (each) =>
      each.enteredAt <= lineAt || each.joined !== null || daysOf(model, month, each) !== undefined,
  );
}

export function calendarDays(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
}

export function billsOf({ bills }: Model, month: string): Bill[] {
  return bills.filter((bill) => bill.month === month);
}

export function liveBill(model: Model, month: string): Bill | undefined {
  return billsOf(model, month).find(({ status }) => status === 'live');
}

/** Those that count, by heads in their order. */
export function sumHeads({ purchases }: Model, month: string): HeadSum[] {
  return HEADS.flatMap((head) => {
    const counted = purchases.filter(
      (each) => each.date.startsWith(month) && each.head === head && each.voidReason === null,
    );
    const minor = counted.reduce((sum, each) => sum + each.minor, 0n);
    return counted.length === 0 ? [] : [{ head, count: counted.length, minor }];
  });
}

/** What heads of a kind come to; null where there are none. */
export function sumKind(sums: readonly HeadSum[], kind: Head['kind']): bigint | null {
  const ofKind = sums.filter(({ head }) => head.kind === kind);
  return ofKind.length === 0 ? null : ofKind.reduce((sum, { minor }) => sum + minor, 0n);
}

export interface Changed {
  readonly students: readonly string[];
  readonly charges: readonly string[];
  readonly heads: readonly string[];
}

/** In what a bill no longer matches what is recorded. */
export function changedSince(model: Model, bill: Bill): Changed {
  if (bill.status !== 'live') return { students: [], charges: [], heads: [] };
  const roll = new Set(rollOfBill(model, bill));
  const countsDays = bill.total !== null || bill.perHead !== null;
  const students = model.students.filter((each) => {
    const share = bill.shares.find(({ student, isOutside }) => student === each.no && !isOutside);
    if (share === undefined || !roll.has(each)) return (share !== undefined) !== roll.has(each);
    return countsDays && share.days !== (daysOf(model, bill.month, each) ?? 0);
  });
  return {
    students: students.sort(byId).map(({ id }) => id),
    charges: changedCharges(model, bill),
    heads: bill.heads === null ? [] : changedHeads(bill.heads, sumHeads(model, bill.month)),
  };
}

function changedHeads(billed: readonly HeadSum[], spent: readonly HeadSum[]): string[] {
  const minorOf = (sums: readonly HeadSum[], head: Head) =>
    sums.find((sum) => sum.head === head)?.minor;
  const heads = new Set([...billed, ...spent].map(({ head }) => head));
  return [...heads].flatMap((head) =>
    minorOf(billed, head) === minorOf(spent, head) ? [] : [head.name],
  );
}

export function isStale(model: Model, bill: Bill): boolean {
  const { students, charges, heads } = changedSince(model, bill);
  return students.length + charges.length + heads.length > 0;
}
