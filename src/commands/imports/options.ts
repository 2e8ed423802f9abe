import { Option } from 'commander';
import { parseProfileName } from '../../domain/imports/profile.ts';
import { parseCount, parseSize } from '../../domain/values/size.ts';
import { shorten } from '../../domain/values/text.ts';
import { UsageError } from '../../errors.ts';
import { type ColumnKind, columnFinder } from '../../input/csv/columns.ts';
import { type CsvOptions, DEFAULT_BOUNDS } from '../../input/csv/csv.ts';
import { parseDelimiter } from '../../input/csv/delimiter.ts';
import { ENCODINGS } from '../../input/csv/encoding.ts';
import type { ColumnName } from '../../input/csv/header/column-names.ts';
import { NO_COLUMN } from '../../input/csv/header/guess-columns.ts';
import type { Typed, ValuesOf } from '../options/inputs.ts';
import { choiceOption, flagOption, textOption, valueOption } from '../options/values.ts';
import { shellWord } from '../shell-word.ts';

/** How a file is read; every command that reads CSV has them, for the mistakes of a file name them. */
export const READING_OPTIONS = {
  encoding: choiceOption('--encoding <NAME>', 'of the bytes (UTF-8)', ENCODINGS),
  delimiter: valueOption(
    '--delimiter <CHAR>',
    'between cells: , ; | or tab (found)',
    parseDelimiter,
  ),
  column: namesOption(
    '--column <NAME=OURS>',
    'what a column of the file is, as "Emp Code=student_id"; _ passes over it',
  ),
  columns: textOption('--columns <LIST>', 'of a file that names none, in order; _ passes over'),
  ignoreUnknown: flagOption('--ignore-unknown', 'pass over columns that mess does not know'),
  maxRecordSize: valueOption('--max-record-size <SIZE>', 'of one row (64KiB)', parseSize),
  maxFileSize: valueOption('--max-file-size <SIZE>', 'of the file (256MiB)', parseSize),
  maxRows: valueOption('--max-rows <N>', 'in the file (5000000)', parseCount),
};

/** Options that every import has. */
export const IMPORT_OPTIONS = {
  profile: valueOption(
    '--profile <NAME>',
    'read it as mess import-profiles has it; options given here go before',
    parseProfileName,
  ),
  dryRun: flagOption('--dry-run', 'check everything, write nothing'),
  partial: flagOption(
    '--partial',
    'write the good rows of a file with mistakes; the exit code is 6 even so',
  ),
  rejects: textOption(
    '--rejects <FILE>',
    'collect the rejected rows in a CSV file, to be corrected',
  ),
  maxErrors: valueOption('--max-errors <N>', 'show so many mistakes (20)', parseCount),
  ...READING_OPTIONS,
};

/** What the command line says of how a file is to be read. */
export type ReadingValues = ValuesOf<typeof READING_OPTIONS>;

/** What the command line says of any file that is imported. */
export type ImportValues = ValuesOf<typeof IMPORT_OPTIONS>;

/**
 * How the bytes of a file are to be read.
 *
 * @param kinds the columns that such a file may have
 * @throws UsageError a column is none of them
 */
export function csvOptions<F extends string>(
  values: Omit<ReadingValues, 'maxFileSize'>,
  kinds: readonly ColumnKind<F>[],
): CsvOptions & { readonly ignoreUnknown: boolean } {
  const { columns, column } = values;
  return {
    encoding: values.encoding,
    delimiter: values.delimiter,
    columns: columns?.split(',').map((name) => requireColumn('--columns', name.trim(), kinds)),
    named: column?.map(({ theirs, ours }) => ({
      theirs,
      ours: requireColumn('--column', ours, kinds),
    })),
    ignoreUnknown: values.ignoreUnknown,
    maxRecordBytes: values.maxRecordSize ?? DEFAULT_BOUNDS.maxRecordBytes,
    maxRows: values.maxRows ?? DEFAULT_BOUNDS.maxRows,
  };
}

/** @returns the column as our own files call it */
function requireColumn<F extends string>(
  label: string,
  name: string,
  kinds: readonly ColumnKind<F>[],
): string {
  const found = name === NO_COLUMN ? NO_COLUMN : columnFinder(kinds)(name)?.canonical;
  if (found !== undefined) return found;
  const names = kinds.map(({ canonical }) => canonical).filter((each) => !/^\d+$/.test(each));
  throw new UsageError('bad_value', `${label}: no column of such a file (${shorten(name)}).`, {
    hint: `the columns are ${names.join(', ')}, and _ for what is passed over`,
  });
}

/** `Their Name=ours`, each time it is given one more. */
function namesOption(
  flags: string,
  description: string,
): Option & Typed<readonly ColumnName[] | undefined> {
  const option = new Option(flags, description);
  return option.argParser((text: string, before: readonly ColumnName[] = []) => {
    const place = text.lastIndexOf('=');
    const [theirs, ours] = [text.slice(0, place).trim(), text.slice(place + 1).trim()];
    if (place === -1 || theirs === '' || ours === '') {
      throw new UsageError('bad_value', `--column: not NAME=OURS (${shorten(text)}).`, {
        hint: 'write the name in the file first: --column "Emp Code=student_id"',
      });
    }
    return [...before, { theirs, ours }];
  });
}

/** The options without which a file of the rejected rows is not understood: it has a header. */
export function namingWords({ column }: ReadingValues): readonly string[] {
  return (column ?? []).flatMap(({ theirs, ours }) => ['--column', shellWord(`${theirs}=${ours}`)]);
}
