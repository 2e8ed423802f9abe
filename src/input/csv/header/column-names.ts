import { FileFault } from '../../../domain/imports/report.ts';
import { type ColumnKind, columnFinder, foldColumnName } from '../columns.ts';
import { NO_COLUMN } from './guess-columns.ts';

/** The field of columns of which nothing is taken, in every kind of file. */
const PASSED_OVER = 'passedOver';

/** What a person says of a column of a file. */
export interface ColumnName {
  /** As the header has it. */
  readonly theirs: string;
  /** As our own files call it, or `_` for one of which nothing is taken. */
  readonly ours: string;
}

/**
 * The columns that a file may have, after what the person says of its header. Where one is said, other
 * names of it are passed over: a file may well have two numbers of a student.
 *
 */
export function nameColumns<F extends string>(
  kinds: readonly ColumnKind<F>[],
  given: readonly ColumnName[],
): readonly ColumnKind<F>[] {
  if (given.length === 0) return kinds;
  const find = columnFinder(kinds);
  const said = new Map<string, string[]>();
  for (const { theirs, ours } of given) {
    const field = ours === NO_COLUMN ? PASSED_OVER : (find(ours)?.field ?? PASSED_OVER);
    said.set(field, [...(said.get(field) ?? []), theirs]);
  }
  const isSaid = ({ field }: ColumnKind<F>) => field !== PASSED_OVER && said.has(field);
  const dropped = kinds.filter(isSaid).flatMap(({ aliases }) => aliases);
  return kinds.map((kind) => ({
    ...kind,
    aliases: isSaid(kind)
      ? []
      : kind.field === PASSED_OVER
        ? [...kind.aliases, ...dropped]
        : kind.aliases,
    said: said.get(kind.field) ?? [],
  }));
}

/** @throws FileFault the header has no column of that name */
export function refuseUnknownNames(
  { line, cells }: { readonly line: number; readonly cells: readonly string[] },
  given: readonly ColumnName[],
): void {
  const header = new Set(cells.map(foldColumnName));
  const errors = given
    .filter(({ theirs }) => !header.has(foldColumnName(theirs)))
    .map(({ theirs }) => ({
      line,
      column: '',
      code: 'missing_column',
      value: theirs,
      message: 'the header has no column of this name',
    }));
  if (errors.length > 0) throw new FileFault(errors);
}
