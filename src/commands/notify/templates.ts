import { MESSAGE_TEMPLATE } from '../../documents/messages/templates.ts';
import { TEMPLATE_NAMES } from '../../domain/messages/template.ts';
import { sayCount } from '../../domain/values/text.ts';
import { openSource } from '../../input/csv/source.ts';
import { readTemplateFile, TEMPLATE_FILE_BYTES } from '../../input/messages/template-file.ts';
import {
  type ListedTemplate,
  listTemplates,
  resetTemplates,
  setTemplate,
} from '../../operations/messages/templates.ts';
import { changedRecordView, recordListView } from '../../output/page/records.ts';
import type { FolderFile } from '../context.ts';
import { listRecords } from '../list-records.ts';
import { choiceArgument, fileArgument, parsePath, valueArgument } from '../options/arguments.ts';
import { choiceOption } from '../options/values.ts';
import { defineVerb, type Noun } from '../verb.ts';

const COLUMNS = {
  columns: {
    kind: { isLeftOut: true },
    language: { isLeftOut: true },
    form: { isLeftOut: true },
    own: { title: 'Whose', cell: sayWhose },
    head: { title: 'Subject or id' },
    variables: { isLeftOut: true },
    source: { isLeftOut: true },
  },
} as const;

function sayWhose({ isOwn, source }: Pick<ListedTemplate, 'isOwn' | 'source'>): string {
  if (source === null) return 'none';
  return isOwn ? 'set by the mess' : 'built in';
}

const list = defineVerb({
  name: 'list',
  isDefault: true,
  summary: 'List the words that messages have, as bare mess notify templates does',
  details:
    'A template is called by what it is of and its language; one that ends in .sms is of an SMS, which has none until the mess gives one. --json has the whole text of each, and which variables it may have.',
  examples: ['mess notify templates', 'mess notify templates list --fields name,variables'],
  permission: 'see the templates of messages',
  run: listRecords(MESSAGE_TEMPLATE, listTemplates, COLUMNS),
});

const write = defineVerb({
  name: 'write',
  summary: 'Write the templates into a new folder, each as a file to be changed',
  details: 'Those that are in use now: those of the mess, and of the others the built-in ones.',
  examples: ['mess notify templates write words'],
  permission: 'see the templates of messages',
  takes: { folder: valueArgument('<FOLDER>', 'the new folder', parsePath) },
  async run({ mess, actor, answer, files }, { folder }) {
    await files.checkFolder('FOLDER', folder);
    const templates = await listTemplates(mess, actor);
    const written = templates.filter(({ source }) => source !== null);
    await files.writeFolder(folder, filesOf(written));
    answer.note(`Written to ${folder}: ${sayCount(written.length, 'file')}.`);
    if (answer.output !== undefined || answer.format !== 'table') {
      await answer.print(recordListView(MESSAGE_TEMPLATE, written, mess.settings, COLUMNS));
    }
  },
});

function* filesOf(templates: readonly ListedTemplate[]): Iterable<FolderFile> {
  for (const { name, source } of templates) yield { name: `${name}.txt`, pieces: [source ?? ''] };
}

const DETAILS = `The file is text in UTF-8. Its first line is "Subject: …", then come an empty line and the text. Of an SMS the first line is "Template: ID", with the id that the words are registered by, and each variable may be 30 characters long at most.

What stands between braces is filled in for each student: {name}, {amount}. A line is left out that has a variable without a value, such as {payBy} for who owes nothing or is late; in an SMS there must be one. Of the subject and of the lines at least something must be left in every message. {currency} stands before an amount. Everything that is wrong is said with its line, and then nothing is changed.`;

const OVER_DAY =
  '{dueDate} is told also where that day is over; {payBy} is the same, and its line is left out then.';

const set = defineVerb({
  name: 'set',
  summary: 'Take the words of a kind of message from a file, from now on',
  details: DETAILS,
  examples: [
    'mess notify templates set bill.en words/bill.en.txt',
    'mess notify templates set dues.hi.sms dues-sms.txt',
  ],
  permission: 'change the templates of messages',
  takes: {
    name: choiceArgument('<NAME>', 'the template', TEMPLATE_NAMES),
    file: fileArgument(),
  },
  async run({ mess, actor, answer, files, terminal }, { name, file }) {
    const source = await terminal.runLong(({ signal }) =>
      readTemplateFile(openSource(file, files.stdin, { maxBytes: TEMPLATE_FILE_BYTES, signal })),
    );
    const done = await setTemplate(mess, actor, { name, source, file });
    const { template, changed, lostAmounts, isOverDayTold } = done;
    const sentence = changed
      ? `${name} has the words of ${file} now.`
      : `Nothing changed: ${name} has these words already.`;
    const warnings = [
      ...(isOverDayTold ? [OVER_DAY] : []),
      ...lostAmounts.map(
        ({ line, amount, where }) =>
          `Line ${line} is left out where {${where}} is empty, and {${amount}} with it.`,
      ),
    ];
    await answer.print(changedRecordView(MESSAGE_TEMPLATE, template, sentence, 0, warnings));
    answer.warn(warnings);
  },
});

const reset = defineVerb({
  name: 'reset',
  summary: 'Use the built-in words again, of one template or of all',
  examples: ['mess notify templates reset --only bill.en', 'mess notify templates reset'],
  permission: 'change the templates of messages',
  takes: { only: choiceOption('--only <NAME>', 'this template alone', TEMPLATE_NAMES) },
  async run({ mess, actor, answer }, { only }) {
    const names = await resetTemplates(mess, actor, only);
    const templates = await listTemplates(mess, actor);
    answer.note(
      names.length === 0
        ? 'Nothing changed: the mess has given no such template.'
        : `As at first again: ${names.join(', ')}.`,
    );
    await answer.print(recordListView(MESSAGE_TEMPLATE, templates, mess.settings, COLUMNS));
  },
});

/** Bare `mess notify templates` lists them. */
export const notifyTemplates: Noun = {
  name: 'templates',
  summary: 'List, write, set and reset the words of messages',
  description: 'The words of the messages that students get, in English and Hindi, each as a file.',
  verbs: [list, write, set, reset],
};
