import { createMess, splitWords, type TestMess } from '../../../support/mess.ts';
import { createRandom, type Random } from '../../../support/records/random.ts';
import { trySignIn } from '../../../support/records/sign-in.ts';
import type { BankLine } from './bank-lines.ts';
import { createJournal, type Journal, minorOf, money, type Side } from './journal.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  left: string | null;
}

/** A mess, and beside it what is known from what was done. */
export interface Year {
  readonly mess: TestMess;
  readonly journal: Journal;
  readonly roll: Member[];
  readonly bank: BankLine[];
  /** What each month's bill charges whom, in minor units. */
  readonly bills: Map<string, Map<string, bigint>>;
  /** By their receipts. */
  readonly payments: Map<string, Payment>;
  /** Who pays from whose UPI id was told once. */
  readonly learned: Set<string>;
  readonly random: Random;
}

interface Payment {
  readonly id: string;
  readonly minor: bigint;
  readonly method: string;
  readonly isDeposit: boolean;
  isReversed: boolean;
}

export const duesOf = (id: string) => `dues:${id}`;
export const depositOf = (id: string) => `deposit:${id}`;

export function today({ mess }: Year): string {
  return mess.now.toISOString().slice(0, 10);
}

export function owedBy({ journal }: Year, id: string): bigint {
  return journal.sum().get(duesOf(id)) ?? 0n;
}

/** An amount between two, in minor units. */
export function someMinor({ random }: Year, least: number, most: number): bigint {
  return BigInt(least + random.below(most - least));
}

export async function goTo({ mess }: Year, date: string): Promise<void> {
  mess.now = new Date(`${date}T06:00:00Z`);
  const { code, stderr } = await trySignIn(mess);
  if (code !== 0) throw new Error(stderr);
}

/** Runs a command of one line, which must succeed. */
export function take<T = never>({ mess }: Year, line: string): Promise<T> {
  return mess.json<T>(...splitWords(line));
}

/** The students of `fixtures/`, with accounts from June 2025, and what some owed or had paid before. */
export async function openYear(seed: number): Promise<Year> {
  const mess = await createMess();
  await mess.do(
    'student import fixtures/roll.csv --quiet',
    'settings --accounts-from 2025-06 --due-day 10 --quiet',
    'settings --late-fee "from 11: 20 and 1.5%; from 1 next: 0.75 a day; at most 150; over 5"',
  );
  const listed = await mess.json<Omit<Member, 'left'>[]>('student', 'list');
  const roll = listed.map(({ id, name, phone }): Member => ({ id, name, phone, left: null }));
  const year: Year = {
    ...{ mess, roll, journal: createJournal(), bank: [], learned: new Set() },
    ...{ bills: new Map(), payments: new Map(), random: createRandom(seed) },
  };
  const openings = roll.slice(1, 8).map(({ id }, at): readonly [string, bigint] => {
    return [id, someMinor(year, 1, 400_000) * (at % 3 === 1 ? -1n : 1n)];
  });
  const rows = openings.map(([id, minor]) => `${id},${money(minor)}`);
  const file = await mess.file('openings.csv', ['student_id,amount', ...rows, ''].join('\n'));
  await mess.do(`opening import ${file} --quiet`);
  for (const [id, minor] of openings) {
    year.journal.enter('2025-05-31', 'opening', [[duesOf(id), minor]], 'opening');
  }
  return year;
}

interface BillDocument {
  readonly shares: readonly { readonly studentId: string; readonly amount: string }[];
}

/** Runs a command that makes or ends the bill of a month, and enters by how much each owes more or less. */
export async function changeBill(year: Year, month: string, line: string): Promise<void> {
  const { shares } = await take<BillDocument>(year, line);
  const isVoid = line.startsWith('bill void');
  const after = new Map(
    isVoid ? [] : shares.map(({ studentId, amount }) => [studentId, minorOf(amount)] as const),
  );
  const before = year.bills.get(month) ?? new Map<string, bigint>();
  const sides = [...new Set([...before.keys(), ...after.keys()])].map((id): Side => {
    return [duesOf(id), (after.get(id) ?? 0n) - (before.get(id) ?? 0n)];
  });
  year.journal.enter(today(year), verbOf(line), sides, 'billed');
  year.bills.set(month, after);
}

