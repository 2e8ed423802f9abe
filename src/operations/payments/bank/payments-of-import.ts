import { requirePermission } from '../../../auth/permissions.ts';
import { listEntriesEnteredBy } from '../../../data/payments/ledger.ts';
import { listStudents } from '../../../data/students/students.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Mess } from '../../mess/mess.ts';
import { type Payment, toPayment } from '../receipts/payments.ts';
import { standing, traceBookings } from './bookings.ts';
import { getStandingImport } from './undo-import.ts';

/** What came of a bank's file by now. */
export interface PaymentsOfImport {
  /** In the order of its lines: what it booked, and what was assigned of it since; also what was reversed. */
  readonly payments: readonly Payment[];
  /** Lines whose money is in suspense. */
  readonly suspended: number;
}

/**
 * @throws NotFoundError no such import
 * @throws ConflictError it is one of another kind, or undone
 */
export async function listPaymentsOfImport(
  { db }: Pick<Mess, 'db'>,
  actor: Actor,
  no: number,
): Promise<PaymentsOfImport> {
  requirePermission(actor, "see everybody's dues");
  const { changedBy } = await getStandingImport(db, no);
  const roll = new Map((await listStudents(db)).map((each) => [each.no, each]));
  const payments: Payment[] = [];
  let suspended = 0;
  for (const entry of await listEntriesEnteredBy(db, changedBy)) {
    const bookings = await traceBookings(db, entry);
    for (const { entry: booked } of bookings) {
      if (booked.kind === 'payment') payments.push(toPayment(booked, roll));
    }
    if (standing(bookings).some(({ kind }) => kind === 'suspense')) suspended++;
  }
  return { payments, suspended };
}
