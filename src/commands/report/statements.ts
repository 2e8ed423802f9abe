import { statementMaker } from '../../documents/reports/statement.ts';
import type { StatementDocument } from '../../documents/schemas/reports.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import type { Language } from '../../domain/mess/language.ts';
import { UsageError } from '../../errors.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { readStatements, type Statements } from '../../operations/reports/statements.ts';
import { reportPage } from '../../output/report/html.ts';
import { createPdfPrinter } from '../../output/report/pdf/pdf.ts';
import { statementReport } from '../../output/reports/statement.ts';
import { statementsView } from '../../output/reports/statements.ts';
import type { PaperStyle } from '../../output/reports/style.ts';
import type { Drawing } from '../../output/reports/view.ts';
import type { FolderFile } from '../context.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { parsePath } from '../options/arguments.ts';
import { flagOption, getMonth, monthOption, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { AS_A_PAGE, fontOption, languageOption, toPaper } from './options.ts';

export const reportStatements = defineVerb({
  name: 'statements',
  summary: 'Print a sheet for each student: the bill and why, the account, and how to pay',
  details: [
    'With --output FILE.html all are in one file to be printed, each on a sheet of its own; with --each FOLDER each student has a page, called by the id, or with --pdf a PDF.',
    'Who has a share of the bill gets one. The code for UPI apps is on it where settings --upi-address says where students pay.',
    AS_A_PAGE,
  ].join('\n\n'),
  examples: [
    'mess report statements --month 2025-05 --output may.html',
    'mess report statements --month 2025-05 --each statements-may',
    'mess report statements --month 2025-05 --each statements-may --pdf --language hi',
  ],
  permission: "see everybody's dues",
  hasPage: true,
  takes: {
    month: monthOption(),
    font: fontOption(),
    language: languageOption(),
    each: valueOption('--each <FOLDER>', 'a file for each student, in a new folder', parsePath),
    pdf: flagOption('--pdf', 'with --each, for paper and not as pages'),
  },
  check({ each, pdf }) {
    if (!pdf || each !== undefined) return;
    throw new UsageError('conflicting_options', '--pdf goes with --each.', {
      hint: 'for one file of all: --output FILE.pdf',
    });
  },
  async run(
    { mess, actor, answer, files, terminal },
    { each: folder, pdf, font, language, ...values },
  ) {
    const month = await getMonth(terminal, mess, values.month, 'read a bill');
    if (folder !== undefined) await files.checkFolder('--each', folder);
    const read = await readStatements(mess, actor, month);
    const drawing = toPaper(mess, files, { language, font });
    const statements = documentsOf(mess, read, drawing.style.language);
    if (folder !== undefined) {
      const written = filesOf(statements, drawing, pdf);
      await terminal.runLong(({ onProgress }) =>
        files.writeFolder(folder, told(written, onProgress)),
      );
      answer.note(`Written to ${folder}: ${read.statements.length} files.`);
    }
    if (folder === undefined || answer.output !== undefined || answer.format !== 'table') {
      await answer.print(statementsView(month, statements, drawing));
    }
    answer.warn(sayWarnings(read.bill).warnings);
  },
});

/** Each made when it is written, as often as they are asked for. */
function documentsOf(
  { settings }: Pick<Mess, 'settings'>,
  read: Statements,
  language: Language,
): Iterable<StatementDocument> {
  const make = statementMaker(read, settings, language);
  return {
    *[Symbol.iterator]() {
      for (const statement of read.statements) yield make(statement);
    },
  };
}

function* filesOf(
  statements: Iterable<StatementDocument>,
  { style, fonts }: Drawing<PaperStyle>,
  isPdf: boolean,
): Iterable<FolderFile> {
  const print = createPdfPrinter(fonts);
  for (const statement of statements) {
    const report = statementReport(statement, style);
    // An id may have a slash in it.
    const name = encodeURIComponent(statement.student.id);
    yield isPdf
      ? { name: `${name}.pdf`, pieces: print(report, [report]) }
      : { name: `${name}.html`, pieces: [reportPage(report)] };
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