/** What a bill would be registered with. */
export function someCosts(year: Year): string {
  const [total, fixed] = [someMinor(year, 3_000_000, 4_500_000), someMinor(year, 300_000, 700_000)];
  return `--total ${money(total)} --fixed ${money(fixed)}`;
}

/** The days, the guests and the plates of a month, and its bill. */
export async function billMonth(year: Year, month: string): Promise<void> {
  const { mess, random } = year;
  const here = year.roll.filter(({ left }) => left === null || left.slice(0, 7) >= month);
  const days = here.map(({ id, left }) => {
    const most = left?.startsWith(month) ? Number(left.slice(8)) : 28;
    return `${id},${month},${most - 1 - random.below(7)}${random.below(4) === 0 ? '' : '.5'}`;
  });
  const attendance = ['student_id,month,days_present', ...days, ''].join('\n');
  const charges = ['guest', 'extra', 'fine', 'discount', 'guest'].map((kind, at) => {
    const { id } = random.pick(here);
    return `${month},${id},${kind},${money(someMinor(year, 100, 30_000))},${month} ${at}`;
  });
  const charged = ['month,student_id,kind,amount,note', ...charges, ''].join('\n');
  await mess.do(
    `attendance import ${await mess.file(`days-${month}.csv`, attendance)} --quiet`,
    `charge import ${await mess.file(`charges-${month}.csv`, charged)} --quiet`,
    `charge add --all-present --month ${month} --kind extra --amount 37.55 --note feast --quiet`,
  );
  await changeBill(year, month, `bill register --month ${month} ${someCosts(year)} --yes`);
}

interface Recorded {
  readonly receipt: string;
  readonly balance: string;
}

/** Takes money at the desk. */
export async function payAtDesk(
  year: Year,
  id: string,
  minor: bigint,
  method: string,
  more = '',
): Promise<string> {
  const line = `payment record ${id} --amount ${money(minor)} --method ${method} ${more}`;
  const { receipt, balance } = await take<Recorded>(year, line);
  const [, date = today(year)] = /--date (\S+)/.exec(more) ?? [];
  enterPayment(year, receipt, { id, minor, method }, date);
  if (minorOf(balance) !== owedBy(year, id)) throw new Error(`${line} came to ${balance}`);
  return receipt;
}

/** @param from where the money was before it was known whose it is, if it was anywhere */
export function enterPayment(
  { journal, payments }: Year,
  receipt: string,
  payment: Pick<Payment, 'id' | 'minor' | 'method'>,
  date: string,
  from = payment.method,
): void {
  payments.set(receipt, { ...payment, isDeposit: false, isReversed: false });
  const what = from === payment.method ? 'receipt' : 'assigned';
  journal.enter(date, what, [[from, payment.minor]], duesOf(payment.id));
}

export async function reverse(year: Year, receipt: string): Promise<void> {
  const payment = year.payments.get(receipt);
  if (payment === undefined) throw new Error(`no payment ${receipt}`);
  await take(year, `payment reverse ${receipt} --reason mistyped`);
  payment.isReversed = true;
  const { id, minor, method } = payment;
  year.journal.enter(today(year), 'reversal', [[method, -minor]], duesOf(id));
}

export async function receiveDeposit(year: Year, id: string, minor: bigint): Promise<void> {
  const line = `deposit receive ${id} --amount ${money(minor)} --method cash`;
  const { receipt } = await take<Recorded>(year, line);
  year.payments.set(receipt, { id, minor, method: 'cash', isDeposit: true, isReversed: false });
  year.journal.enter(today(year), 'deposit', [['cash', minor]], depositOf(id));
}

/** Runs a command whose amount goes from one account to another, on the day of the clock. */
export async function move(year: Year, line: string, from: string, to: string): Promise<void> {
  const { amount } = await take<{ amount: string }>(year, line);
  year.journal.enter(today(year), verbOf(line), [[to, minorOf(amount)]], from);
}

const verbOf = (line: string) => line.split(' ').slice(0, 2).join(' ');
