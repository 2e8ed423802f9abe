import { LANGUAGES, type Language } from '../../domain/mess/language.ts';
import { ENGLISH } from './en.ts';
import { HINDI } from './hi.ts';

export type Messages = typeof ENGLISH;

const MESSAGES: Readonly<Record<Language, Messages>> = { en: ENGLISH, hi: HINDI };

export function messagesOf(language: Language): Messages {
  return MESSAGES[language];
}

/**
 * The language that was chosen, else the first that the browser asks for and there is, else English.
 *
 * @param accepted the header `Accept-Language`
 */
export function chooseLanguage(chosen: string | undefined, accepted: string | undefined): Language {
  const asked = (accepted ?? '')
    .split(',')
    .map((each) => {
      const [tag = '', ...parts] = each.trim().split(';');
      const quality = parts.map((part) => /^\s*q=([\d.]+)$/.exec(part)?.[1]).find((q) => q);
      return { language: tag.slice(0, 2).toLowerCase(), quality: Number(quality ?? 1) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ language }) => language);
  const wanted = [chosen, ...asked];
  const found = wanted.find((each) => LANGUAGES.some((language) => language === each));
  return (found as Language | undefined) ?? 'en';
}
