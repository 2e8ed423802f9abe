import { ValueError } from '../../errors.ts';
import type { Method } from '../payments/entry.ts';

/** In which the mess speaks to its students. */
export const LANGUAGES = ['en', 'hi'] as const;

export type Language = (typeof LANGUAGES)[number];

/** @throws ValueError `bad_choice` */
export function parseLanguage(text: string): Language {
  const word = text.trim().toLowerCase();
  const found = LANGUAGES.find((each) => each === word);
  if (found !== undefined) return found;
  throw new ValueError('bad_choice', `not known; there is ${LANGUAGES.join(', ')}`);
}

/** How a payment was made, as students read it. */
export const METHOD_NAMES: Readonly<Record<Language, Readonly<Record<Method, string>>>> = {
  en: { cash: 'cash', upi: 'UPI', bank: 'bank', cheque: 'cheque', other: 'other' },
  hi: { cash: 'नक़द', upi: 'UPI', bank: 'बैंक', cheque: 'चेक', other: 'अन्य' },
};
