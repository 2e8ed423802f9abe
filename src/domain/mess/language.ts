import { ValueError } from '../../errors.ts';

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
