import { paperWords } from '../../documents/words/paper-words.ts';
import type { Language } from '../../domain/mess/language.ts';
import { formatDays } from '../../domain/values/days.ts';
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
export function showDays(days: number): string {
  return formatDays(Math.round(days * 100));
}
