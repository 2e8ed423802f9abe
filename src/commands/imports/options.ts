import { parseCount, parseSize } from '../../domain/values/size.ts';
import { type CsvOptions, DEFAULT_BOUNDS } from '../../input/csv/csv.ts';
import { parseDelimiter } from '../../input/csv/delimiter.ts';
import { ENCODINGS } from '../../input/csv/encoding.ts';
import type { ValuesOf } from '../options/inputs.ts';
import { choiceOption, flagOption, textOption, valueOption } from '../options/values.ts';

/** How a file is read; every command that reads CSV has them, for the mistakes of a file name them. */
export const READING_OPTIONS = {
  encoding: choiceOption('--encoding <NAME>', 'of the bytes (UTF-8)', ENCODINGS),
  delimiter: valueOption(
    '--delimiter <CHAR>',
    'between cells: , ; | or tab (found)',
    parseDelimiter,
  ),
  ignoreUnknown: flagOption('--ignore-unknown', 'pass over columns that mess does not know'),
  maxRecordSize: valueOption('--max-record-size <SIZE>', 'of one row (64KiB)', parseSize),
  maxFileSize: valueOption('--max-file-size <SIZE>', 'of the file (256MiB)', parseSize),
  maxRows: valueOption('--max-rows <N>', 'in the file (5000000)', parseCount),
};

/** Options that every import has. */
export const IMPORT_OPTIONS = {
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

/** How the bytes of a file are to be read. */
export function csvOptions(
  values: ReadingValues,
): CsvOptions & { readonly ignoreUnknown: boolean } {
  return {
    encoding: values.encoding,
    delimiter: values.delimiter,
    ignoreUnknown: values.ignoreUnknown,
    maxRecordBytes: values.maxRecordSize ?? DEFAULT_BOUNDS.maxRecordBytes,
    maxRows: values.maxRows ?? DEFAULT_BOUNDS.maxRows,
  };
}
