import type { Language } from '../../domain/mess/language.ts';
import { ENGLISH_PAPER } from './en.ts';
import { HINDI_PAPER } from './hi.ts';

/** What stands on what a student reads: statement, report, receipt and the sheet on the board. */
export type PaperWords = typeof ENGLISH_PAPER;

const WORDS: Readonly<Record<Language, PaperWords>> = { en: ENGLISH_PAPER, hi: HINDI_PAPER };

export function paperWords(language: Language): PaperWords {
  return WORDS[language];
}
