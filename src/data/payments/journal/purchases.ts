import type { Knex } from 'knex';
import { dialectOf } from '../../dialect.ts';
import { type DbInteger, toMinor } from '../../numbers.ts';

/** A purchase with when it was taken back, ISO 8601, UTC; null where it was not. */
export interface JournalPurchaseRow {
  readonly no: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly headNo: number;
  readonly head: string;
  readonly amountMinor: bigint;
  readonly note: string | null;
  readonly enteredBy: number;
  readonly voidedBy: number | null;
  readonly voidedAt: string | null;
}

/** All there were, also those that were taken back, in the order of their numbers. */
export async function listJournalPurchases(db: Knex): Promise<JournalPurchaseRow[]> {
  type Row = [
    ...[no: DbInteger, date: string, headNo: DbInteger, head: string, amount: DbInteger],
    ...[note: string | null, enteredBy: DbInteger, voidedBy: DbInteger | null, at: string | null],
  ];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select p."no", p."date", p.head_no, heads.name, p.amount_minor, p.note, p.entered_by,
       p.voided_by, voided."at"
     from purchases as p
     join purchase_heads as heads on heads."no" = p.head_no
     left join audit_entries as voided on voided.sequence = p.voided_by
     order by p."no"`,
  );
  return rows.map(([no, date, headNo, head, amount, note, enteredBy, voidedBy, voidedAt]) => ({
    ...{ no: Number(no), date, headNo: Number(headNo), head, amountMinor: toMinor(amount), note },
    enteredBy: Number(enteredBy),
    voidedBy: voidedBy === null ? null : Number(voidedBy),
    voidedAt,
  }));
}
