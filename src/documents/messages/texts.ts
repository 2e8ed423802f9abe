import type { MessSettings } from '../../domain/mess/settings.ts';
import { composeMessage } from '../../domain/messages/compose.ts';
import type { MessageTemplate } from '../../domain/messages/template.ts';
import { internationalDigits, writeWhatsAppLink } from '../../domain/messages/whatsapp.ts';
import type { StudentDetails } from '../../domain/students/student.ts';
import type { MessageTextsDocument } from '../schemas/messages.ts';
import type { StatementDocument } from '../schemas/reports.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';
import { billVariables } from './variables.ts';

/** Why somebody gets no text. */
export const LEFT_OUT_REASONS = ['wants none', 'no phone', 'no country code'] as const;

type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** What a text is made of: a student with their statement. */
export interface TextSource {
  readonly student: Pick<StudentDetails, 'phone' | 'takesMessages'>;
  readonly statement: StatementDocument;
}

/**
 * A text to everybody who owes anything, and a link to send it by hand. Where no accounts are kept that is
 * everybody who has a share.
 */
export function messageTextsDocument(
  month: string,
  sources: Iterable<TextSource>,
  template: Pick<MessageTemplate, 'language' | 'subject' | 'text'>,
  settings: MessSettings,
): MessageTextsDocument {
  const texts: MessageTextsDocument['texts'][number][] = [];
  const leftOut: MessageTextsDocument['leftOut'][number][] = [];
  for (const { student, statement } of sources) {
    const due = statement.account?.balance ?? statement.bill.amount;
    if (/^-|^0(\.0+)?$/.test(due)) continue;
    const { id, name } = statement.student;
    const digits = internationalDigits(student.phone, settings.countryCode);
    const reason = reasonOf(student, digits);
    if (reason !== undefined || digits === undefined) {
      leftOut.push({ studentId: id, name, reason: reason ?? 'no phone' });
      continue;
    }
    const variables = billVariables(statement, settings, template.language);
    const { text } = composeMessage(template, variables);
    const link = writeWhatsAppLink(digits, text);
    texts.push({ studentId: id, name, phone: student.phone, due, text, link });
  }
  return { month, language: template.language, texts, leftOut };
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
