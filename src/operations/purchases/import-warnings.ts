import type { Knex } from 'knex';
import { listLastAmounts } from '../../data/purchases/purchases.ts';
import type { FilePurchase, PurchaseComparison } from '../../domain/purchases/comparison.ts';
import type { ListedHead } from '../../domain/purchases/purchase.ts';
import { findUnusual, LAST_COMPARED } from '../../domain/purchases/usual-amount.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { formatRanges, nameRanges } from '../../domain/values/number-ranges.ts';
import { nameSome } from '../../domain/values/text.ts';
import { createWarning, type Warning } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';

/**
 * What is to be said of a file of purchases before it is written.
 *
 * @param lost numbers of purchases that the file had once and has no more
 * @param today `YYYY-MM-DD`, in the mess's time zone
 */
export function warnAboutImport(
  fileName: string,
  comparison: PurchaseComparison,
  lost: readonly number[],
  today: string,
): Warning[] {
  const { added, doubled } = comparison;
  const future = added.filter(({ date }) => date > today).map(({ line }) => line);
  const refunds = added.filter(({ amountMinor }) => amountMinor < 0n).map(({ line }) => line);
  return [
    ...(future.length > 0
      ? [createWarning('in_the_future', `Dated in the future: ${nameLines(future)}.`)]
      : []),
    ...(refunds.length > 0
      ? [createWarning('taken_as_refunds', `Money that came back: ${nameLines(refunds)}.`)]
      : []),
    ...(doubled.length > 0
      ? [
          createWarning(
            'same_already',
            `The same as an earlier row, and taken all the same: ${nameLines(doubled)}.`,
          ),
        ]
      : []),
    ...warnAboutVoided(comparison),
    ...(lost.length > 0
      ? [
          createWarning(
            'rows_gone',
            `Recorded from an earlier state of this sheet and not among the rows of ${fileName} any more: ${nameRanges(lost)}.`,
            { numbers: formatRanges(lost.slice(0, 10)) },
          ),
        ]
      : []),
  ];
}

/** New purchases far above what their heads mostly cost. */
export async function warnAboutAmounts(
  { settings }: Pick<Mess, 'settings'>,
  db: Knex,
  added: readonly FilePurchase[],
  heads: readonly ListedHead[],
): Promise<Warning[]> {
  const last = new Map<number, readonly bigint[]>();
  for (const headNo of new Set(added.map((purchase) => purchase.headNo))) {
    last.set(headNo, await listLastAmounts(db, headNo, LAST_COMPARED));
  }
  const unusual = findUnusual(added, (headNo) => last.get(headNo) ?? []);
  if (unusual.length === 0) return [];
  const money = moneyFormat(settings);
  const names = new Map(heads.map(({ no, name }) => [no, name]));
  const named = unusual.map(({ line, headNo, amountMinor, usualMinor }) => {
    const head = names.get(headNo) ?? '';
    return `line ${line} (${money(amountMinor)} for ${head}, usually ${money(usualMinor)})`;
  });
  const whose = unusual.length === 1 ? 'its head' : 'their heads';
  const sentence = `At least five times the usual of ${whose}: ${nameSome(named)}.`;
  return [createWarning('unusual_amount', sentence)];
}

/** All that is to be said of a file that was taken before. */
export function warnAboutVoided({ voided }: Pick<PurchaseComparison, 'voided'>): Warning[] {
  if (voided.length === 0) return [];
  const rows = voided.length === 1 ? '1 row was' : `${voided.length} rows were`;
  const sentence = `${rows} recorded before and taken back: ${nameRanges(voided)}.`;
  return [createWarning('voided_before', sentence)];
}

function nameLines(lines: readonly number[]): string {
  return `${lines.length === 1 ? 'line' : 'lines'} ${nameSome(lines.map(String))}`;
}
