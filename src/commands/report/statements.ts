import { statementMaker } from '../../documents/reports/statement.ts';
import type { StatementDocument } from '../../documents/schemas/reports.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import type { Month } from '../../domain/values/month.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { readStatements, type Statements } from '../../operations/reports/statements.ts';
import { reportPage } from '../../output/report/html.ts';
import { statementReport } from '../../output/reports/statement.ts';
import { statementsView } from '../../output/reports/statements.ts';
import type { FolderFile } from '../context.ts';
import { sayWarnings } from '../hints/say-warnings.ts';
import { parsePath } from '../options/arguments.ts';
import { getMonth, monthOption, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { AS_A_PAGE, fontOption } from './options.ts';

export const reportStatements = defineVerb({
  name: 'statements',
  summary: 'Print a sheet for each student: the bill and why, the account, and how to pay',
  details: [
    'With --output FILE.html all are in one file to be printed, each on a sheet of its own; with --each FOLDER each student has a page, called by the id.',
    'Who has a share of the bill gets one. The code for UPI apps is on it where settings --upi-address says where students pay.',
    AS_A_PAGE,
  ].join('\n\n'),
  examples: [
    'mess report statements --month 2025-05 --output may.html',
    'mess report statements --month 2025-05 --each statements-may',
  ],
  permission: "see everybody's dues",
  hasPage: true,
  takes: {
    month: monthOption(),
    font: fontOption(),
    each: valueOption('--each <FOLDER>', 'a file for each student, in a new folder', parsePath),
  },
  async run({ mess, actor, answer, files, terminal }, { each: folder, font = [], ...values }) {
    const month = await getMonth(terminal, mess, values.month, 'read a bill');
    if (folder !== undefined) await files.checkFolder('--each', folder);
    const read = await readStatements(mess, actor, month);
    const statements = documentsOf(mess, read);
    if (folder !== undefined) {
      await terminal.runLong(({ onProgress }) =>
        files.writeFolder(folder, told(filesOf(mess, statements), onProgress)),
      );
      answer.note(`Written to ${folder}: ${read.statements.length} files.`);
    }
    if (folder === undefined || answer.output !== undefined || answer.format !== 'table') {
      await answer.print(statementsView(month, statements, mess.settings, files.fonts(font)));
    }
    answer.warn(sayWarnings(read.bill).warnings);
  },
});

/** Each made when it is written, as often as they are asked for. */
function documentsOf(
  { settings }: Pick<Mess, 'settings'>,
  read: Statements,
): Iterable<StatementDocument> & { readonly month: Month } {
  const make = statementMaker(read, settings);
  return {
    month: read.bill.month,
    *[Symbol.iterator]() {
      for (const statement of read.statements) yield make(statement);
    },
  };
}

function* filesOf(
  { settings }: Pick<Mess, 'settings'>,
  statements: Iterable<StatementDocument>,
): Iterable<FolderFile> {
  for (const statement of statements) {
    // An id may have a slash in it.
    const name = `${encodeURIComponent(statement.student.id)}.html`;
    yield { name, pieces: [reportPage(statementReport(statement, settings))] };
  }
}

/** Says after each file how many there are by now, which also lets Ctrl-C end the work. */
function* told(files: Iterable<FolderFile>, onProgress: OnProgress): Iterable<FolderFile> {
  let rows = 0;
  for (const file of files) {
    onProgress({ phase: 'writing', rows: rows++, fraction: undefined });
    yield file;
  }
}
