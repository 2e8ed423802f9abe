import {
  attendanceImportDocument,
  attendanceImportSheet,
  undoneImportDocument,
  undoneImportSheet,
} from '../../documents/attendance.ts';
import type { ImportRecord, UndoneImport } from '../../domain/imports/import-record.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { sentenceView } from '../page/sentence.ts';
import { renderTable } from '../page/table.ts';
import type { View } from '../page/view.ts';

/** @param timeZone of the mess, for times that people read */
export function importsView(imports: readonly ImportRecord[], timeZone: string): View {
  const document = imports.map(attendanceImportDocument);
  return {
    json: () => document,
    csv: () => attendanceImportSheet(document),
    names: { headings: { No: 'import', When: 'at', New: 'inserted', Changed: 'updated' } },
    text: function* (page) {
      if (imports.length === 0) {
        yield 'No file of attendance was imported yet.\n';
        return;
      }
      yield* renderTable(
        {
          columns: [
            { title: 'No', align: 'right' },
            { title: 'When', drop: 3 },
            { title: 'By', flexible: true, drop: 1 },
            { title: 'File', flexible: true },
            { title: 'Months', drop: 2 },
            { title: 'New', align: 'right', drop: 4 },
            { title: 'Changed', align: 'right', drop: 4 },
            { title: 'Status' },
          ],
          rows: document.map((each) => [
            String(each.import),
            dateTimeIn(timeZone, new Date(each.at)),
            each.by ?? '',
            // The end of a path tells files apart.
            each.file.split('/').at(-1) ?? each.file,
            describeMonths(each.months),
            ...[each.inserted, each.updated].map(String),
            each.status,
          ]),
        },
        page,
      );
    },
  };
}

export function undoneView(undone: UndoneImport, timeZone: string): View {
  const { record, months, removed, restored } = undone;
  const at = dateTimeIn(timeZone, new Date(record.at));
  const parts = [
    ...(removed > 0 ? [`${figures(removed)} taken out`] : []),
    ...(restored > 0 ? [`${figures(restored)} put back`] : []),
  ];
  const what = parts.length === 0 ? 'it had changed nothing' : parts.join(', ');
  const of = months.length === 0 ? '' : ` (${months.map(monthName).join(', ')})`;
  const sentence = `Undone: import ${record.no} of ${record.file}, ${at}: ${what}${of}.`;
  const document = undoneImportDocument(undone);
  return sentenceView(document, () => undoneImportSheet(document), sentence);
}

function describeMonths(months: readonly Month[]): string {
  const [first = ''] = months;
  return months.length > 1 ? `${first} +${months.length - 1}` : first;
}

function figures(n: number): string {
  return `${n} ${n === 1 ? 'figure' : 'figures'}`;
}
