import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { AccountDocument } from '../../src/documents/schemas/payments/payments.ts';
import { checkDuesList } from '../support/books/dues-list.ts';
import { checkJournal } from '../support/journal/exported.ts';
import { createMess, type TestMess } from '../support/mess.ts';
import { trySignIn } from '../support/records/sign-in.ts';
import { countTried } from '../support/strength.ts';
import { CHARGE_KINDS, type Charged, charge, checkCharges, voidCharge } from './account-charges.ts';
import { exactly, TIMEOUT_MS } from './state.ts';

/** A long run takes more, and another `MESS_FUZZ_SEED`. */
const RUNS = Number(process.env.MESS_FUZZ_RUNS ?? countTried(12));
const ALL_RUNS_MS = Math.max(TIMEOUT_MS, RUNS * 60_000);

vi.setConfig({ testTimeout: ALL_RUNS_MS });

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
      do: kind('pay', 'pay', 'pay and take back', 'hold and give back'),
      id,
      minor,
      month: fc.option(month),
    }),
    weight: 4,
  },
  { arbitrary: fc.record({ do: kind('reverse'), index: fc.nat(20) }), weight: 2 },
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
  readonly entries: Entry[];
}

/** What has a receipt or a voucher, and what it adds to what is owed and to the deposit. */
interface Entry {
  readonly number: string;
  readonly id: string;
  readonly owed: bigint;
  readonly held: bigint;
  isReversed: boolean;
}

const written = (amount: bigint | number) =>
  `${BigInt(amount) / 100n}.${String(BigInt(amount) % 100n).padStart(2, '0')}`;
const read = (text: unknown) => BigInt(String(text).replace('.', ''));

function add(map: Map<string, bigint>, of: string, amount: bigint): void {
  map.set(of, (map.get(of) ?? 0n) + amount);
}

async function take(books: Books, each: Step): Promise<void> {
  const { mess, entries, charges } = books;
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
    await reverse(books, entries.at(-1));
    expect((await showAccounts(mess)).map(withoutLines)).toEqual(before.map(withoutLines));
  } else if (each.do === 'hold and give back') {
    const to = `${each.id} --amount ${written(each.minor)}`;
    await moveMoney(books, 'receive', to, each.id);
    await moveMoney(books, 'give back', to, each.id);
    await reverse(books, entries.at(-2));
  } else if (each.do === 'reverse') {
    await reverse(books, entries[each.index % entries.length]);
  } else if (each.do === 'void charge') {
    const charged = charges[each.index % charges.length];
    if (charged !== undefined) await voidCharge(mess, charged);
  } else if (each.do === 'waive') {
    const line = `dues waive ${each.id} --month ${each.month} --reason x`;
    await enter(books, each.id, line, { owed: -1n });
  }
}

/**
 * Enters something that may be refused.
 *
 * @param adds for each unit, to what is owed and to the deposit
 */
async function enter(
  { mess, owed, deposits, entries }: Books,
  of: string,
  line: string,
  adds: { readonly owed?: bigint; readonly held?: bigint },
): Promise<void> {
  const { code, stdout } = await mess(...line.split(' '), '--json');
  expect([0, 8], line).toContain(code);
  if (code !== 0) return;
  const { amount, receipt, voucher } = JSON.parse(stdout);
  const entry = {
    number: receipt ?? voucher,
    id: of,
    owed: (adds.owed ?? 0n) * read(amount),
    held: (adds.held ?? 0n) * read(amount),
    isReversed: false,
  };
  entries.push(entry);
  add(owed, of, entry.owed);
  add(deposits, of, entry.held);
}

function moveMoney(
  books: Books,
  what: (typeof MOVES)[number],
  to: string,
  of: string,
): Promise<void> {
  if (what === 'refund') {
    return enter(books, of, `payment refund ${to} --method cash`, { owed: 1n });
  }
  if (what === 'write off') {
    return enter(books, of, `dues write-off ${to} --reason x`, { owed: -1n });
  }
  if (what === 'receive') {
    return enter(books, of, `deposit receive ${to} --method upi`, { held: 1n });
  }
  if (what === 'use') return enter(books, of, `deposit use ${to}`, { owed: -1n, held: -1n });
  return enter(books, of, `deposit refund ${to} --method cash`, { held: -1n });
}

function pay(books: Books, of: string, amount: number, for_: string | null): Promise<void> {
  const named = for_ === null ? '' : ` --month ${for_}`;
  const line = `payment record ${of} --amount ${written(amount)} --method cash${named}`;
  return enter(books, of, line, { owed: -1n });
}

/** Refused where it was taken back already, or of a deposit less is held by now. */
async function reverse({ mess, owed, deposits }: Books, entry: Entry | undefined): Promise<void> {
  if (entry === undefined) return;
  const { code } = await mess('payment', 'reverse', entry.number, '--reason', 'x');
  const isHeld = entry.held <= 0n || (deposits.get(entry.id) ?? 0n) >= entry.held;
  expect(code, entry.number).toBe(entry.isReversed || !isHeld ? 8 : 0);
  if (code !== 0) return;
  add(owed, entry.id, -entry.owed);
  add(deposits, entry.id, -entry.held);
  entry.isReversed = true;
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
  await checkJournal(mess);
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
    exactly(RUNS, ALL_RUNS_MS),
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
  return { mess, owed: new Map(), deposits: new Map(), charges: [], entries: [] };
}
