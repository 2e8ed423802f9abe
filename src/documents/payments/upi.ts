import { findUpiPayee, type MessSettings } from '../../domain/mess/settings.ts';
import {
  type UpiRequest,
  writeUpiLink,
  writeUpiNote,
} from '../../domain/payments/bank/upi-note.ts';
import { formatMinor } from '../../domain/values/money.ts';

/** How an amount is paid by UPI. */
export interface Upi {
  /** The UPI id of the mess. */
  readonly payee: string;
  /** What an app shows of it. */
  readonly name: string;
  /** Decimal text. */
  readonly amount: string;
  readonly note: string;
  readonly link: string;
}

/** One answer for the statement, the messages and the page of the student; undefined where the mess takes no UPI. */
export function upiOf(
  settings: MessSettings,
  wanted: Pick<UpiRequest, 'studentId' | 'month' | 'amountMinor'>,
): Upi | undefined {
  const payee = findUpiPayee(settings);
  if (payee === undefined) return undefined;
  const request = { ...wanted, payee: payee.payee, messName: payee.payeeName };
  return {
    payee: payee.payee,
    name: payee.payeeName,
    amount: formatMinor(wanted.amountMinor, settings.currencyDecimals),
    note: writeUpiNote(request),
    link: writeUpiLink(request),
  };
}
