import { messageTextsDocument, type TextSource } from '../../documents/messages/texts.ts';
import { billVariables, duesVariables } from '../../documents/messages/variables.ts';
import { statementMaker } from '../../documents/reports/statement.ts';
import type { MessageTextsDocument } from '../../documents/schemas/messages.ts';
import type { Language } from '../../domain/mess/language.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { compareCodePoints, nameSome } from '../../domain/values/text.ts';
import { UsageError } from '../../errors.ts';
import { type Mess, today } from '../../operations/mess/mess.ts';
import { readTemplates } from '../../operations/messages/templates.ts';
import { listDues, type StudentDues } from '../../operations/payments/list-dues.ts';
import { readStatements, type Statements } from '../../operations/reports/statements.ts';
import { messageTextsView } from '../../output/messages/texts.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import type { ValuesOf } from '../options/inputs.ts';
import { flagOption, getMonth, monthOption } from '../options/values.ts';
import { fontOption, toDrawing } from '../report/options.ts';
import { defineVerb } from '../verb.ts';
import { languageOption } from './options.ts';

const takes = {
  month: monthOption(),
  dues: flagOption('--dues', 'reminders of all that is owed, in place of the bill of a month'),
  overdue: flagOption(
    '--overdue',
    'of reminders, only to who owes something whose due day is over',
  ),
  language: languageOption(),
  font: fontOption(),
};

export const notifyTexts = defineVerb({
  name: 'texts',
  summary: 'Print a text for each student who owes anything, with a link that opens WhatsApp',
  details:
    'Nothing is sent: you click the links one by one, and send each text by hand. With --output FILE.html they are on a page with a link for each student; it has phone numbers, so only you can read it. Phone numbers of ten digits need a country code: mess settings --country-code. Who wants no messages, and whose number is not known, is named and gets none. The words are those of mess notify templates: of a bill, or with --dues those that mess notify dues sends.',
  examples: [
    'mess notify texts --month 2025-05 --output links.html',
    'mess notify texts --month 2025-05 --language hi',
    'mess notify texts --dues --overdue --output links.html',
    'mess notify texts --month 2025-05 --format csv --output texts.csv',
  ],
  permission: 'send messages',
  isRead: true,
  hasPage: true,
  takes,
  check: refuseMixed,
  async run(context, { font, language: given, dues, overdue, ...values }) {
    const { mess, actor, answer, files, terminal } = context;
    const language = given ?? mess.settings.studentLanguage;
    const print = async (month: string | null, sources: Iterable<TextSource>) => {
      const templates = await readTemplates(mess, actor);
      const template = templates.text(month === null ? 'dues' : 'bill', language);
      const document = messageTextsDocument(month, sources, template, mess.settings);
      const drawing = toDrawing(mess, files, { chart: false, font });
      await answer.print(messageTextsView(document, drawing), 'secret');
      for (const sentence of sayLeftOut(document)) answer.note(sentence);
    };
    if (dues) {
      const owing = await listDues(mess, actor, { isOverdue: overdue });
      return print(null, duesSources(mess, owing, language));
    }
    const month = await getMonth(terminal, mess, values.month, 'read a bill');
    const read = await readStatements(mess, actor, month);
    await print(month, billSources(mess, read, language));
    answer.warn(sayWarnings(read.bill).warnings);
  },
});

/** @throws UsageError options of both kinds */
function refuseMixed({ month, dues, overdue }: ValuesOf<typeof takes>): void {
  if (dues && month !== undefined) {
    throw new UsageError(
      'conflicting_options',
      '--dues is of all that is owed, and not of a month.',
      {
        hint: 'give --month, or --dues',
      },
    );
  }
  if (overdue && !dues) {
    throw new UsageError('conflicting_options', '--overdue belongs to --dues.', {
      hint: 'give --dues too',
    });
  }
}

function* billSources(
  { settings }: Pick<Mess, 'settings'>,
  read: Statements,
  language: Language,
): Iterable<TextSource> {
  const make = statementMaker(read, settings);
  for (const each of read.statements) {
    const statement = make(each);
    yield {
      student: each.student,
      due: statement.account?.balance ?? statement.bill.amount,
      variables: billVariables(statement, settings, language),
    };
  }
}

function* duesSources(
  mess: Pick<Mess, 'settings' | 'now'>,
  owing: readonly StudentDues[],
  language: Language,
): Iterable<TextSource> {
  const { settings } = mess;
  const asOf = today(mess);
  for (const dues of owing.toSorted((a, b) => compareCodePoints(a.student.id, b.student.id))) {
    yield {
      student: dues.student,
      due: formatMinor(dues.balanceMinor, settings.currencyDecimals),
      variables: duesVariables(dues, asOf, settings, language),
    };
  }
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
    return who.length === 0 ? [] : [`${sentence}: ${nameSome(who)}.`];
  });
}
