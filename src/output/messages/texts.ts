import { messageTextsSheet } from '../../documents/messages/texts.ts';
import type { MessageTextsDocument } from '../../documents/schemas/messages.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { visible } from '../../domain/values/text.ts';
import { style } from '../page/style.ts';
import type { Page, View } from '../page/view.ts';
import type { Report } from '../report/report.ts';
import type { ReportStyle } from '../reports/style.ts';
import { type Drawing, reportView } from '../reports/view.ts';

/** Texts to be sent by hand: on a terminal one below the other, on a page with links to click. */
export function messageTextsView(document: MessageTextsDocument, drawing: Drawing): View {
  return {
    ...reportView(document, textsReport, messageTextsSheet, drawing),
    text: (page) => textBlocks(document, drawing.style, page),
  };
}

function* textBlocks(
  { texts }: MessageTextsDocument,
  { locale }: ReportStyle,
  page: Page,
): Iterable<string> {
  if (texts.length === 0) yield 'Nobody is to be told.\n';
  const paint = style(page);
  for (const { studentId, name, phone, due, text, link } of texts) {
    const head = visible(`${studentId} ${name}, ${phone}, ${groupAmount(due, locale)}`);
    const lines = text.split('\n').map((line) => `  ${visible(line)}`.trimEnd());
    yield `${paint.bold(head)}\n${lines.join('\n')}\n  ${link}\n\n`;
  }
}

function textsReport({ month, texts }: MessageTextsDocument, mess: ReportStyle): Report {
  return {
    mess: mess.name,
    title: month === null ? 'Reminders of what is owed' : `Messages of ${monthName(month)}`,
    subtitle: `${mess.currency}; each link opens WhatsApp with the text, to be sent by hand`,
    paper: 'A4',
    language: 'en',
    parts: [
      {
        kind: 'table',
        title: 'One link a student',
        none: 'Nobody is to be told.',
        columns: [
          { title: 'Student', isText: true },
          { title: 'Phone' },
          { title: 'To pay', isNumber: true },
          { title: 'Text', isText: true },
        ],
        rows: texts.map(({ studentId, name, phone, due, text }) => [
          ...[`${studentId} ${name}`, phone, groupAmount(due, mess.locale)],
          text.replace(/\n+/g, ' '),
        ]),
        links: texts.map(({ link }) => link),
      },
    ],
    footer: 'It has phone numbers and what people owe: delete it when all is sent.',
  };
}
