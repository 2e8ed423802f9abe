import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { AccountDocument } from '../../src/documents/schemas/payments.ts';
import { checkDuesList } from '../support/books/dues-list.ts';
import { createMess, type TestMess } from '../support/mess.ts';
import { trySignIn } from '../support/records/sign-in.ts';
import { CHARGE_KINDS, type Charged, charge, checkCharges, voidCharge } from './account-charges.ts';
import { runs, TIMEOUT_MS } from './state.ts';

vi.setConfig({ testTimeout: TIMEOUT_MS });

const STUDENTS = ['S1', 'S2', 'S3'] as const;
/** Of the oldest two nothing is told one by one where nobody owes anything of them. */
const MONTHS = ['2025-02', '2025-03', '2025-04', '2025-05'] as const;
const DAY_MS = 86_400_000;

const MOVES = ['refund', 'write off', 'receive', 'use', 'give back'] as const;

const minor = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 300_000 }));
const id = fc.constantFrom(...STUDENTS);
const month = fc.constantFrom(...MONTHS);
const days = fc.integer({ min: 1, max: 40 });

function kind<const K extends string>(...kinds: readonly K[]) {
  return fc.constantFrom(...kinds);
}

const step = fc.oneof(
  { arbitrary: fc.record({ do: kind('bill', 'revise', 'void'), month, minor }), weight: 3 },
  { arbitrary: fc.record({ do: kind('fine', 'pass'), month, days }), weight: 2 },
  {
    arbitrary: fc.record({
      do: kind('pay', 'pay', 'pay and take back'),
      id,
      minor,
      month: fc.option(month),
    }),
    weight: 4,
  },
  { arbitrary: fc.record({ do: kind('reverse'), index: fc.nat(20) }), weight: 1 },
  {
    arbitrary: fc.record({
      move: kind(...MOVES),
      id,
      minor,
    }),
    weight: 3,
  },
  { arbitrary: fc.record({ do: kind('waive'), id, month }), weight: 1 },
  { arbitrary: fc.record({ charge: kind(...CHARGE_KINDS), id, month, minor }), weight: 3 },
  { arbitrary: fc.record({ do: kind('void charge'), index: fc.nat(20) }), weight: 2 },
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What is known of each student from what was done, and not from any account. */
interface Books {
  readonly mess: TestMess;
  /** In minor units, but for the bills. */
  readonly owed: Map<string, bigint>;
  readonly deposits: Map<string, bigint>;
  readonly charges: Charged[];
  readonly payments: { receipt: string; id: string; minor: bigint; isReversed: boolean }[];
}

const written = (amount: bigint | number) =>
  `${BigInt(amount) / 100n}.${String(BigInt(amount) % 100n).padStart(2, '0')}`;
const read = (text: unknown) => BigInt(String(text).replace('.', ''));

function add(map: Map<string, bigint>, of: string, amount: bigint): void {
  map.set(of, (map.get(of) ?? 0n) + amount);
}

async function take(books: Books, each: Step): Promise<void> {
  const { mess, owed, payments, charges } = books;
  const run = (line: string) => mess(...line.split(' '), '--json');
  if ('charge' in each) {
    await charge(mess, charges, { ...each, kind: each.charge, amount: written(each.minor) });
  } else if ('move' in each) {
    await moveMoney(books, each.move, `${each.id} --amount ${written(each.minor)}`, each.id);
  } else if (each.do === 'bill' || each.do === 'revise') {
    const verb = each.do === 'bill' ? 'register' : 'revise --reason x';
    const amount = written(each.minor + 100);
    await run(`bill ${verb} --month ${each.month} --per-head ${amount} --yes`);
  } else if (each.do === 'void') {
    await run(`bill void --month ${each.month} --reason x --yes`);
  } else if (each.do === 'pass') {
    mess.now = new Date(mess.now.getTime() + each.days * DAY_MS);
    await trySignIn(mess);
  } else if (each.do === 'fine') await fine(books, each.month);
  else if (each.do === 'pay') await pay(books, each.id, each.minor, each.month);
  else if (each.do === 'pay and take back') {
    const before = await showAccounts(mess);
    await pay(books, each.id, each.minor, each.month);
    await reverse(books, payments.length - 1);
    expect((await showAccounts(mess)).map(withoutLines)).toEqual(before.map(withoutLines));
  } else if (each.do === 'reverse') {
    if (payments.length > 0) await reverse(books, each.index % payments.length);
  } else if (each.do === 'void charge') {
    const charged = charges[each.index % charges.length];
    if (charged !== undefined) await voidCharge(mess, charged);
  } else if (each.do === 'waive') {
    add(
      owed,
      each.id,
      -(await changed(mess, `dues waive ${each.id} --month ${each.month} --reason x`)),
    );
  }
}

async function changed(mess: TestMess, line: string): Promise<bigint> {
  const { code, stdout } = await mess(...line.split(' '), '--json');
  expect([0, 8], line).toContain(code);
  return code === 0 ? read(JSON.parse(stdout).amount) : 0n;
}

async function moveMoney(
  { mess, owed, deposits }: Books,
  what: (typeof MOVES)[number],
  to: string,
  of: string,
): Promise<void> {
  if (what === 'refund') add(owed, of, await changed(mess, `payment refund ${to} --method cash`));
  else if (what === 'write off') {
    add(owed, of, -(await changed(mess, `dues write-off ${to} --reason x`)));
  } else if (what === 'receive') {
    add(deposits, of, await changed(mess, `deposit receive ${to} --method upi`));
  } else if (what === 'use') {
    const used = await changed(mess, `deposit use ${to}`);
    add(owed, of, -used);
    add(deposits, of, -used);
  } else add(deposits, of, -(await changed(mess, `deposit refund ${to} --method cash`)));
}

async function pay(
  { mess, owed, payments }: Books,
  of: string,
  amount: number,
  for_: string | null,
) {
  const named = for_ === null ? [] : ['--month', for_];
  const line = ['payment', 'record', of, '--amount', written(amount), '--method', 'cash'];
  const { receipt } = await mess.json<{ receipt: string }>(...line, ...named);
  payments.push({ receipt, id: of, minor: BigInt(amount), isReversed: false });
  add(owed, of, -BigInt(amount));
}

async function reverse({ mess, owed, payments }: Books, index: number): Promise<void> {
  const payment = payments[index];
  if (payment === undefined) return;
  const { code } = await mess('payment', 'reverse', payment.receipt, '--reason', 'x');
  expect(code).toBe(payment.isReversed ? 8 : 0);
  if (!payment.isReversed) add(owed, payment.id, payment.minor);
  payment.isReversed = true;
}

/** Twice, of which the second finds nothing to do. */
async function fine({ mess, owed }: Books, of: string): Promise<void> {
  const line = ['dues', 'fines', '--month', of, '--yes', '--json'];
  const { code, stdout } = await mess(...line);
  if (code === 3) return;
  const { fees } = JSON.parse(stdout) as { fees: { studentId: string; amount: string }[] };
  for (const { studentId, amount } of fees) add(owed, studentId, read(amount));
  expect(await mess.json(...line)).toMatchObject({ fees: [], total: '0.00' });
}

function showAccounts(mess: TestMess, ...options: string[]): Promise<AccountDocument[]> {
  return Promise.all(
    STUDENTS.map((of) => mess.json<AccountDocument>('dues', 'show', of, ...options)),
  );
}

function withoutLines({ lines: _, ...account }: AccountDocument) {
  return account;
}

async function checkBooks({ mess, owed, deposits, charges }: Books): Promise<void> {
  for (const of of MONTHS) {
    await checkCharges(mess, charges, of);
    await mess('bill', 'revise', '--month', of, '--reason', 'charges', '--yes');
    await checkCharges(mess, charges, of);
  }
  const accounts = await showAccounts(mess);
  for (const account of accounts) {
    const { id: of } = account.student;
    const [{ billed } = { billed: 0 }] = mess.rows<{ billed: number | null }>(
      `select sum(shares.amount_minor) as billed from shares
       join bills on bills.month = shares.month and bills.revision = shares.revision
       join students on students.no = shares.student_no
       where bills.status = 'live' and students.id = '${of}'`,
    );
    expect(read(account.balance)).toBe(BigInt(billed ?? 0) + (owed.get(of) ?? 0n));
    expect(account.lines.at(-1)?.balance ?? '0.00').toBe(account.balance);
    expect(read(account.deposit)).toBe(deposits.get(of) ?? 0n);
  }
  await checkDuesList(mess, accounts);
  const asOf = new Date(mess.now.getTime() - 20 * DAY_MS).toISOString().slice(0, 10);
  await checkDuesList(mess, await showAccounts(mess, '--to', asOf), '--as-of', asOf);
  expect((await mess('db', 'verify')).code).toBe(0);
}

test('a balance is the sum of what was done, in any order, and the list is the sum of the accounts', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 25 }), async (steps) => {
      const books = await createBooks();
      for (const each of steps) {
        await take(books, each);
        seen.add('charge' in each ? each.charge : 'move' in each ? each.move : each.do);
      }
      await checkBooks(books);
    }),
    runs(12),
  );
  expect(seen.size).toBeGreaterThan(14);
});

async function createBooks(): Promise<Books> {
  const mess = await createMess();
  await mess.do(
    ...STUDENTS.map((of) => `student add ${of} --name N --branch B --phone 987654321${of[1]}`),
    'settings --accounts-from 2025-02 --late-fee "from 11: 0.50 a day and 2%; from 1 next: 20 more; at most 40"',
  );
  const rows = MONTHS.flatMap((of) => STUDENTS.map((student, at) => `${student},${of},${20 + at}`));
  const stdin = ['student_id,month,days_present', ...rows, ''].join('\n');
  expect((await mess.with({ stdin })('attendance', 'import', '-')).code).toBe(0);
  // Without a bill there is little to pay, and nothing that a charge can be in.
  await mess.do(
    'bill register --month 2025-03 --per-head 1500.50 --yes --quiet',
    'bill register --month 2025-05 --per-head 2100 --yes --quiet',
  );
  return { mess, owed: new Map(), deposits: new Map(), charges: [], payments: [] };
}
