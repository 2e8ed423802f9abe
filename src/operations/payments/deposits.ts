import { requirePermission } from '../../auth/permissions.ts';
import { listDepositSums } from '../../data/payments/deposits.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  commonAccount,
  depositOf,
  duesOf,
  type Method,
  transfer,
} from '../../domain/payments/entry.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import type { Month } from '../../domain/values/month.ts';
import { ConflictError } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';
import type { StudentAccount } from './accounts/account.ts';
import { type AccountChange, changeAccount } from './accounts/change.ts';
import { refuseTakenReference } from './record-payment.ts';
import type { GivenBack } from './refund.ts';

/** Caution money that a student gives. */
export interface DepositDetails {
  /** In minor units. */
  readonly amountMinor: bigint;
  /** Of the money, `YYYY-MM-DD`; today when undefined. */
  readonly date?: string | undefined;
  readonly method: Method;
  readonly reference: string | null;
  readonly note: string | null;
  /** A reference that another receipt has is taken. */
  readonly isAgain: boolean;
}

/**
 * Takes caution money, with a receipt of its own series. It pays no dues.
 *
 * @throws NotFoundError no such student
 * @throws ConflictError no accounts are kept yet; another receipt has the reference
 * @throws ValueError the day is yet to come
 */
export async function receiveDeposit(
  mess: Mess,
  actor: Actor,
  id: string,
  { isAgain, ...details }: DepositDetails,
): Promise<AccountChange> {
  requirePermission(actor, 'receive deposits');
  return changeAccount(mess, actor, 'deposit receive', id, async ({ student }, trx) => {
    const { amountMinor, method, reference } = details;
    if (reference !== null && !isAgain) await refuseTakenReference(trx, reference);
    const postings = transfer(depositOf(student.no), commonAccount(method), amountMinor);
    return { kind: 'deposit', receiptOf: 'deposits', postings, ...details };
  });
}

/**
 * Pays dues out of the deposit.
 *
 * @param amountMinor in minor units; all that is owed, as far as the deposit goes, when undefined
 * @param month whose bill it pays first; null for none
 * @throws NotFoundError no such student
 * @throws ConflictError less is held, or less is owed; no accounts are kept yet
 */
export async function useDeposit(
  mess: Mess,
  actor: Actor,
  id: string,
  said: { amountMinor: bigint | undefined; month: Month | null; note: string | null },
): Promise<AccountChange> {
  requirePermission(actor, 'use and refund deposits');
  return changeAccount(mess, actor, 'deposit use', id, (account) => {
    const { student, balanceMinor, depositMinor } = account;
    const amountMinor = said.amountMinor ?? smaller(balanceMinor, depositMinor);
    if (balanceMinor <= 0n || amountMinor > balanceMinor) {
      throw duesExceeded(mess, account, amountMinor);
    }
    refuseBeyondDeposit(mess, account, amountMinor);
    const postings = transfer(duesOf(student.no), depositOf(student.no), amountMinor);
    return { ...said, kind: 'deposit used', amountMinor, postings };
  });
}

/**
 * Gives the deposit back, or a part of it.
 *
 * @param amountMinor in minor units; all that is held when undefined
 * @throws NotFoundError no such student
 * @throws ConflictError less is held; no accounts are kept yet
 * @throws ValueError the day is yet to come
 */
export async function refundDeposit(
  mess: Mess,
  actor: Actor,
  id: string,
  said: GivenBack & { readonly amountMinor: bigint | undefined },
): Promise<AccountChange> {
  requirePermission(actor, 'use and refund deposits');
  return changeAccount(mess, actor, 'deposit refund', id, (account) => {
    const { student, depositMinor } = account;
    const amountMinor = said.amountMinor ?? depositMinor;
    refuseBeyondDeposit(mess, account, amountMinor);
    const postings = transfer(commonAccount(said.method), depositOf(student.no), amountMinor);
    return { ...said, kind: 'deposit refund', amountMinor, postings };
  });
}

/** What is held of a student's, and how it came about. All amounts in minor units. */
export interface Deposit {
  readonly studentId: string;
  readonly name: string;
  readonly branch: string;
  readonly left: string | null;
  readonly receivedMinor: bigint;
  /** Moved to dues. */
  readonly usedMinor: bigint;
  readonly refundedMinor: bigint;
  readonly heldMinor: bigint;
}

/** Of everybody who has any, in the order of their ids; with `hasAll` also of whom there is none any more. */
export async function listDeposits(
  mess: Mess,
  actor: Actor,
  { hasLeft = false, hasAll = false }: { hasLeft?: boolean; hasAll?: boolean },
): Promise<Deposit[]> {
  requirePermission(actor, "see everybody's dues");
  const sums = new Map((await listDepositSums(mess.db)).map((each) => [each.studentNo, each]));
  return (await listStudents(mess.db)).flatMap(({ no, id, name, branch, left }) => {
    const sum = sums.get(no);
    if (sum === undefined || (hasLeft && left === null)) return [];
    const { studentNo: _, ...amounts } = sum;
    const heldMinor = sum.receivedMinor - sum.usedMinor - sum.refundedMinor;
    if (heldMinor === 0n && !hasAll) return [];
    return [{ studentId: id, name, branch, left, ...amounts, heldMinor }];
  });
}

/** @throws ConflictError less is held, or nothing at all */
export function refuseBeyondDeposit(
  { settings }: Pick<Mess, 'settings'>,
  { student, depositMinor }: Pick<StudentAccount, 'student' | 'depositMinor'>,
  amountMinor: bigint,
): void {
  if (amountMinor > 0n && amountMinor <= depositMinor) return;
  const money = moneyFormat(settings);
  const held = depositMinor === 0n ? 'nothing is' : `${money(depositMinor)} are`;
  throw new ConflictError('deposit_exceeded', `Of ${student.id}, ${held} held as a deposit.`, {
    about: { id: student.id },
  });
}

/** More is to be taken off the dues than there is. */
export function duesExceeded(
  { settings }: Pick<Mess, 'settings'>,
  { student, balanceMinor }: Pick<StudentAccount, 'student' | 'balanceMinor'>,
  amountMinor: bigint,
): ConflictError {
  const money = moneyFormat(settings);
  const sentence =
    balanceMinor > 0n
      ? `${student.id} owes ${money(balanceMinor)}, not ${money(amountMinor)}.`
      : `${student.id} owes nothing.`;
  return new ConflictError('dues_exceeded', sentence, { about: { id: student.id } });
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
