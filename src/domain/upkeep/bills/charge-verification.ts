import { COUNTS_AS, kindKey, parseKindName } from '../../charges/charge.ts';
import { parseNote } from '../../purchases/purchase.ts';
import { MAX_AMOUNT_MINOR } from '../../values/money.ts';
import { parseMonth } from '../../values/month.ts';
import { parseText } from '../../values/text.ts';
import { type Report, refusal, type VerifiedRow } from '../finding.ts';

/** Kinds are found by their names; a charge is what its quantity and rate come to, and less than 0 as a discount. */
export function createChargeVerification() {
  const countsAs = new Map<string, string>();

  return {
    addKind(row: VerifiedRow, report: Report): void {
      const name = String(row.name);
      countsAs.set(String(row.no), String(row.counts_as));
      const sentence = refusal(() => parseKindName(name));
      if (sentence !== undefined) report('value', '', sentence);
      if (row.name_key !== kindKey(name)) {
        report('kind', '', `${name} is looked up as ${String(row.name_key)}`);
      }
      const known: readonly string[] = COUNTS_AS;
      if (!known.includes(String(row.counts_as))) {
        report('value', '', `counts as nothing known: ${String(row.counts_as)}`);
      }
      const rate = toMinor(row.rate_minor);
      if (rate !== null && !isAmount(rate)) report('money', '', 'the rate is not an amount');
    },
    addCharge(row: VerifiedRow, report: Report): void {
      const { note, voided_by: voidedBy, void_reason: reason } = row;
      checkAmount(row, countsAs.get(String(row.kind_no)) === 'discount', report);
      const sentences = [
        refusal(() => parseMonth(String(row.month))),
        note === null ? undefined : refusal(() => parseNote(String(note))),
        reason === null ? undefined : refusal(() => parseText(String(reason), 'reason', 500)),
      ];
      for (const sentence of sentences) if (sentence !== undefined) report('value', '', sentence);
      if ((voidedBy === null) === (reason === null)) return;
      const is = voidedBy === null ? 'a reason without a voiding' : 'voided without a reason';
      report('void', '', is);
    },
  };
}

function checkAmount(row: VerifiedRow, isDiscount: boolean, report: Report): void {
  const amount = toMinor(row.amount_minor) ?? 0n;
  const size = isDiscount ? -amount : amount;
  if (!isAmount(size)) {
    report('money', '', `${amount} minor units are no ${isDiscount ? 'discount' : 'charge'}`);
  }
  const [quantity, rate] = [row.quantity_hundredths, toMinor(row.rate_minor)];
  if (quantity === null && rate === null) return;
  if (quantity === null || quantity === undefined || rate === null) {
    report('value', '', 'half of a quantity and a rate');
  } else if (BigInt(quantity) * rate !== size * 100n) {
    report('sum', '', 'not what the quantity and the rate come to');
  }
}

function isAmount(minor: bigint): boolean {
  return minor > 0n && minor <= MAX_AMOUNT_MINOR;
}

/** A value that is no money at all is a finding already. */
function toMinor(value: VerifiedRow[string] | undefined): bigint | null {
  return /^-?\d+$/.test(String(value)) ? BigInt(String(value)) : null;
}
