import { rupeesInHindi } from '../../documents/words/hi-amount.ts';
import { type Formats, formatsOf } from '../../domain/messages/formats.ts';
import type { PageScope } from './page.ts';

/** How a page writes figures: in its language, in the money and the time zone of the mess. */
export interface Words extends Omit<Formats, 'money' | 'time'> {
  /** @param amount as documents have it */
  money(amount: string): string;
  /** In letters, where the language has them here: documents have them in English. */
  inWords(amount: string): string | undefined;
  /** @param at ISO 8601 */
  time(at: string): string;
}

export function wordsOf({ language, mess }: Pick<PageScope, 'language' | 'mess'>): Words {
  const formats = formatsOf(language);
  const { currency: code, currencyDecimals: decimals, timeZone } = mess.settings;
  return {
    ...formats,
    money: (amount) => formats.money(amount, { code, decimals }),
    inWords: (amount) => (language === 'hi' && code === 'INR' ? rupeesInHindi(amount) : undefined),
    time: (at) => formats.time(at, timeZone),
  };
}
