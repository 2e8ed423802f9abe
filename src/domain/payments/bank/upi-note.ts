import { formatMinor } from '../../values/money.ts';
import type { Month } from '../../values/month.ts';
import { createNameFinder } from './named-students.ts';

/** What a student is to pay by UPI. */
export interface UpiRequest {
  /** The UPI id of the mess. */
  readonly payee: string;
  readonly messName: string;
  readonly studentId: string;
  readonly month: Month;
  /** In paise: UPI knows rupees alone. 0 or less asks for no amount. */
  readonly amountMinor: bigint;
}

/** The note of a payment, by which the bank's file says later whose it is. */
export function writeUpiNote({
  studentId,
  month,
}: Pick<UpiRequest, 'studentId' | 'month'>): string {
  return `MESS ${studentId} ${month}`;
}

/** A link that opens a UPI app, also as a QR code. Blanks are %20: a plus is a plus to most apps. */
export function writeUpiLink(request: UpiRequest): string {
  const { payee, messName, amountMinor } = request;
  const parts = [
    ['pa', payee],
    ['pn', messName],
    ...(amountMinor > 0n ? [['am', formatMinor(amountMinor, 2)]] : []),
    ['cu', 'INR'],
    ['tn', writeUpiNote(request)],
  ];
  const query = parts.map(([key, value = '']) => `${key}=${encodeURIComponent(value)}`);
  return `upi://pay?${query.join('&')}`;
}

/**
 * Reads our own note back out of what a bank made of it: banks cut it off and drop signs, so only `MESS` and
 * the id are relied on.
 *
 * @param ids of the roll
 */
export function createNoteReader(
  ids: readonly string[],
): (text: string) => { readonly id: string; readonly month: Month | null } | undefined {
  const find = createNameFinder(ids);
  return (text) => {
    const { byCode, month } = find(text);
    const [id, ...others] = byCode;
    return id === undefined || others.length > 0 ? undefined : { id, month };
  };
}
