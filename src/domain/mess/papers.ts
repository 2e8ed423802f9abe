import { parseChoice } from '../values/text.ts';
import type { Language } from './language.ts';

/** Whether the sheet on the board names students, or has their ids alone. */
export const NOTICE_NAMES = ['shown', 'hidden'] as const;
export type NoticeNames = (typeof NOTICE_NAMES)[number];

/** How what students are sent and given on paper is written, where nothing else is asked for. */
export interface PaperPolicy {
  readonly studentLanguage: Language;
  readonly noticeNames: NoticeNames;
}

/** @throws ValueError `bad_choice` */
export function parseNoticeNames(text: string): NoticeNames {
  return parseChoice(text, NOTICE_NAMES);
}
