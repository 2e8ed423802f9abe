import { importReportDocument } from '../../../documents/imports.ts';
import { statementDocument } from '../../../documents/payments/bank.ts';
import type { ImportReportDocument } from '../../../documents/schemas/imports.ts';
import { countKinds, type ImportReport, type OnProgress } from '../../../domain/imports/report.ts';
import { sayCount } from '../../../domain/values/text.ts';
import { InvalidInputError, UsageError } from '../../../errors.ts';
import type { Source } from '../../../input/csv/source.ts';
import type { ImportOptions } from '../../../operations/imports/file-import.ts';
import type { PlannedImport } from '../../../operations/imports/run-import.ts';
import type { Mess } from '../../../operations/mess/mess.ts';
import { previewOrCarryOut } from '../../preview.ts';
import type { Scope } from '../../request.ts';
import { readSent } from '../../sent-file.ts';
import { checkFieldLater } from '../../values.ts';
import { isSet } from '../input.ts';
import type { ImportQuery } from './reading.ts';

/** Reads and checks a file by an operation that writes nothing yet. */
type PlanImport = (
  source: Source,
  options: ImportOptions,
  onProgress: OnProgress,
) => Promise<PlannedImport>;

/**
 * Imports the file of a request, or only looks what it would do.
 *
 * @throws InvalidInputError it has mistakes and nothing was written; the report is in the details
 * @throws BusyError `changed_meanwhile`: it is another file than the one of the basis, or would do something else
 * @throws UsageError there is no file
 */
export async function runImport(
  { mess, request: { file } }: Pick<Scope, 'mess' | 'request'>,
  query: ImportQuery,
  plan: PlanImport,
): Promise<unknown> {
  if (file === undefined) {
    throw new UsageError('missing_value', 'The file is missing.', { details: { field: 'file' } });
  }
  const isDryRun = isSet(query.dryRun);
  const { basis } = query;
  const options = {
    dryRun: isDryRun,
    partial: isSet(query.partial),
    keepRejects: false,
    asPlanned: basis !== undefined,
  };
  const toDocument = reportMaker(mess);
  return previewOrCarryOut({ during: 'import', isDryRun, basis }, async () => {
    const source = readSent(file);
    const planned = await checkFieldLater('dateFormat', () => plan(source, options, () => {}));
    return {
      preview: toDocument({ ...planned.report, dryRun: true }),
      of: JSON.stringify([source.digest(), sayReading(query)]),
      async carryOut() {
        const report = planned.writes ? await planned.write(() => {}) : planned.report;
        if (report.errors.length === 0 || report.partial) return toDocument(report);
        throw hasMistakes(report, toDocument(report));
      },
    };
  });
}

/** How a file is to be read and taken, however that is written: read otherwise it is another one. */
function sayReading({ dryRun: _, basis: __, fileName: ___, ...asked }: ImportQuery): object {
  const given = Object.entries(asked).filter(([, value]) => value !== 'false');
  return given
    .map(([key, value]) => [key, value === '' ? 'true' : value])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

function hasMistakes(
  { file, errors }: ImportReport,
  report: ImportReportDocument,
): InvalidInputError {
  const mistakes = sayCount(errors.length, 'mistake');
  return new InvalidInputError(
    'mistakes_in_file',
    `${file} has ${mistakes}. Nothing was written.`,
    { details: { kinds: Object.fromEntries(countKinds(errors)), report } },
  );
}

function reportMaker({ settings }: Pick<Mess, 'settings'>) {
  return (report: ImportReport): ImportReportDocument => ({
    ...importReportDocument({
      ...report,
      warnings: report.warnings.map(({ message }) => message),
      // What helps is for each front to say.
      errors: report.errors.map(({ line, column, code, value, message }) => ({
        line,
        column,
        code,
        value,
        message,
      })),
    }),
    ...(report.statement && statementDocument(report.statement, settings.currencyDecimals)),
  });
}
