import {
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
import { dateTimeIn } from '../../domain/values/date.ts';
import { formatDays } from '../../domain/values/days.ts';
import { moneyFormat } from './money.ts';
import { sentenceView } from './sentence.ts';
import { renderTable } from './table.ts';
import { visible } from './terminal-text.ts';
import type { View } from './view.ts';

/** How the mess writes money and times. */
export type Style = MoneyStyle & { readonly timeZone: string };

/** A column of the table that is otherwise than its field says. */
interface OwnColumn<Row> {
  readonly title?: string;
  readonly cell?: (record: Row, style: Style) => string;
  /** Said in another column. */
  readonly isLeftOut?: boolean;
}

export interface ListOptions<F extends Fields> {
  /** The sentence where there is none. */
  readonly none?: string;
  readonly columns?: { readonly [Key in keyof F]?: OwnColumn<RecordOf<F>> };
}

/** Records as a list: a table with a column for each field. */
export function recordListView<F extends Fields>(
  fields: F,
  records: readonly RecordOf<F>[],
  style: Style,
  { none, columns = {} }: ListOptions<F> = {},
): View {
  const decimals = style.currencyDecimals;
  return {
    json: () => records.map(documentMaker(fields, decimals)),
    csv: () => recordSheet(fields, records, decimals),
    text: function* (page) {
      if (records.length === 0 && none !== undefined) {
        yield `${none}\n`;
        return;
      }
      const columnsOf = listFields(fields).filter(({ key }) => !columns[key]?.isLeftOut);
      const shown = columnsOf.map((field) => {
        const { title = titleOf(field.key), cell = showField(field, style) } =
          columns[field.key] ?? {};
        return { field, title, cell };
      });
      yield* renderTable(
        {
          columns: shown.map(({ field: { kind }, title }) => ({
            title,
            align: NUMBERS.includes(kind) ? 'right' : 'left',
            flexible: kind === 'text' || kind === 'words',
          })),
          rows: records.map((record) => shown.map(({ cell }) => cell(record, style))),
        },
        page,
      );
    },
  };
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

/** One record, and for people a sentence on what was done to it. */
export function changedRecordView<F extends Fields>(
  fields: F,
  record: RecordOf<F>,
  sentence: string,
  currencyDecimals = 0,
): View {
  const document = documentMaker(fields, currencyDecimals)(record);
  const csv = () => recordSheet(fields, [record], currencyDecimals);
  return sentenceView(document, csv, sentence);
}

/** `ID`, `Time zone`, `Last used`: the words of a key; that a time is one is seen. */
function titleOf(key: string): string {
  if (key === 'id') return 'ID';
  const words = key.replace(/At$/, '').replace(/[A-Z]/g, ' $&').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
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
    return field.kind === 'time' ? dateTimeIn(style.timeZone, new Date(value)) : value;
  };
}
