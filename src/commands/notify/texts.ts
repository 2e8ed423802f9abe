import { messageTextsDocument, type TextSource } from '../../documents/messages/texts.ts';
import { statementMaker } from '../../documents/reports/statement.ts';
import type { MessageTextsDocument } from '../../documents/schemas/messages.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { readTemplates } from '../../operations/messages/templates.ts';
import { readStatements, type Statements } from '../../operations/reports/statements.ts';
import { messageTextsView } from '../../output/messages/texts.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { fontOption, toDrawing } from '../report/options.ts';
import { defineVerb } from '../verb.ts';
import { languageOption } from './options.ts';

export const notifyTexts = defineVerb({
  name: 'texts',
  summary: 'Print a text for each student who owes anything, with a link that opens WhatsApp',
  details:
    'Nothing is sent: you click the links one by one, and send each text by hand. With --output FILE.html they are on a page with a link for each student; it has phone numbers, so only you can read it. Phone numbers of ten digits need a country code: mess settings --country-code. Who wants no messages, and whose number is not known, is named and gets none. The words are those of mess notify templates.',
  examples: [
    'mess notify texts --month 2025-05 --output links.html',
    'mess notify texts --month 2025-05 --language hi',
    'mess notify texts --month 2025-05 --format csv --output texts.csv',
  ],
  permission: 'send messages',
  isRead: true,
  hasPage: true,
  takes: { month: monthOption(), language: languageOption(), font: fontOption() },
  async run({ mess, actor, answer, files, terminal }, { font, language, ...values }) {
    const month = await getMonth(terminal, mess, values.month, 'read a bill');
    const read = await readStatements(mess, actor, month);
    const templates = await readTemplates(mess, actor);
    const template = templates.text('bill', language ?? mess.settings.studentLanguage);
    const document = messageTextsDocument(month, sourcesOf(mess, read), template, mess.settings);
    const drawing = toDrawing(mess, files, { chart: false, font });
    await answer.print(messageTextsView(document, drawing), 'secret');
    for (const sentence of sayLeftOut(document)) answer.note(sentence);
    answer.warn(sayWarnings(read.bill).warnings);
  },
});

function* sourcesOf({ settings }: Pick<Mess, 'settings'>, read: Statements): Iterable<TextSource> {
  const make = statementMaker(read, settings);
  for (const each of read.statements) yield { student: each.student, statement: make(each) };
}

const SENTENCES: Readonly<Record<MessageTextsDocument['leftOut'][number]['reason'], string>> = {
  'wants none': 'Want no messages',
  'no phone': 'Have no phone number',
  'no country code':
    'Have no country code in their number: mess settings --country-code DIGITS; it is of',
};

function sayLeftOut({ leftOut }: MessageTextsDocument): string[] {
  return Object.entries(SENTENCES).flatMap(([reason, sentence]) => {
    const some = leftOut.filter((each) => each.reason === reason);
    const who = some.map(({ studentId, name }) => `${studentId} ${name}`);
    return who.length === 0 ? [] : [`${sentence}: ${who.join(', ')}.`];
  });
}
