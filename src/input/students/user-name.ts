import { type ColumnKind, columnFinder, foldColumnName } from '../csv/columns.ts';
import type { CsvFile, CsvRow } from '../csv/csv.ts';
import { NO_COLUMN } from '../csv/header/guess-columns.ts';
import type { FileMeaning } from '../csv/import-file.ts';

const USER_NAME = 'username';

/**
 * What a column `Username` is: forms call the address of whoever answered so, and devices a name. A name it is of
 * a whole roll alone that has no other and not one `@` in it. Else it is the address, and nothing where there is
 * another column of addresses.
 */
export async function judgeUserName(
  { header: { cells: header }, batches }: Pick<CsvFile, 'header' | 'batches'>,
  kinds: readonly ColumnKind<string>[],
  isUpdate: boolean,
): Promise<FileMeaning> {
  const place = header.findIndex((cell) => foldColumnName(cell) === USER_NAME);
  const theirs = header[place];
  const isSaid = kinds.some(({ said = [] }) =>
    said.some((name) => foldColumnName(name) === USER_NAME),
  );
  if (theirs === undefined || isSaid) return { named: [], batches };
  const find = columnFinder(kinds);
  const others = new Set(header.flatMap((cell, at) => (at === place ? [] : find(cell)?.field)));
  const named = [{ theirs, ours: others.has('email') ? NO_COLUMN : 'email' }];
  const isWhole = ['id', 'branch', 'phone'].every((field) => others.has(field));
  if (others.has('name') || (isUpdate && !isWhole)) return { named, batches };
  const read: (readonly CsvRow[])[] = [];
  for await (const rows of batches) read.push(rows);
  const isAddress = read.some((rows) => rows.some(({ cells }) => cells[place]?.includes('@')));
  return { named: isAddress ? named : [], batches: again(read) };
}

async function* again(read: readonly (readonly CsvRow[])[]): AsyncGenerator<readonly CsvRow[]> {
  yield* read;
}
