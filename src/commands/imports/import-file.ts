import { countKinds, type ImportReport, type OnProgress } from '../../domain/imports/report.ts';
import { shellWord } from '../../domain/values/shell-word.ts';
import { InvalidInputError } from '../../errors.ts';
import { DEFAULT_BOUNDS } from '../../input/csv/csv.ts';
import { openSource, type Source } from '../../input/csv/source.ts';
import type { ImportOptions, PlannedImport } from '../../operations/imports/planned-import.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import {
  describeMistakes,
  importReportView,
  rejectsSheet,
  rowErrorLine,
} from '../../output/imports/report.ts';
import type { Context } from '../context.ts';
import type { ImportFlags } from './options.ts';

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
  context: Context,
  mess: Mess,
  name: string,
  flags: ImportFlags,
  plan: PlanImport,
): Promise<void> {
  const { rejects, dryRun = false, partial = false } = flags;
  await context.checkFiles(name, rejects === undefined ? [] : [['--rejects', rejects]]);
  const { report, hasRejects } = await context.runLong(async ({ signal, onProgress }) => {
    const maxBytes = flags.maxFileSize ?? DEFAULT_BOUNDS.maxFileBytes;
    const source = openSource(name, context.stdin, { maxBytes, signal });
    const options = { dryRun, partial, keepRejects: rejects !== undefined };
    const planned = await plan(source, options, onProgress);
    const hasRejects = rejects !== undefined && planned.rejects !== null;
    if (hasRejects) await context.writeFile(rejects, rejectsSheet(planned.rejects));
    const report = planned.writes ? await planned.write(onProgress) : planned.report;
    return { report, hasRejects };
  });
  if (hasRejects && report.rejected > 0 && !context.json) {
    context.note(`Rejected rows are in ${rejects}: ${report.rejected}.`);
  }
  context.warn(report.warnings);
  const view = importReportView(report, mess.settings.timeZone);
  if (report.errors.length === 0) {
    await context.print(view);
    if (report.earlier !== null && !context.json)
      context.note('To apply it all the same, give --again.');
    return;
  }
  if (context.json) await context.print(view, 'when quiet');
  else if (report.partial) await context.print(view);
  const most = flags.maxErrors ?? DEFAULT_MAX_ERRORS;
  if (!context.json) {
    for (const error of report.errors.slice(0, most)) {
      context.report(rowErrorLine(report.file, error));
    }
    const more = report.errors.length - most;
    if (more > 0) context.report(`… and ${more} more`);
  }
  throw mistakes(report, most, partial ? rejects : undefined, flags.ignoreUnknown === true);
}

function mistakes(
  report: ImportReport,
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
    `${file} has ${describeMistakes(errors)}${report.partial ? withheld : ''}. ${outcome(report)}.`,
    {
      hint: `${remedy(report, rejects, ignoreUnknown)}${more}`,
      details: { kinds: Object.fromEntries(countKinds(errors)) },
    },
  );
}

function remedy(
  { partial, stopped }: ImportReport,
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

function outcome({ partial, dryRun, importNo, inserted, updated }: ImportReport): string {
  if (!partial || dryRun) return 'Nothing was written';
  if (inserted + updated === 0) return 'Nothing was written';
  return `The rest was written${importNo === null ? '' : ` as import ${importNo}`}`;
}
