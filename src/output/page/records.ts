import {
  columnName,
  documentMaker,
  type Fields,
  type Kind,
  listFields,
  type PlainField,
  type RecordOf,
  readField,
  recordSheet,
} from '../../documents/fields.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { storedTimeIn } from '../../domain/values/date.ts';
import { formatDays } from '../../domain/values/days.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { visible } from '../../domain/values/text.ts';
import { plainName, titleOf } from '../fields/field-names.ts';
import { sentenceView } from './sentence.ts';
import { renderTable } from './table.ts';
import type { Page, View } from './view.ts';

/** How the mess writes money and times. */
export type Style = MoneyStyle & { readonly timeZone: string };

/** A column of the table that is otherwise than its field says. */
interface OwnColumn<Row> {
  readonly title?: string;
  /** Where it is not that of the kind. */
  readonly align?: 'left';
  readonly cell?: (record: Row, style: Style) => string;
  /** Never cut, where words are. */
  readonly isWhole?: boolean;
  /** Said in another column. */
  readonly isLeftOut?: boolean;
}

export interface ListOptions<F extends Fields> {
  /** The sentence where there is none. */
  readonly none?: string;
  readonly columns?: { readonly [Key in keyof F]?: OwnColumn<RecordOf<F>> };
  /** Words that go on below the row of a record; none where empty, nor where columns are asked for. */
  readonly below?: (record: RecordOf<F>, style: Style) => string;
}

/** Records as a list: a table with a column for each field. */
export function recordListView<F extends Fields>(
  fields: F,
  records: readonly RecordOf<F>[],
  style: Style,
  options: ListOptions<F> = {},
): View {
  const decimals = style.currencyDecimals;
  const textOf =
    (shown: readonly PlainField[], how: ListOptions<F>): View['text'] =>
    (page) =>
      recordTable(shown, records, style, how, page);
  return {
    rows: records.length,
    json: () => records.map(documentMaker(fields, decimals)),
    csv: () => recordSheet(fields, records, decimals),
    text: textOf(
      listFields(fields).filter(({ key }) => !options.columns?.[key]?.isLeftOut),
      options,
    ),
    names: { headings: ownHeadings(options) },
    columns: (names) => {
      const all = listFields(fields);
      const shown = names.flatMap((name) => all.filter(({ key }) => plainName(key) === name));
      // What is asked for stays.
      const { below: _, ...how } = options;
      return {
        text: textOf(
          shown.map((field) => ({ ...field, stays: true })),
          how,
        ),
      };
    },
  };
}

function ownHeadings<F extends Fields>({ columns = {} }: ListOptions<F>) {
  const own = Object.entries<OwnColumn<RecordOf<F>> | undefined>(columns);
  return Object.fromEntries(
    own.flatMap(([key, column]) => (column?.title ? [[column.title, columnName(key)]] : [])),
  );
}

function* recordTable<F extends Fields>(
  fields: readonly (PlainField & { readonly stays?: boolean })[],
  records: readonly RecordOf<F>[],
  style: Style,
  { none, columns = {}, below }: ListOptions<F>,
  page: Page,
): Iterable<string> {
  if (records.length === 0 && none !== undefined) {
    yield `${none}\n`;
    return;
  }
  const shown = fields.map((field) => {
    const own = columns[field.key] ?? {};
    const { title = titleOf(field.key), cell = showField(field, style) } = own;
    const align = own.align ?? (NUMBERS.includes(field.kind) ? 'right' : 'left');
    return { field, title, cell, align, whole: own.isWhole } as const;
  });
  yield* renderTable(
    {
      columns: shown.map(({ field, title, align, whole }, index) => ({
        title,
        align,
        whole,
        flexible: field.kind === 'text' || field.kind === 'words',
        drop: field.stays || index === 0 ? undefined : (field.drop ?? dropOf(field.kind)),
      })),
      rows: records.map((record) => shown.map(({ cell }) => cell(record, style))),
      ...(below && { below: (row) => below(records[row] as RecordOf<F>, style) }),
    },
    page,
  );
}

/** After those of which it is said; money stays. */
function dropOf(kind: Kind): number | undefined {
  return kind === 'money' ? undefined : 100;
}

const NUMBERS: readonly Kind[] = ['count', 'days', 'money'];

/** One record, a line for each field. */
export function recordView<F extends Fields>(fields: F, record: RecordOf<F>, style: Style): View {
  return {
    ...changedRecordView(fields, record, '', style.currencyDecimals),
    text: function* () {
      const titles = Object.keys(fields).map(titleOf);
      const width = Math.max(...titles.map(({ length }) => length)) + 2;
      for (const [index, field] of listFields(fields).entries()) {
        const value = showField(field, style)(record) || '-';
        yield `${titles[index]?.padEnd(width)}${visible(value)}\n`;
      }
    },
  };
}

/**
 * One record, and for people a sentence on what was done to it.
 *
 * @param warnings what the document says besides; undefined of one that has none
 */
export function changedRecordView<F extends Fields>(
  fields: F,
  record: RecordOf<F>,
  sentence: string,
  currencyDecimals = 0,
  warnings?: readonly string[],
): View {
  const made = documentMaker(fields, currencyDecimals)(record);
  const document = warnings === undefined ? made : { ...made, warnings };
  const csv = () => recordSheet(fields, [record], currencyDecimals);
  return sentenceView(document, csv, sentence);
}

function showField(field: PlainField, style: Style): (record: object) => string {
  const money = moneyFormat(style);
  return (record) => {
    const value = readField(record, field);
    if (value === null) return '';
    if (typeof value === 'bigint') return money(value);
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (typeof value === 'object') return value.join(', ');
    if (typeof value === 'number') return field.kind === 'days' ? formatDays(value) : String(value);
    return field.kind === 'time' ? storedTimeIn(style.timeZone, value) : value;
  };
}
