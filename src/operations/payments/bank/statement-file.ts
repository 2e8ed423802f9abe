import type { FileRow } from '../../../domain/imports/file-check.ts';
import type { RowError } from '../../../domain/imports/report.ts';
import { MAX_NARRATION, MAX_REFERENCE } from '../../../domain/payments/bank/bank-line.ts';
import type { Statement } from '../../../domain/payments/bank/statement.ts';
import type { ImportFile } from '../../../input/csv/import-file.ts';

/**
 * A statement as any file that is imported: its lines one by one, each with its mistakes. Of a statement
 * with mistakes nothing is taken, for its balance proves all of it or nothing.
 */
export function toImportFile(statement: Statement): ImportFile<FileRow> & {
  /** Of what is too long to be kept, too. */
  readonly mistakes: readonly RowError[];
} {
  const mistakes = [...statement.mistakes, ...statement.rows.flatMap(refuseLong)];
  const errors = new Map<number, RowError[]>();
  for (const { line } of statement.rows) errors.set(line, []);
  for (const mistake of mistakes) {
    const of = errors.get(mistake.line) ?? [];
    errors.set(mistake.line, of);
    of.push(mistake);
  }
  const rows = [...errors]
    .sort(([a], [b]) => a - b)
    .map(([line, own]) => ({ line, cells: [], errors: own }));
  return {
    header: [],
    readAs: statement.readAs,
    isRejects: false,
    headerErrors: [],
    batches: inOne(rows),
    review: (found) => found,
    mistakes,
  };
}

async function* inOne<T>(rows: readonly T[]): AsyncIterable<readonly T[]> {
  yield rows;
}

function refuseLong({ line, narration, reference }: Statement['rows'][number]): RowError[] {
  const refuse = (what: string, value: string, most: number): RowError[] =>
    value.length <= most
      ? []
      : [
          {
            line,
            column: '',
            code: 'too_long',
            value,
            message: `the ${what} has more than ${most} characters`,
          },
        ];
  return [
    ...refuse('narration', narration, MAX_NARRATION),
    ...refuse('reference', reference, MAX_REFERENCE),
  ];
}
