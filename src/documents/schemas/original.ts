import { type Static, Type } from 'typebox';
import { ORIGINAL_TABLE_NAMES } from '../../domain/original/original.ts';
import { rowError } from './imports.ts';
import { listOf, Warnings } from './parts/values.ts';

export const OriginalReport = Type.Object(
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
    tables: Type.Record(
      Type.String(),
      Type.Object({
        rows: Type.Integer(),
        inserted: Type.Integer(),
        unchanged: Type.Integer(),
        skipped: Type.Integer(),
        blank: Type.Integer(),
        rejected: Type.Integer(),
      }),
    ),
    errors: listOf(
      Type.Object({
        table: Type.Enum(ORIGINAL_TABLE_NAMES),
        key: Type.String(),
        ...rowError,
      }),
    ),
    warnings: Warnings,
  },
  { $id: 'OriginalReport' },
);
export type OriginalReportDocument = Static<typeof OriginalReport>;
