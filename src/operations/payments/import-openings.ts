import type { Knex } from 'knex';
import { listStandingOpenings } from '../../data/payments/openings.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import type { OnProgress, RowError } from '../../domain/imports/report.ts';
import {
  createOpeningCheck,
  type FileOpening,
  type OpeningRow,
} from '../../domain/payments/opening-check.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import type { Month } from '../../domain/values/month.ts';
import type { ImportFileOptions } from '../../input/csv/import-file.ts';
import type { Source } from '../../input/csv/source.ts';
import { openOpeningFile } from '../../input/payments/opening-file.ts';
import type {
  Comparison,
  FileImport,
  ImportOptions,
  WriteScope,
  Written,
} from '../imports/file-import.ts';
import { type PlannedImport, planImport } from '../imports/run-import.ts';
import type { Mess } from '../mess/mess.ts';
import { requireAccounts } from './accounts/require.ts';
import { openingDate, openingDraft } from './opening.ts';
import { type Draft, postEntries, refuseTooMuch } from './post-entries.ts';

export interface OpeningImportOptions extends ImportOptions {
  readonly file: ImportFileOptions;
}

/**
 * Reads and checks a file of what each owed when the accounts began, writing nothing. Who has another opening
 * already is a mistake: that is corrected by hand.
 *
 * @throws ConflictError no accounts are kept yet
 * @throws InvalidInputError `sum_too_large`
 */
export async function planOpeningImport(
  mess: Mess,
  actor: Actor,
  source: Source,
  options: OpeningImportOptions,
  onProgress: OnProgress,
): Promise<PlannedImport> {
  const accountsFrom = requireAccounts(mess);
  const kind: FileImport<OpeningRow> = {
    permission: 'set openings',
    command: 'opening import',
    async open(db) {
      const file = await openOpeningFile(source, options.file, mess.settings);
      const check = createOpeningCheck(await listStudents(db), file.idColumn);
      const compare = (trx: Knex) =>
        compareOpenings(trx, mess, accountsFrom, check.listOpenings(), file.idColumn);
      return { file, check, compare };
    },
  };
  return planImport(mess, actor, source, options, kind, onProgress);
}

async function compareOpenings(
  db: Knex,
  { settings }: Pick<Mess, 'settings'>,
  accountsFrom: Month,
  openings: readonly FileOpening[],
  idColumn: string,
): Promise<Comparison> {
  const standing = await listStandingOpenings(db);
  const isUnchanged = ({ student, amountMinor }: FileOpening) =>
    (standing.get(student.no) ?? 0n) === amountMinor;
  const others = openings.filter((opening) => !isUnchanged(opening));
  const added = others.filter(({ student }) => !standing.has(student.no));
  const errors = others.flatMap(({ line, student }): RowError[] => {
    const stated = standing.get(student.no);
    if (stated === undefined) return [];
    const message = `${moneyFormat(settings)(stated)} was stated already`;
    return [{ line, column: idColumn, code: 'opening_stated', value: student.id, message }];
  });
  const date = openingDate(accountsFrom);
  const drafts = added.map(({ student, amountMinor }) =>
    openingDraft(student.no, date, amountMinor),
  );
  return {
    months: [],
    inserted: added.length,
    updated: 0,
    unchanged: openings.length - others.length,
    skipped: 0,
    warnings: [],
    errors,
    isWorthWriting: added.length > 0,
    refuse: (on) => refuseTooMuch(on, drafts),
    write: (scope) => write(drafts, scope),
  };
}

async function write(
  drafts: readonly Draft[],
  { trx, report, record, onRows }: WriteScope,
): Promise<Written> {
  const { rows, inserted, unchanged, rejected } = report;
  await postEntries(
    { trx, record: ({ after }) => record([], { after: { ...Object(after) } }) },
    drafts,
    () => ({ subject: report.file, after: { rows, inserted, unchanged, rejected } }),
  );
  onRows(drafts.length);
  return { warnings: [] };
}
