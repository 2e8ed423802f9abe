import { expect } from 'vitest';
import type {
  AccountDocument,
  DuesDocument,
} from '../../../src/documents/schemas/payments/payments.ts';
import type { TestMess } from '../mess.ts';

const written = (amount: bigint) => {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const read = (text: unknown) => BigInt(String(text).replace('.', ''));

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** What a list of dues has to say, by what the accounts say. */
function listedOf({ student, balance, outstanding }: AccountDocument) {
  const owedIn = (least: number, most: number) =>
    sum(
      outstanding
        .filter(({ daysLate }) => daysLate >= least && daysLate <= most)
        .map(({ amount }) => read(amount)),
    );
  const all = owedIn(0, 1e9);
  return {
    studentId: student.id,
    balance,
    credit: written(all - read(balance)),
    overdue: written(owedIn(1, 1e9)),
    oldestDue: outstanding.map(({ due }) => due).sort()[0] ?? null,
    buckets: {
      notDue: written(owedIn(0, 0)),
      days1to30: written(owedIn(1, 30)),
      days31to60: written(owedIn(31, 60)),
      days61to90: written(owedIn(61, 90)),
      over90: written(owedIn(91, 1e9)),
    },
  };
}

/**
 * Expects of the list of dues what the accounts say: of each who owes anything or has credit.
 *
 * @param accounts of everybody, as they are shown with the same last day
 */
export async function checkDuesList(
  mess: TestMess,
  accounts: AccountDocument[],
  ...options: string[]
) {
  const listed = await mess.json<DuesDocument[]>('dues', 'list', ...options);
  const expected = accounts.map(listedOf).filter(({ balance }) => balance !== '0.00');
  const byId = (a: { studentId: string }, b: { studentId: string }) =>
    a.studentId < b.studentId ? -1 : 1;
  expect(
    [...listed].sort(byId).map(({ name: _, branch: __, left: ___, billed, paid, ...each }) => {
      expect(read(billed) - read(paid)).toBe(read(each.balance));
      return each;
    }),
  ).toEqual(expected);
}
