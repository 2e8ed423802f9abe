import { paperWords } from '../../documents/words/paper-words.ts';
import type { Language } from '../../domain/mess/language.ts';
import { formatDays } from '../../domain/values/days.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import type { Style } from '../page/records.ts';

/** How a report writes money and times, and whose it is. */
export type ReportStyle = Style & { readonly name: string };

/** The same of what a student reads. */
export type PaperStyle = ReportStyle & { readonly language: Language };

/** The head of the record as it stands in a document, for the foot of a page: whoever pins that on a board pins it too. */
export function recordLine(anchor: string, language: Language = 'en'): string {
  return paperWords(language).record(anchor.replace(':', ' · '));
}

/** Whether an amount of a document is 0. */
export function isNothing(amount: string): boolean {
  return /^-?0(\.0+)?$/.test(amount);
}

/** Days of a document as people read them. */
export function showDays(days: number, locale: string): string {
  return groupAmount(formatDays(Math.round(days * 100)), locale);
}

/** Days of a column: all with as many decimals as any has, so that they stand below each other. */
export function showDaysColumn(days: readonly number[], locale: string): readonly string[] {
  const shown = days.map((each) => showDays(each, locale));
  const decimals = Math.max(0, ...shown.map((text) => decimalsOf(text).length));
  if (decimals === 0) return shown;
  return shown.map((text) => `${text.split('.')[0]}.${decimalsOf(text).padEnd(decimals, '0')}`);
}

function decimalsOf(text: string): string {
  return text.split('.')[1] ?? '';
}
