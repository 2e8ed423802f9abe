import {
  billVariables,
  duesVariables,
  receiptVariables,
} from '../../documents/messages/variables.ts';
import { duesDocument } from '../../documents/payments/payments.ts';
import { receiptDocument } from '../../documents/payments/receipt.ts';
import { statementMaker } from '../../documents/reports/statement.ts';
import type { Language } from '../../domain/mess/language.ts';
import { addressOf } from '../../domain/messages/addressee.ts';
import { composeMessage, composeSms } from '../../domain/messages/compose.ts';
import type { Letter } from '../../domain/messages/delivery.ts';
import { type Channel, type Message, monthOfSubject } from '../../domain/messages/message.ts';
import type { MessageVariables } from '../../domain/messages/template.ts';
import { parseReceiptNumber } from '../../domain/payments/receipt.ts';
import { NotFoundError, ValueError } from '../../errors.ts';
import { today } from '../../operations/mess/mess.ts';
import { keepUntilRecorded } from '../../operations/messages/kept.ts';
import type { Carrier } from '../../operations/messages/send.ts';
import { readTemplates, type Templates } from '../../operations/messages/templates.ts';
import { listDues } from '../../operations/payments/list-dues.ts';
import { readReceipt } from '../../operations/payments/receipts/receipt.ts';
import { readStatements } from '../../operations/reports/statements.ts';
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

type Say = (message: Message) => Promise<Said | { readonly skipped: string }>;

/**
 * Writes letters from what is recorded when they are sent. Of a bill that was revised, or a payment that was
 * taken back, there is nothing to be said any more.
 */
export function letterWriter(
  entered: Entered,
  channel: Channel,
  language: Language = entered.mess.settings.studentLanguage,
): Carrier['write'] {
  const say: Readonly<Record<Message['kind'], Say>> = {
    bill: billSayer(entered, language),
    dues: duesSayer(entered, language),
    receipt: receiptSayer(entered, language),
  };
  const templates = keepUntilRecorded(entered.mess, () =>
    readTemplates(entered.mess, entered.actor),
  );
  return async (message, student) => {
    const said = await say[message.kind](message);
    if ('skipped' in said) return said;
    const words = sayWords(message, said, channel, language, await templates(''));
    if ('unfit' in words) return words;
    return {
      ...words,
      to: { name: student.name, address: addressOf(student, channel) },
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
  if (sms === undefined) return { ...message, sms: null };
  try {
    const { text, ...registered } = composeSms(sms, variables);
    return { subject: message.subject, text, sms: registered };
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return { unfit: error.message };
  }
}

function billSayer({ mess, actor }: Entered, language: Language): Say {
  const read = keepUntilRecorded(mess, async (month: string) => {
    const statements = await readStatements(mess, actor, month);
    const byId = new Map(statements.statements.map((each) => [each.student.id, each]));
    return { statements, byId, make: statementMaker(statements, mess.settings, language) };
  });
  return async ({ about, revision, studentId }) => {
    const found = await read(about).catch((error) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (found === undefined) return { skipped: 'the bill was voided' };
    if (found.statements.bill.revision !== revision) return { skipped: 'the bill was revised' };
    const statement = found.byId.get(studentId);
    if (statement === undefined) throw new Error(`${studentId} has no share of ${about}`);
    const document = found.make(statement);
    return {
      variables: billVariables(document, mess.settings, language),
      report: statementReport(document, { ...mess.settings, language }),
    };
  };
}

function duesSayer({ mess, actor }: Entered, language: Language): Say {
  const read = keepUntilRecorded(mess, async () => {
    const dues = await listDues(mess, actor, {});
    return new Map(dues.map((each) => [each.student.id, each]));
  });
  return async ({ about, studentId }) => {
    const asOf = today(mess);
    // Who was not reached for days gets one reminder, and not one for each day.
    if (about !== asOf) return { skipped: 'it was of an earlier day' };
    const dues = (await read('')).get(studentId);
    if (dues === undefined || dues.balanceMinor <= 0n)
      return { skipped: 'nothing is owed any more' };
    const document = duesDocument(dues, mess.settings.currencyDecimals);
    return {
      variables: duesVariables(dues, asOf, mess.settings, language),
      report: duesReport(document, asOf, { ...mess.settings, language }),
    };
  };
}

function receiptSayer({ mess, actor }: Entered, language: Language): Say {
  return async ({ about }) => {
    const receipt = await readReceipt(mess, actor, parseReceiptNumber(about));
    if (receipt.reversed !== null) return { skipped: 'the payment was taken back' };
    const document = receiptDocument(receipt, mess.settings);
    return {
      variables: receiptVariables(document, mess.settings, language),
      report: receiptReport(receipt, document, { ...mess.settings, language }),
    };
  };
}
