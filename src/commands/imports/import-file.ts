import { rejectsSheet } from '../../documents/imports.ts';
import type { ImportReport, OnProgress, Rejects, RowError } from '../../domain/imports/report.ts';
import type { Told } from '../../errors.ts';
import { DEFAULT_BOUNDS } from '../../input/csv/csv.ts';
import { openSource, type Source } from '../../input/csv/source.ts';
import type { ImportOptions } from '../../operations/imports/file-import.ts';
import type { PlannedImport } from '../../operations/imports/run-import.ts';
import { importReportView, rowErrorLine } from '../../output/imports/report.ts';
import type { View } from '../../output/page/view.ts';
import type { Context } from '../context.ts';
import { sayCure, sayMistake, sayNewHeads, sayOneLog } from '../hints/say/mistake.ts';
import { listStrangers, NEW_STUDENT, sayStrangers, sayStudents } from '../hints/say/strangers.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { shellWord } from '../shell-word.ts';
import type { Entered } from '../verb.ts';
import { groupByCause } from './causes.ts';
import { findOtherKind } from './file-kinds.ts';
import { type ImportValues, namingWords } from './options.ts';
import { printImport } from './print-import.ts';
import { askAboutDoubts, askToReplaceFigures, wayBack } from './way-back.ts';

/** Reads and checks a file by an operation that writes nothing yet. */
export type PlanImport = (
  source: Source,
  options: ImportOptions,
  onProgress: OnProgress,
) => Promise<PlannedImport>;

/** What is otherwise of files that are more than their rows. */
export interface ImportLook {
  /** It is taken whole or not at all. */
  readonly isWhole: boolean;
  view(report: Told<ImportReport>): View;
  /**
   * Shows what is about to be written, and asks.
   *
   * @throws InterruptedError the person says no
   */
  ask(report: ImportReport): Promise<void>;
}

type FileValues = ImportValues & {
  readonly name: string;
  readonly dateFormat?: string | undefined;
  /** Other options without which its rejected rows are not understood, either. */
  readonly needed?: readonly string[];
};

/**
 * Imports a file: reads and checks it, puts the rejected rows in safety, writes the good ones, and
 * says what was done.
 *
 * @param command the command, such as `student import`
 * @throws InvalidInputError it has mistakes
 */
export async function importFile(
  context: Context & Entered,
  values: FileValues,
  command: string,
  plan: PlanImport,
  look?: ImportLook,
): Promise<void> {
  const { mess, actor, answer, files, terminal } = context;
  const { name, rejects, maxErrors } = values;
  await files.refuseAnswerIn(name);
  if (rejects !== undefined) await files.checkFile('--rejects', rejects, { input: name });
  const { done, agreed, hasRejects, unknownHeader } = await readAndWrite(
    context,
    values,
    plan,
    look,
  );
  const report = { ...sayWarnings(done), errors: done.errors.map(sayMistake) };
  const isJson = answer.format === 'json';
  if (hasRejects && report.rejected > 0 && !isJson) {
    answer.note(`Rejected rows are in ${rejects}: ${report.rejected}.`);
  }
  answer.warn(report.warnings.filter((each) => !agreed.includes(each)));
  const kind = findOtherKind(unknownHeader, command);
  // Of another kind of file the columns that are missing say it, and not all that it has.
  const shown = kind ? done.errors.filter(({ code }) => code !== 'unknown_column') : done.errors;
  const causes = groupByCause(shown, (error) => rowErrorLine(report.file, sayMistake(error)));
  const main = causes.main ?? (shown.every(isOfAllAlike) ? shown[0] : undefined);
  const { profile } = values;
  // Of a device that is known, also who punched but once may be staff.
  const strangers = profile === undefined ? causes.strangers : listStrangers(shown);
  const isOfStrangers = strangers.length > 0 && command === PASSES_STRANGERS;
  const cures = [
    sayNewHeads(done.errors),
    isOfStrangers ? sayStrangers(strangers, profile) : undefined,
    profile === undefined ? undefined : sayStudents(shown, profile),
    isOfStrangers && profile !== undefined ? NEW_STUDENT : undefined,
    sayOneLog(done.errors),
    sayCure(main),
  ];
  const remedy =
    report.partial && rejects !== undefined
      ? importAgain(command, rejects, values)
      : remedyOf(report, look);
  const view = look?.view(report) ?? importReportView(report, mess.settings.timeZone);
  try {
    await printImport(answer, view, report, {
      lines: causes.lines,
      counted: shown,
      withheld: describeWithheld(report),
      outcome: describeOutcome(report),
      remedy: kind
        ? joinCures(
            [`this looks like ${kind.what}: mess ${kind.command} ${shellWord(name)}`],
            // The statement of a bank may have a column that is called like one of purchases.
            main?.remedy?.offer === 'side of amounts' ? sayCure(main) : undefined,
          )
        : joinCures(cures, remedy),
      max: maxErrors,
    });
  } finally {
    // Also where only the good rows were taken, which is an error.
    const back = wayBack(actor, done);
    if (back !== undefined && !isJson && terminal.prompter)
      answer.note(`If that is wrong: ${back}`);
  }
  if (report.earlier !== null && !isJson) answer.note('To apply it all the same, give --again.');
}

