import { CHANNELS, MESSAGE_STATES } from '../../messages/message.ts';
import { MESSAGE_KINDS } from '../../messages/template.ts';
import { findReceiptNumber } from '../../payments/receipt.ts';
import { parseDate } from '../../values/date.ts';
import { parseMonth } from '../../values/month.ts';
import { type Report, refusal, type VerifiedRow } from '../finding.ts';

/** What nobody could send, or say of what it is. */
export function checkMessage({ kind, about, channel, state }: VerifiedRow, report: Report): void {
  const known: readonly (readonly [unknown, readonly string[]])[] = [
    [kind, MESSAGE_KINDS],
    [channel, CHANNELS],
    [state, MESSAGE_STATES],
  ];
  for (const [word, words] of known) {
    if (!words.some((each) => each === word)) report('value', '', `no such word: ${String(word)}`);
  }
  const text = String(about);
  if (kind === 'receipt' && findReceiptNumber(text) === undefined) {
    report('value', '', `no receipt: ${text}`);
  }
  if (kind !== 'bill' && kind !== 'dues') return;
  const sentence = refusal(() => (kind === 'bill' ? parseMonth(text) : parseDate(text)));
  if (sentence !== undefined) report('value', '', sentence);
}
