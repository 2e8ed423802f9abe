import type { Knex } from 'knex';
import type { MadeBill } from '../../domain/billing/touched-bill.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';

/**
 * Months in which attendance or a charge was written after their live bill was made, or a purchase, where
 * the bill is made up of them.
 */
export async function listMonthsWrittenSince(db: Knex): Promise<Month[]> {
  const rows = await dialectOf(db).selectArrays<[Month]>(
    db,
    `select bills."month" from bills
     join audit_entries as made on made.operation_id = bills.operation_id
     where bills.status = 'live' and (
       exists (
         select 1 from purchases
         where purchases."date" between concat(bills."month", '-01') and concat(bills."month", '-31')
           and (purchases.entered_by > made."sequence" or purchases.voided_by > made."sequence")
           and exists (
             select 1 from bill_heads
             where bill_heads."month" = bills."month" and bill_heads.revision = bills.revision))
       or exists (
         select 1 from charges where charges."month" = bills."month"
           and (charges.entered_by > made."sequence" or charges.voided_by > made."sequence"))
       or exists (
         select 1 from attendance_history as history
         where history."month" = bills."month" and history.replaced_by > made."sequence")
       or exists (
         select 1 from attendance
         where attendance."month" = bills."month" and attendance.changed_by > made."sequence"))`,
  );
  return rows.map(([month]) => month);
}

/** Months in which purchases were entered or taken back after their live bill was made. */
export async function listMonthsBoughtSince(db: Knex): Promise<Set<Month>> {
  const rows = await dialectOf(db).selectArrays<[Month]>(
    db,
    `select distinct bills."month" from bills
     join audit_entries as made on made.operation_id = bills.operation_id
     join purchases
       on purchases."date" between concat(bills."month", '-01') and concat(bills."month", '-31')
     where bills.status = 'live'
       and (purchases.entered_by > made."sequence" or purchases.voided_by > made."sequence")`,
  );
  return new Set(rows.map(([month]) => month));
}

/** The live bills that mess worked out. */
export async function listMadeBills(db: Knex): Promise<MadeBill[]> {
  type Row = [Month, rollAsOf: number | null, madeBy: number, madeAt: string];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select bills."month", bills.roll_as_of, made."sequence", made."at" from bills
     join audit_entries as made on made.operation_id = bills.operation_id
     where bills.status = 'live' and bills.origin = 'computed'`,
  );
  return rows.map(([month, rollAsOf, madeBy, madeAt]) => {
    return { month, isRevision: rollAsOf !== null, madeBy, madeAt };
  });
}