/** All of the cures may be needed; what remains is for what none of them mends. */
function joinCures(cures: readonly (string | undefined)[], remedy: string | undefined): string {
  const all = [...new Set(cures)].filter((each) => each !== undefined).join('; ');
  return [all, remedy].filter((each) => each).join('; else ');
}

/** Between the two a person may be asked. */
async function readAndWrite(
  context: Context,
  { name, rejects, dryRun, partial, maxFileSize }: FileValues,
  plan: PlanImport,
  look: ImportLook | undefined,
) {
  const { files, terminal } = context;
  const planned = await terminal.runLong(async ({ signal, onProgress }) => {
    const maxBytes = maxFileSize ?? DEFAULT_BOUNDS.maxFileBytes;
    const source = openSource(name, files.stdin, { maxBytes, signal });
    const options = { dryRun, partial, keepRejects: rejects !== undefined };
    const made = await plan(source, options, onProgress);
    // Ctrl-C that came when the file was read to its end is not to be lost.
    signal.throwIfAborted();
    return made;
  });
  if (planned.writes) await look?.ask(planned.report);
  if (planned.writes) await askToReplaceFigures(terminal, planned.report);
  const agreed = planned.writes ? await askAboutDoubts(context, planned.report) : [];
  const hasRejects = rejects !== undefined && planned.rejects !== null;
  const done = await terminal.runLong(async ({ onProgress }) => {
    if (hasRejects) await files.writeSheet(rejects, rejectsSheet(sayRejects(planned.rejects)));
    return planned.writes ? await planned.write(onProgress) : planned.report;
  });
  return { done, agreed, hasRejects, unknownHeader: planned.unknownHeader };
}

/** One mistake for all that have it, so that there are never many. */
function isOfAllAlike({ remedy }: RowError): boolean {
  return ['mark', 'meaning', 'days present', 'meals', 'side of amounts'].includes(
    remedy?.offer ?? '',
  );
}

/** The command that can be told who is no student. */
const PASSES_STRANGERS = 'attendance import';

function sayRejects({ header, rows }: Rejects): Rejects {
  return {
    header,
    *rows() {
      for (const row of rows()) yield { ...row, errors: row.errors.map(sayMistake) };
    },
  };
}

function describeWithheld({ partial, rejected, errors }: Told<ImportReport>): string | undefined {
  const count = rejected - new Set(errors.map(({ line }) => line)).size;
  if (!partial || count <= 0) return undefined;
  return count === 1
    ? '1 good row of the same student is'
    : `${count} good rows of the same students are`;
}

/** The file of rejects has the columns of the file, also those that were passed over, and no others. */
function importAgain(command: string, rejects: string, values: FileValues): string {
  const { needed = [], dateFormat, ignoreUnknown } = values;
  const file = shellWord(rejects);
  const options = [
    ...needed,
    ...namingWords(values),
    ...(dateFormat === undefined ? [] : ['--date-format', shellWord(dateFormat)]),
    ...(ignoreUnknown ? ['--ignore-unknown'] : []),
  ];
  const line = [`mess ${command}`, file, ...options].join(' ');
  return `correct ${file} and import it again${options.length === 0 ? '' : `: ${line}`}`;
}

function remedyOf({ partial, stopped }: Told<ImportReport>, look: ImportLook | undefined): string {
  if (look?.isWhole) return 'get the file from the bank again, and import it as it came';
  const correct = 'correct the file and import it again';
  return partial || stopped ? correct : `${correct}, or take its good rows with --partial`;
}

function describeOutcome({
  partial,
  dryRun,
  importNo,
  inserted,
  updated,
}: Told<ImportReport>): string {
  if (!partial || dryRun) return 'Nothing was written';
  if (inserted + updated === 0) return 'Nothing was written';
  return `The rest was written${importNo === null ? '' : ` as import ${importNo}`}`;
}
