import { rejectsSheet } from '../../documents/imports.ts';
import {
  countKinds,
  type ImportReport,
  type OnProgress,
  type Rejects,
} from '../../domain/imports/report.ts';
import { InvalidInputError, type Told } from '../../errors.ts';
import { DEFAULT_BOUNDS } from '../../input/csv/csv.ts';
import { openSource, type Source } from '../../input/csv/source.ts';
import type { ImportOptions } from '../../operations/imports/file-import.ts';
import type { PlannedImport } from '../../operations/imports/run-import.ts';
import { describeMistakes, importReportView, rowErrorLine } from '../../output/imports/report.ts';
import type { Context } from '../context.ts';
import { showFaults } from '../faults.ts';
import { sayMistake } from '../hints/say-mistake.ts';
import { sayWarnings } from '../hints/say-warnings.ts';
import { shellWord } from '../shell-word.ts';
import type { Entered } from '../verb.ts';
import type { ImportValues } from './options.ts';

const DEFAULT_MAX_ERRORS = 20;

/** Reads and checks a file by an operation that writes nothing yet. */
export type PlanImport = (
  source: Source,
  options: ImportOptions,
  onProgress: OnProgress,
) => Promise<PlannedImport>;

/**
 * Imports a file: reads and checks it, puts the rejected rows in safety, writes the good ones, and
 * says what was done.
 *
 * @throws InvalidInputError it has mistakes
 */
export async function importFile(
  { mess, answer, files, terminal }: Context & Entered,
  values: ImportValues & { readonly name: string },
  plan: PlanImport,
): Promise<void> {
  const { name, rejects, dryRun, partial, maxErrors = DEFAULT_MAX_ERRORS } = values;
  await files.refuseAnswerIn(name);
  if (rejects !== undefined) await files.checkFile('--rejects', rejects, name);
  const { done, hasRejects } = await terminal.runLong(async ({ signal, onProgress }) => {
    const maxBytes = values.maxFileSize ?? DEFAULT_BOUNDS.maxFileBytes;
    const source = openSource(name, files.stdin, { maxBytes, signal });
    const options = { dryRun, partial, keepRejects: rejects !== undefined };
    const planned = await plan(source, options, onProgress);
    const hasRejects = rejects !== undefined && planned.rejects !== null;
    if (hasRejects) await files.writeSheet(rejects, rejectsSheet(sayRejects(planned.rejects)));
    const done = planned.writes ? await planned.write(onProgress) : planned.report;
    return { done, hasRejects };
  });
  const report = { ...sayWarnings(done), errors: done.errors.map(sayMistake) };
  const isJson = answer.format === 'json';
  if (hasRejects && report.rejected > 0 && !isJson) {
    answer.note(`Rejected rows are in ${rejects}: ${report.rejected}.`);
  }
  answer.warn(report.warnings);
  const view = importReportView(report, mess.settings.timeZone);
  if (report.errors.length === 0) {
    await answer.print(view);
    if (report.earlier !== null && !isJson) answer.note('To apply it all the same, give --again.');
    return;
  }
  if (report.partial && !isJson) await answer.print(view);
  await showFaults(answer, view, {
    list: report.errors,
    describe: (error) => rowErrorLine(report.file, error),
    max: maxErrors,
  });
  throw mistakes(report, maxErrors, partial ? rejects : undefined, values.ignoreUnknown);
}

function sayRejects({ header, rows }: Rejects): Rejects {
  return {
    header,
    *rows() {
      for (const row of rows()) yield { ...row, errors: row.errors.map(sayMistake) };
    },
  };
}

function mistakes(
  report: Told<ImportReport>,
  most: number,
  rejects: string | undefined,
  ignoreUnknown: boolean,
): InvalidInputError {
  const { file, errors } = report;
  const faulty = new Set(errors.map(({ line }) => line)).size;
  const others = report.rejected - faulty;
  const rows =
    others === 1
      ? '1 good row of the same student is'
      : `${others} good rows of the same students are`;
  const withheld = others > 0 ? `, and ${rows} rejected with them` : '';
  const more = errors.length > most ? `; --max-errors ${errors.length} shows all of them` : '';
  return new InvalidInputError(
    'mistakes_in_file',
    `${file} has ${describeMistakes(errors)}${report.partial ? withheld : ''}. ${outcome(report)}.`,
    {
      hint: `${remedy(report, rejects, ignoreUnknown)}${more}`,
      details: { kinds: Object.fromEntries(countKinds(errors)) },
    },
  );
}

function remedy(
  { partial, stopped }: Told<ImportReport>,
  rejects: string | undefined,
  ignoreUnknown: boolean,
): string {
  if (partial && rejects !== undefined) {
    // It has the columns of the file, also those that were passed over.
    const option = ignoreUnknown ? ' with --ignore-unknown' : '';
    return `correct ${shellWord(rejects)} and import it again${option}`;
  }
  const correct = 'correct the file and import it again';
  return partial || stopped ? correct : `${correct}, or take its good rows with --partial`;
}

function outcome({ partial, dryRun, importNo, inserted, updated }: Told<ImportReport>): string {
  if (!partial || dryRun) return 'Nothing was written';
  if (inserted + updated === 0) return 'Nothing was written';
  return `The rest was written${importNo === null ? '' : ` as import ${importNo}`}`;
}
