import { expect } from 'vitest';
import type { ClosedBooksDocument } from '../../../../src/documents/schemas/payments/books.ts';
import type {
  AccountDocument,
  SettlementDocument,
} from '../../../../src/documents/schemas/payments/payments.ts';
import { payByBank } from './bank-lines.ts';
import { checkAccounts, checkTrialBalance } from './checks.ts';
import { addDays, minorOf, money } from './journal.ts';
import { bounceOne, clearSuspense, importAndUndo, importMonth, planBank } from './statements.ts';
import {
  billMonth,
  changeBill,
  depositOf,
  duesOf,
  goTo,
  type Member,
  move,
  owedBy,
  payAtDesk,
  receiveDeposit,
  reverse,
  someCosts,
  someMinor,
  take,
  today,
  type Year,
} from './year.ts';

/** @param at 0 for June 2025 */
export function monthAt(at: number): string {
  return new Date(Date.UTC(2025, 5 + at, 1)).toISOString().slice(0, 7);
}

/** What is done in the month after a month: the files and the bill of that, and what comes up. */
export async function playMonth(year: Year, at: number): Promise<void> {
  const [before, month, next] = [at - 1, at, at + 1].map(monthAt) as [string, string, string];
  await goTo(year, `${next}-02`);
  if (at % 3 === 0) await closeQuarter(year, addDays(`${next}-01`, -1));
  await importMonth(year, month);
  if (at > 0) await fine(year, before, at % 3 === 2);
  await billMonth(year, month);
  planBank(year, next);
  await goTo(year, `${next}-08`);
  await payAtCounter(year, next);
  await goTo(year, `${next}-12`);
  await clearSuspense(year);
  await correct(year, month, at);
  await settleAccounts(year, at);
  await countCash(year);
  if (at % 4 === 1) bounceOne(year, `${next}-26`);
  if (at > 0) await take(year, `month close ${before}`);
}

async function fine(year: Year, month: string, isWaived: boolean): Promise<void> {
  const { fees } = await take<{ fees: { studentId: string; amount: string }[] }>(
    year,
    `dues fines --month ${month} --yes`,
  );
  for (const { studentId, amount } of fees) {
    year.journal.enter(today(year), 'fine', [[duesOf(studentId), minorOf(amount)]], 'late fees');
  }
  const [first] = fees;
  if (!isWaived || first === undefined) return;
  const waive = `dues waive ${first.studentId} --month ${month} --reason "was ill"`;
  await move(year, waive, duesOf(first.studentId), 'late fees');
}

/** Some pay cash, one of them for a closed day, and one by an app whose number is typed. */
async function payAtCounter(year: Year, month: string): Promise<void> {
  const { random, roll, bank } = year;
  const someone = () => random.pick(roll);
  await payAtDesk(year, someone().id, someMinor(year, 100, 300_000), 'cash', '--date 2025-06-20');
  const typo = await payAtDesk(year, someone().id, someMinor(year, 1, 90_000), 'cash');
  await payAtDesk(year, someone().id, someMinor(year, 1, 90_000), 'cheque');
  await reverse(year, typo);
  const payer = someone();
  const line = payByBank('by hand', `${month}-07`, someMinor(year, 1, 300_000), [payer], 500_000);
  const typed = `--date ${line.date} --reference ${line.reference.slice(4)} --month ${month}`;
  await payAtDesk(year, payer.id, line.minor, 'upi', typed);
  const place = bank.findIndex(({ date }) => date > line.date);
  bank.splice(place < 0 ? bank.length : place, 0, line);
}

/** A bill is revised after it was paid, or made anew; a file is taken back. */
async function correct(year: Year, month: string, at: number): Promise<void> {
  const [one, other] = year.roll as [Member, Member];
  if (at % 3 === 1) {
    const late = `charge add ${one.id} --month ${month} --kind guest --quantity 2.5 --rate 64.90`;
    await take(year, late);
    await take(year, `charge add ${other.id} --month ${month} --kind fine --amount 12.34`);
    const { charges } = await take<{ charges: { no: number; kind: string }[] }>(
      year,
      `charge list --month ${month}`,
    );
    const guest = charges.find(({ kind }) => kind === 'guest');
    await take(year, `charge void ${guest?.no} --reason "did not come" --yes`);
    const revise = `bill revise --month ${month} ${someCosts(year)} --reason "gas was missing"`;
    await changeBill(year, month, `${revise} --yes`);
  }
  if (at % 4 === 2) {
    await changeBill(year, month, `bill void --month ${month} --reason "of another hall" --yes`);
    await changeBill(year, month, `bill register --month ${month} ${someCosts(year)} --yes`);
  }
  if (at % 5 === 1) await importAndUndo(year);
}

