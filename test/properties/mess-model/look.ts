import { expect } from 'vitest';
import type {
  AccountDocument,
  DuesDocument,
} from '../../../src/documents/schemas/payments/payments.ts';
import { checkJournal } from '../../support/journal/exported.ts';
import type { TestMess } from '../../support/mess.ts';
import { accountsOf, duesOf, movesOf, owedBills } from './accounts.ts';
import type { Charge } from './charges.ts';
import {
  attendanceDocument,
  billDocument,
  billsDocument,
  chargesDocument,
  expensesDocument,
  historyDocument,
  knownMonths,
  leavesOut,
  money,
  monthDocument,
  purchasesDocument,
  sharesOf,
  staleWarnings,
} from './documents.ts';
import {
  type Bill,
  balanceOf,
  billsOf,
  depositOf,
  MONTHS,
  type Model,
  type Share,
} from './mess-model.ts';

/** @param starts how each begins */
export function expectStarts(warnings: readonly string[], starts: readonly string[]): void {
  const shortened = warnings.map((each, at) => each.slice(0, starts[at]?.length ?? 1000));
  expect(shortened).toEqual(starts);
}

/** One look after each command: what months and bills are in, and whether a bill is stale. */
export async function glance(model: Model, mess: TestMess): Promise<void> {
  if (mess.now.getTime() % 2000 === 0) await lookAtBills(model, mess);
  else await lookAtMonths(model, mess);
}

async function lookAtBills(model: Model, mess: TestMess): Promise<void> {
  expect(await mess.json('bill', 'list', '--all')).toEqual(billsDocument(model));
}

async function lookAtMonths(model: Model, mess: TestMess): Promise<void> {
  const months = knownMonths(model).map((month) => monthDocument(model, month));
  expect(await mess.json('month', 'list')).toEqual(months);
}

/** By the list, by the sums, and by each account. */
async function lookAtAccounts(model: Model, mess: TestMess): Promise<void> {
  const dues = await mess.json<DuesDocument[]>('dues', 'list');
  expect(Object.fromEntries(dues.map(({ studentId, balance }) => [studentId, balance]))).toEqual(
    duesOf(model),
  );
  const overdue = dues.reduce((sum, each) => sum + BigInt(each.overdue.replace('.', '')), 0n);
  expect(await mess.json('status')).toMatchObject({ accounts: { overdue: money(overdue) } });
  for (const student of model.students) {
    const account = await mess.json<AccountDocument>('dues', 'show', student.id);
    const { balance, lines, deposit, outstanding } = account;
    expect([balance, lines.at(-1)?.balance ?? '0.00']).toEqual(
      Array(2).fill(money(balanceOf(model, student))),
    );
    expect(deposit).toBe(money(depositOf(model, student)));
    const bills = outstanding.filter(({ kind }) => kind === 'bill');
    expect(bills.map(({ month, amount }) => ({ month, amount }))).toEqual(
      owedBills(model, student),
    );
  }
  const { payments } = await mess.json<{ payments: Move[] }>('payment', 'list', '--all');
  expect(
    payments.map(({ kind, receipt, voucher, amount, reversed }) => {
      return { kind, number: receipt ?? voucher, amount, reversed };
    }),
  ).toEqual(movesOf(model));
}

type Move = Readonly<Record<'kind' | 'receipt' | 'voucher' | 'amount' | 'reversed', unknown>>;

