import type { PurchaseComparison } from '../../domain/purchases/comparison.ts';
import { formatRanges } from '../../domain/values/number-ranges.ts';
import { nameSome } from '../../domain/values/text.ts';
import { createWarning, type Warning } from '../../errors.ts';

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
            `Recorded from an earlier state of this sheet and not among the rows of ${fileName} any more: ${namePurchases(lost)}.`,
            { numbers: formatRanges(lost.slice(0, 10)) },
          ),
        ]
      : []),
  ];
}

/** All that is to be said of a file that was taken before. */
export function warnAboutVoided({ voided }: Pick<PurchaseComparison, 'voided'>): Warning[] {
  if (voided.length === 0) return [];
  const rows = voided.length === 1 ? '1 row was' : `${voided.length} rows were`;
  const sentence = `${rows} recorded before and taken back: ${namePurchases(voided)}.`;
  return [createWarning('voided_before', sentence)];
}

function namePurchases(numbers: readonly number[]): string {
  return nameSome(formatRanges(numbers).split(' '));
}

function nameLines(lines: readonly number[]): string {
  return `${lines.length === 1 ? 'line' : 'lines'} ${nameSome(lines.map(String))}`;
}
