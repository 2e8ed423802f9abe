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
  const mistakes = [...statement.mistakes];
  for (const row of statement.rows) refuseLong(row, mistakes);
  const errors = new Map<number, RowError[]>();
  for (const mistake of mistakes) {
    const of = errors.get(mistake.line) ?? [];
    errors.set(mistake.line, of);
    of.push(mistake);
  }
  const lines = new Set(errors.keys());
  for (const { line } of statement.rows) lines.add(line);
  const sorted = [...lines].sort((a, b) => a - b);
  return {
    header: [],
    readAs: statement.readAs,
    isRejects: false,
    headerErrors: [],
    batches: inOne(sorted, errors),
    review: (found) => found,
    mistakes,
  };
}

const NOTHING: readonly never[] = [];

async function* inOne(
  lines: readonly number[],
  errors: ReadonlyMap<number, readonly RowError[]>,
): AsyncIterable<readonly FileRow[]> {
  yield lines.map((line) => ({ line, cells: NOTHING, errors: errors.get(line) ?? NOTHING }));
}

function refuseLong(
  { line, narration, reference }: Statement['rows'][number],
  mistakes: RowError[],
): void {
  const refuse = (what: string, value: string, most: number) => {
    const message = `the ${what} has more than ${most} characters`;
    mistakes.push({ line, column: '', code: 'too_long', value, message });
  };
  if (narration.length > MAX_NARRATION) refuse('narration', narration, MAX_NARRATION);
  if (reference.length > MAX_REFERENCE) refuse('reference', reference, MAX_REFERENCE);
}
