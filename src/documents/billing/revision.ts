import type { Bill } from '../../domain/billing/bill.ts';
import type { BillRevised } from '../../domain/billing/revision.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import type { Told } from '../../errors.ts';
import type { RevisedBillDocument } from '../schemas/billing.ts';
import { type Cell, type Columns, type Sheet, toSheet } from '../sheet.ts';
import { billedHeadsDocument, billSummaryDocument, SHARE_COLUMNS, shareDocument } from './bill.ts';

/** A revision, with the warnings in words. */
export type ToldRevision = Omit<BillRevised, 'bill'> & { readonly bill: Told<Bill> };

/** A revision beside the bill of before: old, new and difference of each student. */
export function revisedBillDocument(
  { bill, before, shares, removed, isSame }: ToldRevision,
  isDryRun: boolean,
  currencyDecimals: number,
): RevisedBillDocument {
  return {
    ...billSummaryDocument(isSame ? before : bill, currencyDecimals),
    dryRun: isDryRun,
    revised: !isSame,
    previous: billSummaryDocument(before, currencyDecimals),
    purchases: billedHeadsDocument(bill.purchases, currencyDecimals),
    shares: shares.map(({ share, before: had, differenceMinor }) => ({
      ...shareDocument(share, currencyDecimals),
      before: formatMinorOrNull(had?.amountMinor ?? null, currencyDecimals),
      difference: formatMinor(differenceMinor, currencyDecimals),
    })),
    removed: removed.map(({ studentId, name, branch, amountMinor }) => ({
      studentId,
      name,
      branch,
      before: formatMinor(amountMinor, currencyDecimals),
    })),
    warnings: bill.warnings,
  };
}

const COLUMNS: Columns<RevisedBillDocument['shares'][number]> = {
  ...SHARE_COLUMNS,
  before: 'before',
  difference: 'difference',
};

export function revisedBillSheet(revised: ToldRevision, currencyDecimals: number): Sheet {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const { shares } = revisedBillDocument(revised, false, currencyDecimals);
  const { header, rows } = toSheet(COLUMNS, shares);
  const removed = revised.removed.map(({ studentId, name, branch, amountMinor }): Cell[] => {
    const none = [null, null, null, null, null, null];
    return [studentId, name, branch, ...none, money(amountMinor), money(-amountMinor)];
  });
  return { header, rows: [...rows, ...removed] };
}
