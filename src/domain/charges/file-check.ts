import type { FileRow, RowCheck } from '../imports/file-check.ts';
import { type Matched, matchRows } from '../imports/matching.ts';
import type { RowError } from '../imports/report.ts';
import type { Charge, ChargeDraft } from './charge.ts';

/** A charge of a file. */
export interface FileCharge extends ChargeDraft {
  /** The line of the file on which its row starts. */
  readonly line: number;
}

/** A row of a file of charges whose cells were parsed as far as they can be. */
export interface ChargeRow extends FileRow {
  /** Undefined where any cell is faulty, or no cell that counts is filled. */
  readonly charge: FileCharge | undefined;
}

/** Why a charge that is not recorded yet is a mistake; undefined where it is none. */
export type FindFault = (charge: FileCharge) => Omit<RowError, 'line'> | undefined;

export interface ChargeCheck extends RowCheck<ChargeRow> {
  /** Those that may be taken, in the order of the file. */
  listCharges(): readonly FileCharge[];
  /**
   * New charges with a fault are mistakes, and withheld. One that is recorded already stays as it is: a
   * sheet may be older than what is wrong with it now.
   *
   * @param added what the file has and is not recorded
   */
  refuseFaulty(added: readonly FileCharge[]): readonly RowError[];
}

/** Gathers the charges of a file. */
export function createChargeCheck(findFault: FindFault): ChargeCheck {
  const charges: FileCharge[] = [];
  /** Lines. */
  const withheld = new Set<number>();
  return {
    check({ charge, errors }) {
      if (charge === undefined) return { errors, isBlank: errors.length === 0 };
      charges.push(charge);
      // Only such a row may yet be rejected.
      return findFault(charge) === undefined ? { errors } : { errors, group: charge.line };
    },
    isWithheld: (line) => withheld.has(line),
    listCharges: () =>
      withheld.size === 0 ? charges : charges.filter(({ line }) => !withheld.has(line)),
    refuseFaulty(added) {
      return added.flatMap((charge) => {
        const fault = findFault(charge);
        if (fault === undefined) return [];
        withheld.add(charge.line);
        return [{ line: charge.line, ...fault }];
      });
    },
  };
}

type RecordedCharge = Charge & { readonly isVoid: boolean };

/**
 * By student, month, kind, amount and note: see `matchRows`.
 *
 * @param again every row is added, whatever is recorded
 */
export function compareCharges(
  drafts: readonly FileCharge[],
  recorded: readonly Charge[],
  again: boolean,
): Matched<FileCharge, RecordedCharge> {
  const known = recorded.map((charge) => ({ ...charge, isVoid: charge.status === 'void' }));
  return matchRows(drafts, known, again, keyOf);
}

function keyOf({ month, studentNo, kindNo, amountMinor, note }: ChargeDraft): string {
  return `${month} ${studentNo} ${kindNo} ${amountMinor} ${note ?? ''}`;
}
