import { requirePermission } from '../../../auth/permissions.ts';
import { type LedgerEntry, listEntriesBetween } from '../../../data/payments/ledger.ts';
import { listStudents } from '../../../data/students/students.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { EntryKind, Method } from '../../../domain/payments/entry.ts';
import { type MethodTotal, sumByMethod } from '../../../domain/payments/method-total.ts';
import type { Mess } from '../../mess/mess.ts';
import { type Payment, toPayment } from './payments.ts';

export interface PaymentFilter {
  /** Days of the money, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly method?: Method | undefined;
  /** Who entered it, without regard to case. */
  readonly by?: string | undefined;
  /** Also those that were reversed. */
  readonly hasReversed?: boolean;
}

export interface ListedPayments {
  readonly payments: readonly Payment[];
  readonly totals: readonly MethodTotal[];
  /** How many that were reversed are left out. */
  readonly leftOut: number;
}

/** What is money of a student that came in or went out. */
const OF_STUDENTS: readonly EntryKind[] = ['payment', 'deposit', 'refund', 'deposit refund'];

/** What else moves money: what was missing, taken out, or brought to the bank. */
const OF_NOBODY: readonly EntryKind[] = ['cash count', 'transfer'];

/**
 * Money that was given and given back, in the order in which it was entered, and what there is by each method:
 * of all days and by everybody that is, in cash, what must be in the box.
 */
export async function listPayments(
  mess: Mess,
  actor: Actor,
  { from, to, method, by, hasReversed = false }: PaymentFilter,
): Promise<ListedPayments> {
  requirePermission(actor, "see everybody's dues");
  const isMeant = (each: LedgerEntry) =>
    by === undefined || each.by?.toLowerCase() === by.toLowerCase();
  const kinds = [...OF_STUDENTS, ...OF_NOBODY];
  const entries = (await listEntriesBetween(mess.db, kinds, from, to)).filter(isMeant);
  const roll = new Map((await listStudents(mess.db)).map((each) => [each.no, each]));
  const meant = entries
    .filter(({ kind }) => OF_STUDENTS.includes(kind))
    .filter((each) => method === undefined || each.method === method);
  const payments = meant
    .filter((each) => hasReversed || each.reversedBy === null)
    .map((entry) => toPayment(entry, roll));
  const others = entries
    .filter(({ kind, reversedBy }) => OF_NOBODY.includes(kind) && reversedBy === null)
    .flatMap(({ postings }) => postings)
    .filter(({ account }) => method === undefined || account === method);
  const standing = payments.filter(({ isReversed }) => !isReversed);
  const leftOut = meant.length - payments.length;
  return { payments, totals: sumByMethod(standing, others), leftOut };
}
