import { expect } from 'vitest';
import type { ImportedStatement } from '../../../support/records/statements.ts';
import { type BankLine, bounce, exportStatement, type LineKind, payByBank } from './bank-lines.ts';
import { addDays, minorOf, money } from './journal.ts';
import { enterPayment, owedBy, reverse, someMinor, take, today, type Year } from './year.ts';

const METHODS: Readonly<Partial<Record<LineKind, string>>> = {
  ...{ code: 'upi', phone: 'upi', parent: 'upi', two: 'upi', 'by hand': 'upi' },
  ...{ neft: 'bank', cheque: 'cheque' },
};

/** Who pays how, one after the other: most use the note, and one in six pays not at all. */
const WAYS = ['code', 'parent', 'code', 'phone', 'neft', 'cheque', 'code', null, 'two'] as const;

/** What students will pay into the bank in a month, and what else will happen there. */
export function planBank(year: Year, month: string): void {
  const { random, bank, roll } = year;
  const lines: BankLine[] = [];
  const add = (kind: LineKind, day: number, minor: bigint, ...payers: Year['roll']) => {
    const date = `${month}-${String(day).padStart(2, '0')}`;
    lines.push(payByBank(kind, date, minor, payers, bank.length + lines.length));
  };
  for (const [at, member] of roll.entries()) {
    const way = WAYS[(at + random.below(3)) % WAYS.length];
    const owed = owedBy(year, member.id);
    if (!way || owed <= 0n) continue;
    const isForeign = member.phone.startsWith('+');
    const other = roll[(at + 1) % roll.length];
    // Some round up, and some pay a part.
    const minor = [owed, (owed / 10_000n + 1n) * 10_000n, owed / 2n + 1n][random.below(3)] ?? owed;
    const day = 5 + random.below(24);
    if (way === 'two' && other) add('two', day, minor + 1n, member, other);
    else add(isForeign && way === 'phone' ? 'code' : way, day, minor, member);
  }
  add('spent', 9, -someMinor(year, 1, 900_000));
  add('spent', 9, -someMinor(year, 1, 900_000));
  add('own cash', 14, someMinor(year, 1, 50_000));
  add('settlement', 20, someMinor(year, 1, 90_000));
  add('interest', 30 - Number(month.endsWith('-02')) * 2, someMinor(year, 1, 9000));
  bank.push(...lines.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)));
}

/** A payment of the file before comes back. */
export function bounceOne(year: Year, date: string): void {
  const { bank } = year;
  const line = bank.findLast(({ kind, isBooked }) => kind === 'code' && isBooked);
  if (line === undefined) return;
  const at = bank.findIndex((each) => each.date > date);
  bank.splice(at < 0 ? bank.length : at, 0, bounce(line, date));
}

/** The file of a month, which begins a week before it; all of it is where it belongs. */
export async function importMonth(year: Year, month: string): Promise<void> {
  const from = addDays(`${month}-01`, -7);
  const lines = year.bank.filter(({ date }) => date >= from && date.slice(0, 7) <= month);
  const earlier = year.bank.filter(({ date }) => date < from);
  const opening = earlier.reduce((sum, { minor }) => sum + minor, 100_000_000n);
  const file = await year.mess.file(`bank-${month}.csv`, exportStatement(lines, opening));
  const said = await take<ImportedStatement>(year, `payment import ${file} --yes`);
  expect(said).toMatchObject({ provedByBalance: true, missing: [] });
  const fresh = lines.filter(({ isBooked }) => !isBooked);
  const of = (...kinds: LineKind[]) => fresh.filter(({ kind }) => kinds.includes(kind));
  const isKnownPayer = ({ narration }: BankLine) => year.learned.has(payerOf(narration));
  const posted = [...of('code', 'phone', 'neft'), ...of('parent').filter(isKnownPayer)];
  const unclear = [...of('parent').filter((each) => !isKnownPayer(each)), ...of('cheque', 'two')];
  const lineOf = (line: BankLine) => lines.indexOf(line) + 2;
  const byLine = (of: readonly BankLine[], key: (line: BankLine) => unknown) =>
    Object.fromEntries(of.map((line) => [lineOf(line), key(line)]));
  expect(Object.fromEntries(said.posted.map(({ line, studentId }) => [line, studentId]))).toEqual(
    byLine(posted, ({ students }) => students[0]),
  );
  expect(Object.fromEntries(said.suspense.map(({ line, amount }) => [line, amount]))).toEqual(
    byLine(unclear, ({ minor }) => money(minor)),
  );
  expect(Object.fromEntries(said.others.map(({ line, what }) => [line, what]))).toEqual(
    byLine(of('interest', 'own cash', 'settlement'), ({ kind }) => kind),
  );
  const known = lines.filter(
    ({ isBooked, kind, minor }) => minor > 0n && (isBooked || kind === 'by hand'),
  );
  expect(said.known.lines).toBe(known.length);
  for (const { line, receipt } of said.posted) enterLine(year, lines[line - 2], receipt);
  for (const line of unclear) {
    year.journal.enter(line.date, 'of whom', [[methodOf(line), line.minor]], 'suspense');
  }
  for (const line of of('interest', 'own cash', 'settlement')) enterOther(year, line);
  for (const line of of('bounced')) {
    const back = said.returned.find((each) => each.line === lineOf(line));
    await reverse(year, back?.receipt ?? '');
  }
  for (const line of fresh) line.isBooked = true;
}

