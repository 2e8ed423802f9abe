import { type Static, Type } from 'typebox';
import { IMPORT_PROFILE, LISTED_PROFILE } from '../imports.ts';
import { schemaOfFields } from './parts/fields.ts';
import { Days, listOf, Month, nullable, Time, Warnings } from './parts/values.ts';

/** One mistake of a file. */
export const rowError = {
  line: Type.Integer(),
  column: Type.String(),
  code: Type.String(),
  value: Type.String(),
  message: Type.String(),
};

export const ImportReport = Type.Object(
  {
    file: Type.String(),
    rows: Type.Integer(),
    inserted: Type.Integer(),
    updated: Type.Integer(),
    unchanged: Type.Integer(),
    blank: Type.Integer(),
    skipped: Type.Integer(),
    rejected: Type.Integer(),
    dryRun: Type.Boolean(),
    partial: Type.Boolean(),
    import: nullable(Type.Integer(), { description: 'null where it is not recorded as one' }),
    alreadyImported: nullable(
      Type.Object({ no: Type.Integer(), at: Time, by: nullable(Type.String()) }),
      { description: 'null but for a file that is not taken, because it was before' },
    ),
    readAs: nullable(
      Type.Object({
        layout: Type.String(),
        encoding: Type.String(),
        delimiter: Type.String(),
        dayStarts: Type.Optional(
          Type.String({ description: '`HH:MM`, of punches, where it is not midnight' }),
        ),
        headerLine: nullable(Type.Integer(), { description: 'null where it is the first' }),
        totals: listOf(Type.Integer(), {
          description: 'lines below the table that are passed over',
        }),
        months: listOf(Month),
      }),
      { description: 'null where not even the header was understood' },
    ),
    errors: listOf(Type.Object(rowError)),
    warnings: Warnings,
  },
  { $id: 'ImportReport' },
);

export const AttendanceImportReport = Type.Object(
  {
    ...ImportReport.properties,
    changed: Type.Optional(
      listOf(Type.Object({ id: Type.String(), month: Month, before: Days, after: Days }), {
        description: 'the first thousand figures that it replaces',
      }),
    ),
    marks: Type.Optional(
      listOf(
        Type.Object({
          mark: Type.String({ description: 'empty for an empty cell' }),
          meaning: Type.Enum(['present', 'half', 'absent', 'off']),
          count: Type.Integer(),
        }),
        { description: 'what each mark of a register or a daily file counted as, and how often' },
      ),
    ),
    notStudents: Type.Optional(
      Type.Object(
        { rows: Type.Integer(), ids: Type.Integer() },
        { description: 'passed over, of those who were said to be none' },
      ),
    ),
    withoutDays: Type.Optional(
      listOf(Type.Object({ month: Month, count: Type.Integer(), ids: listOf(Type.String()) }), {
        description:
          'on the roll, without days in the file or recorded, where most have some; the first ten ids',
      }),
    ),
  },
  { $id: 'AttendanceImportReport' },
);

const Numbers = Type.Object(
  { first: Type.Integer(), last: Type.Integer() },
  { description: 'the numbers that were given' },
);

export const PurchaseImportReport = Type.Object(
  { ...ImportReport.properties, purchases: Type.Optional(Numbers) },
  { $id: 'PurchaseImportReport' },
);

export const ChargeImportReport = Type.Object(
  { ...ImportReport.properties, charges: Type.Optional(Numbers) },
  { $id: 'ChargeImportReport' },
);

/** Of any import: what one kind alone has is left out of the others. */
export type ImportReportDocument = Static<typeof AttendanceImportReport> &
  Static<typeof PurchaseImportReport> &
  Static<typeof ChargeImportReport>;

export const ImportProfile = schemaOfFields('ImportProfile', IMPORT_PROFILE);

export const ListedProfile = schemaOfFields('ListedProfile', LISTED_PROFILE);
