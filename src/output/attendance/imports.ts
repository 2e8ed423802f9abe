import { dateTimeIn } from '../../domain/values/date.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

/** An import as recorded. */
export interface ImportToShow {
  readonly no: number;
  readonly file: string;
  readonly sha256: string;
  readonly layout: string;
  readonly months: readonly Month[];
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: string | null;
  readonly undoneBy: number | null;
}

/** @param timeZone of the mess, for times that people read */
export function importsView(imports: readonly ImportToShow[], timeZone: string): View {
  return {
    json: () => imports.map(document),
    csv: () => ({
      header: [
        'import',
        'at',
        'by',
        'file',
        'layout',
        'months',
        'rows',
        'inserted',
        'updated',
        'unchanged',
        'rejected',
        'status',
        'sha256',
      ],
      rows: imports.map((each) => [
        each.no,
        each.at,
        each.by,
        each.file,
        each.layout,
        each.months.join(' '),
        each.rows,
        each.inserted,
        each.updated,
        each.unchanged,
        each.rejected,
        statusOf(each),
        each.sha256,
      ]),
    }),
    text: function* (page) {
      if (imports.length === 0) {
        yield 'No file of attendance was imported yet.\n';
        return;
      }
      yield* renderTable(
        {
          columns: [
            { title: 'No', align: 'right' },
            { title: 'When' },
            { title: 'By', flexible: true },
            { title: 'File', flexible: true },
            { title: 'Months' },
            { title: 'New', align: 'right' },
            { title: 'Changed', align: 'right' },
            { title: 'Status' },
          ],
          rows: imports.map((each) => [
            String(each.no),
            dateTimeIn(timeZone, new Date(each.at)),
            each.by ?? '',
            // The end of a path tells files apart.
            each.file.split('/').at(-1) ?? each.file,
            describeMonths(each.months),
            ...[each.inserted, each.updated].map(String),
            statusOf(each),
          ]),
        },
        page,
      );
    },
  };
}

export interface UndoneToShow {
  readonly record: ImportToShow;
  readonly months: readonly Month[];
  readonly removed: number;
  readonly restored: number;
}

export function undoneView(undone: UndoneToShow, timeZone: string): View {
  const { record, months, removed, restored } = undone;
  const at = dateTimeIn(timeZone, new Date(record.at));
  const parts = [
    ...(removed > 0 ? [`${figures(removed)} taken out`] : []),
    ...(restored > 0 ? [`${figures(restored)} put back`] : []),
  ];
  const what = parts.length === 0 ? 'it had changed nothing' : parts.join(', ');
  const of = months.length === 0 ? '' : ` (${months.map(monthName).join(', ')})`;
  const sentence = `Undone: import ${record.no} of ${record.file}, ${at}: ${what}${of}.`;
  return {
    json: () => ({ ...document(record), months, removed, restored }),
    csv: () => ({
      header: ['import', 'file', 'removed', 'restored'],
      rows: [[record.no, record.file, removed, restored]],
    }),
    text: () => [`${visible(sentence)}\n`],
  };
}

function describeMonths(months: readonly Month[]): string {
  const [first = ''] = months;
  return months.length > 1 ? `${first} +${months.length - 1}` : first;
}

function figures(n: number): string {
  return `${n} ${n === 1 ? 'figure' : 'figures'}`;
}

function document(each: ImportToShow) {
  const { no, at, by, file, sha256, layout, months, rows, inserted, updated, unchanged, rejected } =
    each;
  const counts = { rows, inserted, updated, unchanged, rejected };
  return { import: no, at, by, file, sha256, layout, months, ...counts, status: statusOf(each) };
}

function statusOf({ undoneBy, rejected }: ImportToShow): 'undone' | 'partial' | 'taken' {
  if (undoneBy !== null) return 'undone';
  return rejected > 0 ? 'partial' : 'taken';
}
