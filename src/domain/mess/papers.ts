import { parseChoice } from '../values/text.ts';

/** The languages in which students are written to. */
export const LANGUAGES = ['en', 'hi'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Whether the sheet on the board names students, or has their ids alone. */
export const NOTICE_NAMES = ['shown', 'hidden'] as const;
export type NoticeNames = (typeof NOTICE_NAMES)[number];

/** How what students read is printed, where nothing else is asked for. */
export interface PaperPolicy {
  readonly paperLanguage: Language;
  readonly noticeNames: NoticeNames;
}

/** @throws ValueError `bad_choice` */
export function parseLanguage(text: string): Language {
  return parseChoice(text, LANGUAGES);
}

/** @throws ValueError `bad_choice` */
export function parseNoticeNames(text: string): NoticeNames {
  return parseChoice(text, NOTICE_NAMES);
}
