import type { MessSettings } from '../../domain/mess/settings.ts';
import { composeMessage } from '../../domain/messages/compose.ts';
import type { MessageTemplate, MessageVariables } from '../../domain/messages/template.ts';
import { internationalDigits, writeWhatsAppLink } from '../../domain/messages/whatsapp.ts';
import type { StudentDetails } from '../../domain/students/student.ts';
import type { MessageTextsDocument } from '../schemas/messages.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';

/** Why somebody gets no text. */
export const LEFT_OUT_REASONS = ['wants none', 'no phone', 'no country code'] as const;

type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** What a text is made of. */
export interface TextSource {
  readonly student: Pick<StudentDetails, 'id' | 'name' | 'phone' | 'takesMessages'>;
  /** In all, as documents have it. */
  readonly due: string;
  readonly variables: MessageVariables;
}

/**
 * A text to everybody who owes anything, and a link to send it by hand. Where no accounts are kept that is
 * everybody who has a share.
 *
 * @param month `YYYY-MM` of the bill; null of reminders
 */
export function messageTextsDocument(
  month: string | null,
  sources: Iterable<TextSource>,
  template: Pick<MessageTemplate, 'language' | 'subject' | 'text'>,
  settings: MessSettings,
): MessageTextsDocument {
  const texts: MessageTextsDocument['texts'][number][] = [];
  const leftOut: MessageTextsDocument['leftOut'][number][] = [];
  for (const { student, due, variables } of sources) {
    if (/^-|^0(\.0+)?$/.test(due)) continue;
    const { id, name } = student;
    const digits = internationalDigits(student.phone, settings.countryCode);
    const reason = reasonOf(student, digits);
    if (reason !== undefined || digits === undefined) {
      leftOut.push({ studentId: id, name, reason: reason ?? 'no phone' });
      continue;
    }
    const { text } = composeMessage(template, variables);
    const link = writeWhatsAppLink(digits, text);
    texts.push({ studentId: id, name, phone: student.phone, due, text, link });
  }
  return {
    kind: month === null ? 'dues' : 'bill',
    month,
    language: template.language,
    texts,
    leftOut,
  };
}

function reasonOf(
  { takesMessages, phone }: TextSource['student'],
  digits: string | undefined,
): LeftOutReason | undefined {
  if (!takesMessages) return 'wants none';
  if (phone === '') return 'no phone';
  return digits === undefined ? 'no country code' : undefined;
}

const COLUMNS: Columns<MessageTextsDocument['texts'][number]> = {
  student_id: 'studentId',
  name: 'name',
  phone: 'phone',
  due: 'due',
  text: 'text',
  link: 'link',
};

export function messageTextsSheet({ texts }: MessageTextsDocument): Sheet {
  return toSheet(COLUMNS, texts);
}
