import { findNearest } from '../../domain/values/text.ts';
import { UsageError } from '../../errors.ts';
import type { ColumnNames } from '../page/view.ts';

/** The same for `studentId`, `student_id`, `studentid` and `Student id`. */
export function plainName(name: string): string {
  return name.replace(/[_\s]/g, '').toLowerCase();
}

/** @throws UsageError always */
export function refuseField(name: string, known: readonly string[]): never {
  const nearest = findNearest(name, known);
  const are = `here are ${known.join(', ')}`;
  const some = nearest === undefined ? `t${are}` : `did you mean ${nearest}? T${are}`;
  const there = known.length === 0 ? 'it has none' : some;
  throw new UsageError('bad_value', `There is no field ${name} in this answer; ${there}.`);
}

/** `ID`, `Time zone`, `Last used`: the words of a key; that a time is one is seen. */
export function titleOf(key: string): string {
  if (key === 'id') return 'ID';
  const words = key.replace(/At$/, '').replace(/[A-Z]/g, ' $&').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The heading of a column of CSV. */
export function columnTitle(column: string): string {
  return titleOf(column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
}

/**
 * The column that a name means: that of CSV, the key of JSON that it shows, or the heading of the table; undefined
 * where there is none.
 */
export function findColumn(
  header: readonly string[],
  name: string,
  { rows, headings = {}, keys = {} }: ColumnNames = {},
): string | undefined {
  const wanted = plainName(name);
  const isWanted = (other: string) => plainName(other) === wanted;
  const columnOf = (others: Readonly<Record<string, string>>) =>
    Object.entries(others).find(([other]) => isWanted(other))?.[1];
  const inRows = rows !== undefined && wanted.startsWith(`${plainName(rows)}.`);
  return (
    header.find(isWanted) ??
    header.find((column) => isWanted(keys[column] ?? '')) ??
    columnOf(headings) ??
    header.find((column) => plainName(column) === wanted.replaceAll('.', '')) ??
    header.find((column) => isWanted(columnTitle(column))) ??
    (inRows ? findColumn(header, name.slice(rows.length + 1), { keys }) : undefined)
  );
}
