import { type Static, Type } from 'typebox';
import type { ProfileKind, ProfileOptions } from '../../../domain/imports/profile.ts';
import { parseProfileName } from '../../../domain/imports/profile.ts';
import { ValueError } from '../../../errors.ts';
import { type ColumnKind, columnFinder } from '../../../input/csv/columns.ts';
import { type CsvOptions, DEFAULT_BOUNDS } from '../../../input/csv/csv.ts';
import { parseDelimiter } from '../../../input/csv/delimiter.ts';
import { ENCODINGS } from '../../../input/csv/encoding.ts';
import { NO_COLUMN } from '../../../input/csv/header/guess-columns.ts';
import { useImportProfile } from '../../../operations/imports/profiles.ts';
import type { Scope } from '../../request.ts';
import { parseField, parseOptional } from '../../values.ts';
import { DryRun, Flag, isSet, Text } from '../input.ts';
import { Basis } from '../money-input.ts';

/** Once, or several times in a query. */
export const Several = Type.Optional(Type.Union([Text, Type.Array(Text, { maxItems: 200 })]));

/** What every import may be told; as its command has it. */
export const IMPORT_KEYS = {
  dryRun: DryRun,
  basis: Basis,
  partial: Type.Optional(Flag),
  profile: Type.Optional(Text),
  fileName: Type.Optional(Type.String({ maxLength: 1000, description: 'or in X-File-Name' })),
  encoding: Type.Optional(Type.Enum([...ENCODINGS])),
  delimiter: Type.Optional(Text),
  column: Several,
  columns: Type.Optional(Text),
  ignoreUnknown: Type.Optional(Flag),
  dateFormat: Type.Optional(Text),
};

const ImportQuery = Type.Object(IMPORT_KEYS);

export type ImportQuery = Static<typeof ImportQuery>;

export function listed(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return [];
  return typeof given === 'string' ? [given] : given;
}

/** What the profile that a request names keeps; nothing where it names none. */
export async function readProfile(
  { mess, actor }: Pick<Scope, 'mess' | 'actor'>,
  { profile }: ImportQuery,
  kind: ProfileKind,
): Promise<ProfileOptions> {
  if (profile === undefined) return {};
  const name = parseField('profile', parseProfileName, profile);
  return (await useImportProfile(mess, actor, name, kind)).options;
}

/**
 * How the bytes of a file are to be read. What is said goes before what a profile keeps.
 *
 * @param kinds the columns that such a file may have
 * @throws UsageError a value is none
 */
export function readFileOptions<F extends string>(
  query: ImportQuery,
  kept: ProfileOptions,
  kinds: readonly ColumnKind<F>[],
): CsvOptions & { readonly ignoreUnknown: boolean; readonly dateFormat: string | undefined } {
  const find = columnFinder(kinds);
  const requireColumn = (name: string) => {
    if (name === NO_COLUMN) return name;
    const found = find(name);
    if (found !== undefined) return found.canonical;
    throw new ValueError('bad_column', 'no column of such a file');
  };
  const parseNamed = (text: string) => {
    const place = text.lastIndexOf('=');
    if (place < 1) throw new ValueError('bad_column', 'write it like Emp Code=student_id');
    const [theirs, ours] = [text.slice(0, place).trim(), text.slice(place + 1).trim()];
    return { theirs, ours: requireColumn(ours) };
  };
  const parseColumns = (text: string) => text.split(',').map((name) => requireColumn(name.trim()));
  const named = listed(query.column).map((each) => parseField('column', parseNamed, each));
  const keptEncoding = ENCODINGS.find((each) => each === kept.encoding);
  return {
    encoding: query.encoding ?? keptEncoding,
    delimiter: parseOptional('delimiter', parseDelimiter, query.delimiter) ?? kept.delimiter,
    columns: parseOptional('columns', parseColumns, query.columns) ?? kept.columns,
    named: named.length > 0 ? named : kept.named,
    ignoreUnknown: isSet(query.ignoreUnknown) || kept.ignoreUnknown === true,
    dateFormat: query.dateFormat ?? kept.dateFormat,
    maxRecordBytes: DEFAULT_BOUNDS.maxRecordBytes,
    maxRows: DEFAULT_BOUNDS.maxRows,
  };
}
