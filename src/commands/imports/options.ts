import { type Command, Option } from 'commander';
import { parseCount, parseSize } from '../../domain/values/size.ts';
import { type CsvOptions, DEFAULT_BOUNDS } from '../../input/csv/csv.ts';
import { parseDelimiter } from '../../input/csv/delimiter.ts';
import { ENCODINGS, type Encoding } from '../../input/csv/encoding.ts';
import { valueOption } from '../options/values.ts';

/** What the command line says of any file that is imported. */
export interface ImportFlags {
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  readonly ignoreUnknown?: true;
  readonly maxErrors?: number;
  readonly rejects?: string;
  readonly partial?: true;
  readonly dryRun?: true;
  readonly maxRecordSize?: number;
  readonly maxFileSize?: number;
  readonly maxRows?: number;
}

/** Options that every import has. */
export function addImportOptions(command: Command): Command {
  return command
    .option('--dry-run', 'check everything, write nothing')
    .option('--partial', 'write the good rows of a file with mistakes; the exit code is 6 even so')
    .option('--rejects <FILE>', 'collect the rejected rows in a CSV file, to be corrected')
    .addOption(valueOption('--max-errors <N>', 'show so many mistakes (20)', parseCount))
    .addOption(new Option('--encoding <NAME>', 'of the bytes (UTF-8)').choices(ENCODINGS))
    .addOption(
      valueOption('--delimiter <CHAR>', 'between cells: , ; | or tab (found)', parseDelimiter),
    )
    .option('--ignore-unknown', 'pass over columns that mess does not know')
    .addOption(valueOption('--max-record-size <SIZE>', 'of one row (64KiB)', parseSize))
    .addOption(valueOption('--max-file-size <SIZE>', 'of the file (256MiB)', parseSize))
    .addOption(valueOption('--max-rows <N>', 'in the file (5000000)', parseCount));
}

/** How the bytes of a file are to be read. */
export function csvOptions(flags: ImportFlags): CsvOptions & { readonly ignoreUnknown: boolean } {
  return {
    encoding: flags.encoding,
    delimiter: flags.delimiter,
    ignoreUnknown: flags.ignoreUnknown ?? false,
    maxRecordBytes: flags.maxRecordSize ?? DEFAULT_BOUNDS.maxRecordBytes,
    maxRows: flags.maxRows ?? DEFAULT_BOUNDS.maxRows,
  };
}