/** Deposits, credit that is given back, what nobody will pay, and who leaves for good. */
async function settleAccounts(year: Year, at: number): Promise<void> {
  const { roll, mess } = year;
  if (at % 6 === 0) {
    for (const { id } of roll.slice(at, at + 7)) {
      await receiveDeposit(year, id, someMinor(year, 900_000, 1_200_000));
    }
  }
  const inCredit = roll.find(({ id }) => owedBy(year, id) < -1n);
  if (at % 2 === 1 && inCredit) {
    const amount = money(-owedBy(year, inCredit.id) / 2n);
    const refund = `payment refund ${inCredit.id} --amount ${amount} --method bank`;
    await move(year, refund, 'bank', duesOf(inCredit.id));
  }
  const debtor = roll.find(({ id }) => owedBy(year, id) > 100n);
  if (at % 4 === 2 && debtor) {
    const writeOff = `dues write-off ${debtor.id} --amount 0.37 --reason "not worth a letter"`;
    await move(year, writeOff, duesOf(debtor.id), 'written off');
  }
  if (at === 3) {
    const [id, name, phone] = ['23CS001', 'Meera Pillai', '9811100022'];
    await mess.do(
      `student add ${id} --name "${name}" --branch CSE --phone ${phone} --joined 2025-10-01`,
    );
    roll.push({ id, name, phone, left: null });
  }
  if (at % 5 === 1) {
    const leaver = roll.find(({ left }) => left === null) as Member;
    leaver.left = today(year);
    await take(year, `student remove ${leaver.id} --on ${leaver.left}`);
  }
  const leaver = roll.find(({ left }) => left?.startsWith(monthAt(at)));
  if (leaver !== undefined) await settle(year, leaver.id);
}

/** Does what the page of who leaves says. */
async function settle(year: Year, id: string): Promise<void> {
  const page = await take<SettlementDocument>(year, `student settle ${id}`);
  const held = year.journal.sum().get(depositOf(id)) ?? 0n;
  expect(page).toMatchObject({
    balance: money(owedBy(year, id)),
    deposit: money(-held),
    unbilled: [],
  });
  if (page.fromDeposit !== '0.00') {
    await move(year, `deposit use ${id}`, duesOf(id), depositOf(id));
  }
  if (page.depositBack !== '0.00') {
    await move(year, `deposit refund ${id} --method cash`, 'cash', depositOf(id));
  }
  if (page.creditBack !== '0.00') {
    const refund = `payment refund ${id} --amount ${page.creditBack} --method bank`;
    await move(year, refund, 'bank', duesOf(id));
  }
  if (page.toCollect !== '0.00') await payAtDesk(year, id, minorOf(page.toCollect), 'cash');
  const { balance, deposit } = await take<AccountDocument>(year, `dues show ${id}`);
  expect([balance, deposit]).toEqual(['0.00', '0.00']);
}

/** A rupee or two is missing, and the rest is brought to the bank. */
async function countCash(year: Year): Promise<void> {
  const recorded = year.journal.sum().get('cash') ?? 0n;
  const [missing, left] = [BigInt(year.random.below(300)), 5000n];
  if (recorded <= left + missing) return;
  const taken = recorded - left - missing;
  await take(year, `cash count --amount ${money(left)} --taken-out ${money(taken)} --yes`);
  year.journal.enter(today(year), 'count', [['cash taken out', taken]], 'cash');
  year.journal.enter(today(year), 'count', [['cash difference', missing]], 'cash');
}

async function closeQuarter(year: Year, through: string): Promise<void> {
  const { accounts } = await take<ClosedBooksDocument>(year, `books close --through ${through}`);
  year.journal.closeThrough(through);
  checkTrialBalance(year, accounts, through);
  await checkAccounts(year, through);
}
