import type { Language } from '../mess/language.ts';
import type { Method } from '../payments/entry.ts';

/** How a payment was made, as students read it. */
export const METHOD_NAMES: Readonly<Record<Language, Readonly<Record<Method, string>>>> = {
  en: { cash: 'cash', upi: 'UPI', bank: 'bank', cheque: 'cheque', other: 'other' },
  hi: { cash: 'नक़द', upi: 'UPI', bank: 'बैंक', cheque: 'चेक', other: 'अन्य' },
};
