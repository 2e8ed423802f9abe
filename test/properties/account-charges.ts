import { expect } from 'vitest';
import type { TestMess } from '../support/mess.ts';

export const CHARGE_KINDS = ['guest', 'extra', 'fine', 'discount'] as const;

/** What was charged, in minor units; less than 0 for a discount. */
export interface Charged {
  readonly no: number;
  readonly id: string;
  readonly month: string;
  readonly minor: bigint;
  isVoid: boolean;
}

const minorOf = (text: string | null) => BigInt((text ?? '0').replace('.', ''));

/** @param amount as it is written */
export async function charge(
  mess: TestMess,
  charges: Charged[],
  { id, month, kind, amount }: Pick<Charged, 'id' | 'month'> & { kind: string; amount: string },
): Promise<void> {
  const line = ['charge', 'add', id, '--month', month, '--kind', kind, '--amount', amount];
  const said = await mess.json<{ charges: { no: number }[] }>(...line);
  const minor = minorOf(amount) * (kind === 'discount' ? -1n : 1n);
  charges.push({ no: said.charges[0]?.no ?? 0, id, month, minor, isVoid: false });
}

/** One that was taken back already is refused. */
export async function voidCharge(mess: TestMess, charged: Charged): Promise<void> {
  const { code } = await mess('charge', 'void', String(charged.no), '--reason', 'x', '--yes');
  expect(code).toBe(charged.isVoid ? 8 : 0);
  charged.isVoid = true;
}

interface BillDocument {
  readonly charges: string | null;
  readonly changed: { readonly charges: readonly string[] };
  readonly shares: readonly {
    readonly studentId: string;
    readonly perHead: string;
    readonly charges: string | null;
    readonly amount: string;
  }[];
}

/** A bill has what was charged, but of those of whom it says that it changed since, and of them it has not. */
export async function checkCharges(
  mess: TestMess,
  charges: readonly Charged[],
  month: string,
): Promise<void> {
  const { code, stdout } = await mess('bill', 'show', '--month', month, '--json');
  if (code === 3) return;
  const bill: BillDocument = JSON.parse(stdout);
  const owed = (id: string) =>
    charges.reduce((sum, each) => {
      return each.id === id && each.month === month && !each.isVoid ? sum + each.minor : sum;
    }, 0n);
  const others = bill.shares.filter(
    ({ studentId, charges: part }) => minorOf(part) !== owed(studentId),
  );
  expect(others.map(({ studentId }) => studentId)).toEqual(bill.changed.charges);
  let sum = 0n;
  for (const { perHead, charges: part, amount } of bill.shares) {
    expect(minorOf(amount)).toBe(minorOf(perHead) + minorOf(part));
    sum += minorOf(part);
  }
  expect(minorOf(bill.charges)).toBe(sum);
}
