import type { ReadAs, RowError } from '../../domain/imports/report.ts';
import type { DateForm } from '../../domain/values/date-form.ts';
import {
  type ColumnKind,
  type Columns,
  columnFinder,
  isRejectsHeader,
  readHeader,
} from './columns.ts';
import { type CsvFile, type CsvOptions, type CsvRow, describeReading, openCsv } from './csv.ts';
import { createDateJudge } from './dates/judge.ts';
import { type ColumnName, nameColumns, refuseUnknownNames } from './header/column-names.ts';
import type { CellLook } from './header/guess-columns.ts';
import { headerRater } from './header/rate-header.ts';
import type { Source } from './source.ts';

/** A file to be imported whose header was understood. */
export interface ImportFile<Row> {
  readonly header: readonly string[];
  readonly readAs: ReadAs;
  /** It has our notes of rows that were rejected before. */
  readonly isRejects: boolean;
  /** Unknown columns: nothing is taken, though the rows can be checked. */
  readonly headerErrors: readonly RowError[];
  /** Rows with parsed cells; `undefined` for one that is passed over unread. */
  readonly batches: AsyncIterable<readonly (Row | undefined)[]>;
  /** Says of the mistakes what only all the rows together show. */
  readonly review: (errors: readonly RowError[]) => readonly RowError[];
}

export interface ImportFileOptions extends CsvOptions {
  readonly ignoreUnknown: boolean;
  /** The form of other than ISO dates, such as `DD/MM/YYYY`. */
  readonly dateFormat?: string | undefined;
  /** How the mess writes its dates, which is tried where no form is given. */
  readonly usualForm?: DateForm | undefined;
}

/** How a kind of file is laid out: a header with these columns, and one thing a row. */
export interface FileLayout<F extends string, Row> {
  readonly name: string;
  readonly columns: readonly ColumnKind<F>[];
  /** Fields without which nothing can be read; by the first a row is known. */
  readonly required: readonly F[];
  /** Of these one is enough, beside the first of the required, where a file may only change what is recorded. */
  readonly changed?: { readonly fields: readonly F[]; readonly isEnough: boolean };
  /** Known fields of which nothing is taken. */
  readonly unused: readonly F[];
  /** By these the columns of a file without a header are guessed. */
  readonly looks: readonly CellLook[];
  /** What a name means that is not the same in every file; asked after what the person says of the header. */
  readonly judgeNames?: (csv: CsvFile, kinds: readonly ColumnKind<F>[]) => Promise<FileMeaning>;
  /** Gives what parses the cells of a row. */
  createReader(
    columns: Columns<F>,
    parseDate: (text: string) => string,
  ): (row: CsvRow) => Row | undefined;
}

export interface FileMeaning {
  /** As the person might have said it. */
  readonly named: readonly ColumnName[];
  /** All the rows, also those that were read for it. */
  readonly batches: AsyncIterable<readonly CsvRow[]>;
}

/**
 * @throws FileFault it cannot be read, or its header has mistakes
 * @throws ValueError `bad_date_format`
 */
export async function openImportFile<F extends string, Row>(
  source: Source,
  { dateFormat, usualForm, ignoreUnknown, ...options }: ImportFileOptions,
  layout: FileLayout<F, Row>,
): Promise<ImportFile<Row> & { readonly columns: Columns<F> }> {
  const named = options.named ?? [];
  const said = nameColumns(layout.columns, named);
  const isNeeded = (field: F) => layout.required.includes(field);
  const isWhole = (fields: ReadonlySet<F>) =>
    requiredOf(layout, fields).every((field) => fields.has(field));
  const knowledge = { rate: headerRater(said, isNeeded, isWhole), looks: layout.looks };
  const csv = await openCsv(source.chunks, options, knowledge);
  refuseUnknownNames(csv.header, named);
  const meaning = await layout.judgeNames?.(csv, said);
  const kinds = meaning ? nameColumns(layout.columns, [...named, ...meaning.named]) : said;
  // Its library takes a while to load, and other commands do not need it.
  const { dateParser } = await import('./dates/timestamp.ts');
  const judge = createDateJudge(dateFormat !== undefined);
  const parseDate = dateParser(dateFormat, judge, usualForm);
  const fields = fieldsOf(csv.header, kinds);
  const { columns, errors } = readHeader(csv.header, kinds, {
    ignoreUnknown,
    delimiter: csv.delimiter,
    isOpen: csv.isOpen,
    required: requiredOf(layout, fields),
    mayChange: layout.changed?.isEnough === false && hasChanged(layout, fields),
    unused: layout.unused,
  });
  return {
    header: csv.header.cells,
    columns,
    readAs: describeReading(layout.name, csv),
    isRejects: isRejectsHeader(csv.header.cells),
    headerErrors: errors,
    batches: readBatches(meaning?.batches ?? csv.batches, layout.createReader(columns, parseDate)),
    review: judge.review,
  };
}

function fieldsOf<F extends string>(
  { cells }: CsvRow,
  kinds: readonly ColumnKind<F>[],
): ReadonlySet<F> {
  const find = columnFinder(kinds);
  return new Set(cells.flatMap((cell) => find(cell)?.field ?? []));
}

type Needs<F extends string> = Pick<FileLayout<F, never>, 'required' | 'changed'>;

/** What a file needs that has these. */
function requiredOf<F extends string>(needs: Needs<F>, fields: ReadonlySet<F>): readonly F[] {
  const isEnough = needs.changed?.isEnough === true && hasChanged(needs, fields);
  return isEnough ? needs.required.slice(0, 1) : needs.required;
}

function hasChanged<F extends string>(
  { required: [key], changed }: Needs<F>,
  fields: ReadonlySet<F>,
) {
  return fields.has(key as F) && changed?.fields.some((field) => fields.has(field)) === true;
}

/** Parses the rows as they come. */
export async function* readBatches<Row>(
  batches: AsyncIterable<readonly CsvRow[]>,
  read: (row: CsvRow) => Row,
): AsyncGenerator<readonly Row[]> {
  for await (const batch of batches) yield batch.map(read);
}
