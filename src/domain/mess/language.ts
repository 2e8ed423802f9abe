import { parseChoice } from '../values/text.ts';

/** In which the mess speaks to its students. */
export const LANGUAGES = ['en', 'hi'] as const;

export type Language = (typeof LANGUAGES)[number];

/** @throws ValueError `bad_choice` */
export function parseLanguage(text: string): Language {
  return parseChoice(text, LANGUAGES);
}