/** Everything that can be seen. */
export async function lookAtAll(model: Model, mess: TestMess): Promise<void> {
  await lookAtBills(model, mess);
  await lookAtMonths(model, mess);
  await lookAtAccounts(model, mess);
  await checkJournal(mess);
  const open = knownMonths(model).filter((month) => !model.closed.has(month));
  expect(await mess.json('status')).toMatchObject({
    openMonths: open.map((month) => monthDocument(model, month)),
    accounts: accountsOf(model),
  });
  for (const month of MONTHS) await lookAtMonth(model, mess, month);
  for (const bill of model.bills) {
    const which = ['--month', bill.month, '--revision', String(bill.revision)];
    const {
      warnings,
      record: _,
      ...shown
    } = await mess.json<{ warnings: string[]; record: string }>('bill', 'show', ...which);
    expect(shown).toEqual(billDocument(model, bill));
    const isLeft =
      bill.status === 'live' && leavesOut(model, bill) && !model.closed.has(bill.month);
    expectStarts(warnings, [...staleWarnings(model, bill), ...(isLeft ? ['Purchases of '] : [])]);
    // One of each: all of them would take most of the time.
    const one = sharesOf(model, bill)[model.changes % bill.shares.length];
    if (one) await lookAtShare(mess, bill, one.student.id, one.share);
  }
  for (const student of model.students) {
    const expenses = await mess.json('expenses', 'show', student.id);
    expect(expenses).toEqual(expensesDocument(model, student));
  }
  const { findings } = await mess.json<{ findings: unknown[] }>('db', 'verify');
  expect(findings).toEqual([]);
  expect(countChanges(mess)).toBe(model.changes);
}

export function countChanges(mess: TestMess): number {
  return Number(mess.rows<{ n: number }>('select count(*) as n from audit_entries')[0]?.n);
}

async function lookAtMonth(model: Model, mess: TestMess, month: string): Promise<void> {
  const at = ['--month', month];
  expect(await mess.json('attendance', 'show', ...at)).toEqual(attendanceDocument(model, month));
  const purchases = await mess.json('purchase', 'list', '--all', ...at);
  expect(purchases).toEqual(purchasesDocument(model, month));
  expect(await mess.json('charge', 'list', '--all', ...at)).toEqual(chargesDocument(model, month));
  const history = await mess('bill', 'history', ...at, '--json');
  if (billsOf(model, month).length === 0) expect(history.code).toBe(3);
  else expect(JSON.parse(history.stdout)).toEqual(historyDocument(model, month));
}

interface Part {
  readonly quota: { readonly numerator: string; readonly denominator: string };
  readonly floor: string;
  readonly oddUnit: string;
  readonly amount: string;
}

interface Explanation {
  readonly amount: string;
  readonly dividing: Part | null;
  readonly perHead: Pick<Part, 'quota' | 'amount'> & { readonly roundedUp: boolean };
  readonly fixed: Part | null;
  readonly charges: readonly { readonly no: number; readonly amount: string }[];
}

const nameCharge = ({ no, minor }: Charge) => ({ no, amount: money(minor) });

const minor = (text: string) => BigInt(text.replace('.', ''));

/** The explanation of a share adds up to it again. */
async function lookAtShare(mess: TestMess, bill: Bill, id: string, share: Share): Promise<void> {
  const which = ['--month', bill.month, '--revision', String(bill.revision)];
  const said = await mess.json<Explanation>('bill', 'explain', id, ...which);
  const { dividing, perHead, fixed, charges } = said;
  const own = bill.charges.filter(({ student }) => student === share.student);
  expect(charges.map(({ no, amount }) => ({ no, amount }))).toEqual(own.map(nameCharge));
  const amounts = [dividing, perHead, fixed].map((part) => part?.amount ?? null);
  const stored = [share.total, share.perHead, share.fixed];
  expect(amounts).toEqual(stored.map((part) => (part === null ? null : money(part))));
  const charged = charges.map(({ amount }) => amount);
  expect([...amounts, ...charged].reduce((sum, part) => sum + minor(part ?? '0'), 0n)).toBe(
    share.amount,
  );
  expect(said.amount).toBe(money(share.amount));
  const onRoll = bill.shares.filter(({ isOutside }) => !isOutside);
  const days = bill.shares.reduce((sum, each) => sum + BigInt(each.days), 0n);
  for (const [part, amount, weight, of] of [
    [dividing, bill.total && bill.total - bill.lowered + bill.raised, BigInt(share.days), days],
    [fixed, bill.fixed, 1n, BigInt(onRoll.length)],
  ] as const) {
    if (part === null || amount === null) continue;
    const exact = amount * weight;
    expect(part.quota).toEqual({ numerator: String(exact), denominator: String(of) });
    expect(part.floor).toBe(money(exact / of));
    expect(minor(part.floor) + minor(part.oddUnit)).toBe(minor(part.amount));
  }
}
