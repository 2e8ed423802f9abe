import { requirePermission } from '../../../auth/permissions.ts';
import {
  countWrittenBy,
  listMonthsWrittenBy,
  listReplacedSince,
  type ReplacedFigure,
  undoAttendance,
} from '../../../data/attendance/undo.ts';
import { findLiveBill } from '../../../data/billing/bills.ts';
import { findImport, listImports, markUndone } from '../../../data/imports/imports.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { UndoneImport } from '../../../domain/imports/import-record.ts';
import { monthName } from '../../../domain/values/month.ts';
import { nameSome } from '../../../domain/values/text.ts';
import { ConflictError, NotFoundError } from '../../../errors.ts';
import { refuseClosed } from '../../billing/refuse-closed.ts';
import { change } from '../../mess/change.ts';
import type { Mess } from '../../mess/mess.ts';
import { reading } from '../../mess/reading.ts';

/** In the order they were made. */
export const listAttendanceImports = reading('see imports', (db) => listImports(db, 'attendance'));

/**
 * Puts back what an import replaced, and takes out what it added.
 *
 * @throws NotFoundError no such import
 * @throws ConflictError it is undone already, a later change touched one of its figures, or a bill
 *   stands on one of its months
 */
export async function undoAttendanceImport(
  mess: Mess,
  actor: Actor,
  no: number,
): Promise<UndoneImport> {
  requirePermission(actor, 'undo imports');
  return change(mess, actor, 'attendance undo', async ({ trx, record }) => {
    const found = await findImport(trx, no);
    if (found?.kind === 'purchases') {
      const sentence = `Import ${no} (${found.file}) is one of purchases.`;
      throw new ConflictError('import_of_purchases', sentence);
    }
    if (found?.kind === 'payments') {
      const sentence = `Import ${no} (${found.file}) is one of payments.`;
      throw new ConflictError('import_of_payments', sentence);
    }
    if (found === undefined) {
      throw new NotFoundError('unknown_import', `There is no import ${no}.`);
    }
    if (found.undoneBy !== null) {
      const sentence = `Import ${no} (${found.file}) is undone already.`;
      throw new ConflictError('import_undone', sentence, { about: { kind: found.kind } });
    }
    const replaced = await listReplacedSince(trx, found.changedBy);
    const months = await listMonthsWrittenBy(trx, found.changedBy);
    const concerned = [...new Set([...months, ...replaced.map(({ month }) => month)])].sort();
    // In the order in which they are to be taken back: under a bill no figure can be.
    await refuseClosed(trx, concerned);
    for (const month of concerned) {
      if ((await findLiveBill(trx, month)) === undefined) continue;
      throw new ConflictError(
        'import_billed',
        `Import ${no} cannot be undone: the bill of ${monthName(month)} stands on it.`,
        { about: { month } },
      );
    }
    refuseReplaced(no, replaced);
    const { inserted, updated } = await countWrittenBy(trx, found.changedBy);
    const [only] = months;
    const sequence = await record({
      subject: `import ${no}`,
      ...(months.length === 1 && only !== undefined ? { month: only } : {}),
      before: { file: found.file, months },
      after: { removed: inserted, restored: updated },
    });
    await undoAttendance(trx, found.changedBy, sequence);
    await markUndone(trx, no, sequence);
    return {
      record: { ...found, undoneBy: sequence },
      months,
      removed: inserted,
      restored: updated,
    };
  });
}

/** @throws ConflictError a figure of the import was changed since */
function refuseReplaced(no: number, replaced: readonly ReplacedFigure[]): void {
  if (replaced.length === 0) return;
  const later = Math.max(...replaced.map(({ importNo }) => importNo ?? 0));
  const byHand = replaced.filter(({ importNo }) => importNo === null);
  const count = replaced.length - byHand.length;
  const reasons = [
    ...(count > 0 ? [`a later import changed ${count} of its figures (import ${later})`] : []),
    ...(byHand.length > 0
      ? [`changed by hand since: ${nameSome(byHand.map(({ id, month }) => `${id} in ${month}`))}`]
      : []),
  ];
  throw new ConflictError(
    'import_overtaken',
    `Import ${no} cannot be undone: ${reasons.join('; ')}.`,
    { about: { later: byHand.length > 0 ? undefined : later } },
  );
}
