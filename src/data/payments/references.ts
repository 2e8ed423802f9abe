import type { Knex } from 'knex';
import { foldReference } from '../../domain/payments/bank/narration.ts';
import type { RecordedPayment } from '../../domain/payments/bank/statement-comparison.ts';
import { type EntryKind, referenceKey } from '../../domain/payments/entry.ts';
import { writeReceipt } from '../../domain/payments/receipt.ts';
import { dialectOf, inChunks } from '../dialect.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** Money that came in under a reference, as it stands in the ledger. */
export interface ReferencedPayment extends RecordedPayment {
  readonly entryNo: number;
  /** As it is printed; null where nobody has a receipt for it. */
  readonly receipt: string | null;
  readonly isSuspended: boolean;
}

/** So many values a statement may have. */
const CHUNK = 500;

/**
 * Finds what stands in the ledger under references, whichever file or person brought it.
 *
 * @param references folded, each once
 */
export async function listReferencedPayments(
  db: Knex,
  references: readonly string[],
): Promise<ReferencedPayment[]> {
  const found: ReferencedPayment[] = [];
  for (const chunk of inChunks(references, CHUNK)) {
    const byKey = new Map(chunk.map((each) => [referenceKey(each), each]));
    found.push(...(await listOfLedger(db, byKey)), ...(await listOfGateways(db, chunk)));
  }
  return found;
}

type Entry = [DbInteger, EntryKind, string | null, DbInteger | null, DbInteger];
type Row = [string, ...Entry];

async function listOfLedger(
  db: Knex,
  byKey: ReadonlyMap<string, string>,
): Promise<ReferencedPayment[]> {
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select e.reference_key, e."no", e.kind, e.receipt_series, e.receipt_number, p.amount_minor
     from ledger_entries as e
     join ledger_postings as p on p.entry_no = e."no" and p.amount_minor > 0
     left join ledger_entries as taken on taken.reverses = e."no"
     where e.reference_key in (${marks(byKey.size)}) and taken."no" is null
       and e.kind in ('payment', 'suspense', 'income', 'transfer')`,
    [...byKey.keys()],
  );
  return rows.map(([key, ...row]) => toPayment(byKey.get(key) ?? foldReference(key), row));
}

/** By the gateway's own number, where the ledger has the bank's. */
async function listOfGateways(
  db: Knex,
  references: readonly string[],
): Promise<ReferencedPayment[]> {
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select l.other_reference, e."no", e.kind, e.receipt_series, e.receipt_number, l.amount_minor
     from bank_lines as l
     join imports on imports."no" = l.import_no
     join ledger_entries as e on e."no" = l.entry_no
     where l.other_reference in (${marks(references.length)}) and imports.undone_by is null`,
    references,
  );
  return rows.map(([reference, ...row]) => toPayment(reference, row));
}

function toPayment(
  reference: string,
  [no, kind, series, number, amount]: Entry,
): ReferencedPayment {
  const receipt = series === null ? null : writeReceipt({ series, number: Number(number) });
  const isSuspended = kind === 'suspense';
  return { reference, amountMinor: toMinor(amount), entryNo: Number(no), receipt, isSuspended };
}

function marks(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ');
}
