import { importReportDocument } from '../../../documents/imports.ts';
import type { ImportReportDocument } from '../../../documents/schemas/imports.ts';
import { countKinds, type ImportReport, type OnProgress } from '../../../domain/imports/report.ts';
import { sayCount } from '../../../domain/values/text.ts';
import { InvalidInputError, UsageError } from '../../../errors.ts';
import { type Source, sourceOfBytes } from '../../../input/csv/source.ts';
import type { ImportOptions } from '../../../operations/imports/file-import.ts';
import type { PlannedImport } from '../../../operations/imports/run-import.ts';
import type { WebRequest } from '../../request.ts';
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
 * @throws UsageError there is no file
 */
export async function runImport(
  { file }: WebRequest,
  query: ImportQuery,
  plan: PlanImport,
): Promise<ImportReportDocument> {
  if (file === undefined) {
    throw new UsageError('missing_value', 'The file is missing.', { details: { field: 'file' } });
  }
  const options = {
    dryRun: isSet(query.dryRun),
    partial: isSet(query.partial),
    keepRejects: false,
  };
  const source = sourceOfBytes(file.name, file.bytes);
  const planned = await checkFieldLater('dateFormat', () => plan(source, options, () => {}));
  const report = planned.writes ? await planned.write(() => {}) : planned.report;
  const document = toDocument(report);
  if (report.errors.length === 0 || report.dryRun || report.partial) return document;
  const mistakes = sayCount(report.errors.length, 'mistake');
  throw new InvalidInputError(
    'mistakes_in_file',
    `${report.file} has ${mistakes}. Nothing was written.`,
    { details: { kinds: Object.fromEntries(countKinds(report.errors)), report: document } },
  );
}

function toDocument(report: ImportReport): ImportReportDocument {
  return importReportDocument({
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
  });
}
