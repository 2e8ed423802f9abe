import { expect } from 'vitest';
import type { ClosedBooksDocument } from '../../../../src/documents/schemas/payments/books.ts';
import type {
  AccountDocument,
  DuesDocument,
} from '../../../../src/documents/schemas/payments/payments.ts';
import { minorOf, money } from './journal.ts';
import { depositOf, duesOf, take, type Year } from './year.ts';

/** Every account of the books but those of students, which are together in three. */
export function checkTrialBalance(
  { journal }: Year,
  accounts: ClosedBooksDocument['accounts'],
  asOf: string,
): void {
  const expected = new Map<string, bigint>();
  for (const [account, minor] of journal.sum(asOf)) {
    const [name = ''] = account.split(':');
    const kind = name === 'dues' && minor < 0n ? 'credit of students' : name;
    expected.set(kind, (expected.get(kind) ?? 0n) + minor);
  }
  const shown = accounts.map(({ account, debit, credit }): [string, bigint] => {
    return [account, minorOf(debit ?? '0') - minorOf(credit ?? '0')];
  });
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expected));
}

/** The list, every account with each of its lines, and the deposits, on a day. */
export async function checkAccounts(year: Year, asOf: string): Promise<void> {
  const sums = year.journal.sum(asOf);
  const expected = year.roll.flatMap(({ id }) => {
    const minor = sums.get(duesOf(id));
    return minor === undefined ? [] : [[id, money(minor)]];
  });
  const dues = await take<DuesDocument[]>(year, `dues list --as-of ${asOf}`);
  expect(Object.fromEntries(dues.map(({ studentId, balance }) => [studentId, balance]))).toEqual(
    Object.fromEntries(expected),
  );
  for (const { id } of year.roll) {
    const account = await take<AccountDocument>(year, `dues show ${id} --to ${asOf}`);
    expect([id, account.balance, account.deposit]).toEqual([
      id,
      money(sums.get(duesOf(id)) ?? 0n),
      money(-(sums.get(depositOf(id)) ?? 0n)),
    ]);
    let running = minorOf(account.opening);
    for (const { debit, credit, balance } of account.lines) {
      running += minorOf(debit ?? '0') - minorOf(credit ?? '0');
      expect([id, balance]).toEqual([id, money(running)]);
    }
    expect([id, money(running)]).toEqual([id, account.balance]);
  }
}

interface MoneyDocument {
  readonly payments: readonly {
    readonly receipt: string | null;
    readonly amount: string;
    readonly studentId: string;
    readonly reversed: boolean;
  }[];
  readonly totals: readonly {
    readonly method: string;
    readonly payments: number;
    readonly amount: string;
    readonly inAll: string;
  }[];
}

/** Receipts from 1 on without a gap in each series, what came in by each method, and what is in the box. */
export async function checkPayments(year: Year): Promise<void> {
  const { payments, totals } = await take<MoneyDocument>(year, 'payment list --all');
  const listed = payments.flatMap(({ receipt, amount, studentId, reversed }) =>
    receipt === null ? [] : [[receipt, studentId, amount, reversed].join(' ')],
  );
  const known = [...year.payments];
  expect(listed.sort()).toEqual(
    known
      .map(([receipt, { id, minor, isReversed }]) =>
        [receipt, id, money(minor), isReversed].join(' '),
      )
      .sort(),
  );
  const last = new Map<string, number>();
  for (const receipt of [...year.payments.keys()].sort()) {
    const [series = '', number = ''] = receipt.split(/\/(?=\d{4}$)/);
    expect(receipt).toBe(`${series}/${String((last.get(series) ?? 0) + 1).padStart(4, '0')}`);
    last.set(series, Number(number));
  }
  expect(totals.map(({ method }) => method)).toEqual(
    expect.arrayContaining(['cash', 'upi', 'bank', 'cheque']),
  );
  for (const { method, payments: count, amount } of totals) {
    const standing = known.filter(
      ([, each]) => each.method === method && !each.isDeposit && !each.isReversed,
    );
    const sum = standing.reduce((all, [, { minor }]) => all + minor, 0n);
    expect([method, count, amount]).toEqual([method, standing.length, money(sum)]);
  }
  const box = year.journal.sum().get('cash') ?? 0n;
  expect(totals.find(({ method }) => method === 'cash')?.inAll).toBe(money(box));
}

/** What the mess says of itself, and whose deposits it holds. */
export async function checkStatus(year: Year): Promise<void> {
  const sums = year.journal.sum();
  const all = (account: string, counts: (minor: bigint) => boolean) =>
    [...sums].reduce((sum, [name, minor]) => {
      return name.startsWith(account) && counts(minor) ? sum + minor : sum;
    }, 0n);
  expect(await take(year, 'status')).toMatchObject({
    accounts: {
      owed: money(all('dues:', (minor) => minor > 0n)),
      credit: money(-all('dues:', (minor) => minor < 0n)),
      suspense: money(-all('suspense', () => true)),
    },
  });
  const held = [...sums].filter(([name]) => name.startsWith('deposit:'));
  const deposits = await take<{ studentId: string; held: string }[]>(year, 'deposit list');
  expect(deposits.map((each) => [depositOf(each.studentId), each.held])).toEqual(
    held.map(([name, minor]) => [name, money(-minor)]),
  );
}