const methodOf = ({ kind }: BankLine) => METHODS[kind] ?? 'bank';
const payerOf = (narration: string) => /[\w.]+@\w+/.exec(narration)?.[0] ?? '';

function enterLine(year: Year, line: BankLine | undefined, receipt: string | null): void {
  if (line === undefined || receipt === null) throw new Error('posted without a receipt');
  const { students, minor, date } = line;
  const method = methodOf(line);
  enterPayment(year, receipt, { id: students[0] ?? '', minor, method }, date);
}

function enterOther({ journal }: Year, { kind, date, minor }: BankLine): void {
  const from = kind === 'interest' ? 'income' : kind === 'settlement' ? 'clearing' : 'cash';
  journal.enter(date, kind, [['bank', minor]], from);
}

interface Assigned {
  readonly parts: readonly {
    readonly receipt: string;
    readonly studentId: string;
    readonly amount: string;
  }[];
  readonly learned: string | null;
}

/** Who came to the desk and said so: of five lines one is of nobody, and one stays where it is. */
export async function clearSuspense(year: Year): Promise<void> {
  const open = await take<{ no: number; narration: string; amount: string }[]>(
    year,
    'payment suspense list',
  );
  for (const [at, { no, narration, amount }] of open.entries()) {
    const line = year.bank.find((each) => each.narration === narration);
    if (line === undefined) throw new Error(`nobody paid with ${narration}`);
    if (at % 5 === 4) continue;
    const { minor } = line;
    expect(amount).toBe(money(minor));
    if (at % 5 === 3) {
      await take(year, `payment suspense ignore ${no} --reason "sale of old tins"`);
      year.journal.enter(line.date, 'tins', [['suspense', minor]], 'income');
      continue;
    }
    const [one, other] = line.students;
    const half = minor / 2n;
    const said = await take<Assigned>(
      year,
      other === undefined
        ? `payment suspense assign ${no} ${one}`
        : `payment suspense split ${no} ${one} ${money(half)} ${other} ${money(minor - half)}`,
    );
    for (const { receipt, studentId, amount } of said.parts) {
      const payment = { id: studentId, minor: minorOf(amount), method: methodOf(line) };
      enterPayment(year, receipt, payment, line.date, 'suspense');
    }
    if (said.learned !== null) year.learned.add(payerOf(line.narration));
  }
}

/** A file of another mess, which is seen and taken back on the same day. */
export async function importAndUndo(year: Year): Promise<void> {
  const { mess, roll } = year;
  const [line] = roll.slice(0, 1).map((member) => {
    return payByBank('code', addDays(today(year), -1), 12_345n, [member], 900_000);
  });
  if (line === undefined) throw new Error('nobody is on the roll');
  const file = await mess.file('other.csv', exportStatement([line], 5n));
  const said = await take<ImportedStatement>(year, `payment import ${file} --yes --account other`);
  enterLine(year, line, said.posted[0]?.receipt ?? null);
  await take(year, `payment undo ${said.import} --reason "of another mess"`);
  for (const { receipt } of said.posted) {
    const payment = year.payments.get(receipt ?? '');
    if (payment !== undefined) payment.isReversed = true;
  }
  const [id = ''] = line.students;
  year.journal.enter(today(year), 'undone', [['upi', -line.minor]], `dues:${id}`);
}
