import {
  billVariables,
  duesVariables,
  receiptVariables,
} from '../../documents/messages/variables.ts';
import { duesDocument } from '../../documents/payments/payments.ts';
import { receiptDocument, sayPaidFor } from '../../documents/payments/receipt.ts';
import { statementMaker } from '../../documents/reports/statement.ts';
import { paperWords } from '../../documents/words/paper-words.ts';
import type { Language } from '../../domain/mess/language.ts';
import { addressOf } from '../../domain/messages/addressee.ts';
import { composeMessage, composeSms } from '../../domain/messages/compose.ts';
import type { Letter } from '../../domain/messages/delivery.ts';
import { type Channel, type Message, monthOfSubject } from '../../domain/messages/message.ts';
import type { MessageVariables } from '../../domain/messages/template.ts';
import { withoutUnsafe } from '../../domain/values/text.ts';
import { ValueError } from '../../errors.ts';
import { today } from '../../operations/mess/mess.ts';
import { type Content, contentReader } from '../../operations/messages/content.ts';
import type { Carrier } from '../../operations/messages/deliver.ts';
import { keepUntilRecorded } from '../../operations/messages/kept.ts';
import { readTemplates, type Templates } from '../../operations/messages/templates.ts';
import type { Statements } from '../../operations/reports/statements.ts';
import { duesReport } from '../../output/messages/dues.ts';
import { letterHtml } from '../../output/messages/letter.ts';
import type { Report } from '../../output/report/report.ts';
import { receiptReport } from '../../output/reports/receipt.ts';
import { statementReport } from '../../output/reports/statement.ts';
import type { Entered } from '../verb.ts';

/** What a letter is made of: what its words need, and what stands below them as a page. */
interface Said {
  readonly variables: MessageVariables;
  readonly report: Report;
}

/**
 * Writes letters from what is recorded and set when they are sent. Of a bill that was revised, or a payment that was
 * taken back, there is nothing to be said any more. To be made when a run begins: reminders of that day are sent
 * also after midnight.
 *
 * @param given the language; that of the settings when undefined
 */
export function letterWriter(
  { mess, actor }: Entered,
  channel: Channel,
  given?: Language,
): Carrier['write'] {
  const began = today(mess);
  const current = keepUntilRecorded(mess, async (now) => {
    const { name, studentLanguage } = now.settings;
    const language = given ?? studentLanguage;
    const templates = await readTemplates(now, actor);
    const read = contentReader(now, actor, began);
    return { name, language, templates, read, say: contentSayer(now, language) };
  });
  return async (message, student) => {
    const { name, language, templates, read, say } = await current();
    const content = await read(message);
    if (content.kind === 'skipped') return { skipped: content.reason };
    if (content.kind === 'unfit') return { unfit: content.reason };
    const said = say(content);
    const words = sayWords(message, said, channel, language, templates);
    if ('unfit' in words) return words;
    return {
      ...words,
      from: withoutUnsafe(name),
      to: { name: withoutUnsafe(student.name), address: addressOf(student, channel) },
      html: channel === 'email' ? letterHtml(words.text, said.report) : undefined,
      channel,
      studentId: student.id,
      month: monthOfSubject(message),
      messageId: message.messageId,
    };
  };
}

function sayWords(
  { kind }: Message,
  { variables }: Said,
  channel: Channel,
  language: Language,
  templates: Templates,
): Pick<Letter, 'subject' | 'text' | 'sms'> | { readonly unfit: string } {
  const message = composeMessage(templates.text(kind, language), variables);
  const sms = channel === 'program' ? templates.sms(kind, language) : undefined;
  if (sms === undefined) {
    // Of words that the mess gave before that was looked at.
    if (message.text === '') return { unfit: 'every line of the words is left out' };
    return { ...message, sms: null };
  }
  try {
    const { text, ...registered } = composeSms(sms, variables);
    return { subject: message.subject, text, sms: registered };
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return { unfit: error.message };
  }
}

function contentSayer({ settings }: Entered['mess'], language: Language) {
  const style = { ...settings, language };
  // Of a bill all is worked out once for everybody.
  let made:
    | { readonly of: Statements; readonly make: ReturnType<typeof statementMaker> }
    | undefined;
  const makerOf = (of: Statements) => {
    if (made?.of !== of) made = { of, make: statementMaker(of, settings, language) };
    return made.make;
  };
  return (content: Exclude<Content, { readonly kind: 'skipped' | 'unfit' }>): Said => {
    switch (content.kind) {
      case 'bill': {
        const document = makerOf(content.statements)(content.statement);
        return {
          variables: billVariables(document, settings, language),
          report: statementReport(document, style),
        };
      }
      case 'dues': {
        const { dues, asOf } = content;
        const document = duesDocument(dues, settings.currencyDecimals);
        return {
          variables: duesVariables(dues, asOf, settings, language),
          report: duesReport(document, asOf, style),
        };
      }
      case 'receipt': {
        const document = receiptDocument(content.receipt, settings);
        const paidFor = sayPaidFor(content.receipt, paperWords(language));
        return {
          variables: receiptVariables(document, paidFor, settings, language),
          report: receiptReport(content.receipt, document, style),
        };
      }
    }
  };
}
