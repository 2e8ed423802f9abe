import { HEAD_KINDS, headKey, parseHeadName, parseNote } from '../../purchases/purchase.ts';
import { parseDate } from '../../values/date.ts';
import { MAX_AMOUNT_MINOR } from '../../values/money.ts';
import { parseText } from '../../values/text.ts';
import type { Report } from '../finding.ts';
import { refusal, type VerifiedRow } from '../finding.ts';

/** A head is found by its name, and of a kind. */
export function checkPurchaseHead({ name, name_key, kind }: VerifiedRow, report: Report): void {
  const text = String(name);
  const sentence = refusal(() => parseHeadName(text));
  if (sentence !== undefined) report('value', '', sentence);
  if (name_key !== headKey(text)) {
    report('head', '', `${text} is looked up as ${String(name_key)}`);
  }
  const kinds: readonly string[] = HEAD_KINDS;
  if (!kinds.includes(String(kind))) report('value', '', `no kind: ${String(kind)}`);
}

/** A purchase has a date and an amount, and one that was taken back a reason. */
export function checkPurchase(row: VerifiedRow, report: Report): void {
  const { date, note, voided_by: voidedBy, void_reason: voidReason } = row;
  const isDate = refusal(() => parseDate(String(date))) === undefined;
  if (!isDate) report('date', '', `not a date: ${String(date)}`);
  // A value that is no money at all is a finding already.
  const amount = /^-?\d+$/.test(String(row.amount_minor)) ? BigInt(String(row.amount_minor)) : 1n;
  if (amount === 0n) report('money', '', 'the amount is 0');
  if (amount > MAX_AMOUNT_MINOR || amount < -MAX_AMOUNT_MINOR)
    report('money', '', 'the amount is larger than an amount may be');
  const sentences = [
    note === null ? undefined : refusal(() => parseNote(String(note))),
    voidReason === null ? undefined : refusal(() => parseText(String(voidReason), 'reason', 500)),
  ];
  for (const sentence of sentences) if (sentence !== undefined) report('value', '', sentence);
  if ((voidedBy === null) !== (voidReason === null)) {
    report(
      'void',
      '',
      voidedBy === null ? 'a reason without a voiding' : 'voided without a reason',
    );
  }
}
