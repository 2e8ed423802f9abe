import type { Knex } from 'knex';
import { requirePermission } from '../../../auth/permissions.ts';
import { findImport, listImports, markUndone } from '../../../data/imports/imports.ts';
import { type LedgerEntry, listEntriesEnteredBy } from '../../../data/payments/ledger.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { ImportRecord } from '../../../domain/imports/import-record.ts';
import { reversalOf } from '../../../domain/payments/entry.ts';
import { writeReceipt } from '../../../domain/payments/receipt.ts';
import { nameSome } from '../../../domain/values/text.ts';
import { ConflictError, NotFoundError } from '../../../errors.ts';
import { change } from '../../mess/change.ts';
import { type Mess, today } from '../../mess/mess.ts';
import { reading } from '../../mess/reading.ts';
import { postEntries } from '../post-entries.ts';
import { standing, traceBookings } from './bookings.ts';

/** In the order they were made. */
export const listPaymentImports = reading('see imports', (db) => listImports(db, 'payments'));

/** What the undoing of an import of a bank's file did. */
export interface UndonePayments {
  readonly record: ImportRecord;
  /** Receipts that are reversed by it. */
  readonly payments: number;
  /** Lines that were no payment as yet, also those that were ignored. */
  readonly others: number;
}

/**
 * Takes an import of a bank's file back, by entries of today. Its receipts keep their numbers; its lines can
 * be imported again, and what they taught of payers is forgotten.
 *
 * @throws NotFoundError no such import
 * @throws ConflictError it is one of another kind, or undone already; a line of it was assigned since
 */
export async function undoPaymentImport(
  mess: Mess,
  actor: Actor,
  no: number,
  reason: string,
): Promise<UndonePayments> {
  requirePermission(actor, 'undo imports of payments');
  return change(mess, actor, 'payment undo', async ({ trx, record }) => {
    const found = await getStandingImport(trx, no);
    const entries = await listEntriesEnteredBy(trx, found.changedBy);
    const lines = await findStanding(trx, no, entries);
    const taken = lines.flat();
    const payments = taken.filter(({ kind }) => kind === 'payment').length;
    // What came back of a line in parts is one line.
    const others = lines.filter((of) => of.some(({ kind }) => kind !== 'payment')).length;
    const date = today(mess);
    let sequence = 0;
    await postEntries(
      {
        trx,
        record: async (told) => {
          sequence = await record(told);
          return sequence;
        },
      },
      taken.map((entry) => ({ ...reversalOf(entry, date), note: reason, receiptOf: null })),
      () => ({
        subject: `import ${no}`,
        before: { file: found.file, months: found.months },
        after: { reversed: payments, others, reason },
      }),
    );
    await markUndone(trx, no, sequence);
    return { record: { ...found, undoneBy: sequence }, payments, others };
  });
}

/**
 * An import of a bank's file that was not undone.
 *
 * @throws NotFoundError no such import
 * @throws ConflictError it is one of another kind, or undone already
 */
export async function getStandingImport(db: Knex, no: number): Promise<ImportRecord> {
  const found = await findImport(db, no);
  if (found === undefined) {
    throw new NotFoundError('unknown_statement', `There is no import ${no}.`);
  }
  if (found.kind !== 'payments') {
    const sentence = `Import ${no} (${found.file}) is one of ${found.kind}.`;
    throw new ConflictError('import_of_others', sentence);
  }
  if (found.undoneBy !== null) {
    const sentence = `Import ${no} (${found.file}) is undone already.`;
    throw new ConflictError('import_undone', sentence, { about: { kind: found.kind } });
  }
  return found;
}

/**
 * What stands of the entries of an import, for each of them; of a line that was ignored or came back into suspense
 * since, that.
 *
 * @throws ConflictError receipts were given for its lines since: those are not taken back in silence
 */
async function findStanding(
  db: Knex,
  no: number,
  entries: readonly LedgerEntry[],
): Promise<LedgerEntry[][]> {
  const found: LedgerEntry[][] = [];
  const receipts: string[] = [];
  for (const entry of entries) {
    const stands = standing(await traceBookings(db, entry));
    const isOwn = (each: LedgerEntry) => each === entry || each.receipt === null;
    found.push(stands.filter(isOwn));
    for (const { receipt } of stands.filter((each) => !isOwn(each))) {
      if (receipt !== null) receipts.push(writeReceipt(receipt));
    }
  }
  if (receipts.length === 0) return found;
  const sentence = `Import ${no} cannot be undone: receipts were given for its lines: ${nameSome(receipts)}.`;
  throw new ConflictError('line_assigned', sentence, { about: { receipts } });
}
