import { importReportDocument, importReportSheet } from '../../documents/imports.ts';
import {
  countKinds,
  type ImportReport,
  type MarkCount,
  type NotStudents,
  nameColumn,
  type ReadAs,
  type RowError,
  type WithoutDays,
} from '../../domain/imports/report.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { shorten, visible } from '../../domain/values/text.ts';
import type { Told } from '../../errors.ts';
import type { View } from '../page/view.ts';

/** @param timeZone of the mess, for times that people read */
export function importReportView(report: Told<ImportReport>, timeZone: string): View {
  const document = importReportDocument(report);
  return {
    rows: report.rows,
    json: () => document,
    csv: () => importReportSheet(document),
    text: function* () {
      yield `${visible(summary(report, timeZone))}\n`;
      if (report.readAs !== null) yield `${visible(reading(report.readAs, report.months))}\n`;
      if (report.notStudents) yield `${notStudentsLine(report.notStudents)}\n`;
      if (report.marks && report.marks.length > 0) yield `${visible(marksLine(report.marks))}\n`;
      if (report.withoutDays) yield `${visible(withoutDaysLine(report.withoutDays))}\n`;
      if (report.changed && report.changed.length > 0) yield `${visible(changedLine(report))}\n`;
    },
  };
}

function summary(report: Told<ImportReport>, timeZone: string): string {
  const { file, rows, earlier } = report;
  const what = `${file}: ${count(rows, 'row')}`;
  if (earlier !== null) {
    const at = dateTimeIn(timeZone, new Date(earlier.at));
    const by = earlier.by === null ? '' : ` by ${earlier.by}`;
    return `${what}, imported already on ${at}${by} (import ${earlier.no}). Nothing changed.`;
  }
  const counts = [
    `${group(report.inserted)} new`,
    `${group(report.updated)} changed`,
    `${group(report.unchanged)} unchanged`,
    ...(report.blank > 0 ? [`${group(report.blank)} blank`] : []),
    ...(report.skipped > 0 ? [`${group(report.skipped)} passed over`] : []),
    ...(report.rejected > 0 ? [`${group(report.rejected)} rejected`] : []),
  ].join(', ');
  if (report.dryRun) return `${what}: ${counts}. Dry run: nothing was written.`;
  const numbers = listNumbers(report).join(', ');
  const no = numbers === '' ? '' : ` (${numbers})`;
  const nothing = report.inserted + report.updated === 0 ? ' Nothing changed.' : '';
  return `${what}: ${counts}${no}.${nothing}`;
}

function notStudentsLine({ rows, ids }: NotStudents): string {
  return `Passed over: ${count(rows, 'row')} of ${group(ids)} who ${ids === 1 ? 'is no student' : 'are no students'}.`;
}

const MAX_MONTHS = 3;

/** `No days for 2 on the roll in May 2025: S003, S004.` */
function withoutDaysLine(months: readonly WithoutDays[]): string {
  const each = months.slice(0, MAX_MONTHS).map(({ month, count: students, ids }) => {
    const more = students > ids.length ? ` and ${group(students - ids.length)} more` : '';
    return `${group(students)} on the roll in ${monthName(month)}: ${ids.join(', ')}${more}`;
  });
  const others = months.length - each.length;
  return `No days for ${each.join('; ')}${others > 0 ? `; and in ${count(others, 'other month')}` : ''}.`;
}

/** By what it is found again: `import 3`, `purchases 1-12`. */
function listNumbers({ importNo, purchases, charges }: Told<ImportReport>): string[] {
  const ofImport = importNo === null ? [] : [`import ${importNo}`];
  const numbers = purchases ?? charges;
  if (numbers === undefined) return ofImport;
  const { first, last } = numbers;
  const what = purchases === undefined ? 'charge' : 'purchase';
  return [...ofImport, first === last ? `${what} ${first}` : `${what}s ${first}-${last}`];
}

/** How the bytes were taken for rows, so that a wrong guess is seen. */
function reading(readAs: ReadAs, months: readonly Month[]): string {
  const { layout, encoding, delimiter, dayStarts, headerLine, totals } = readAs;
  const days = dayStarts === undefined ? '' : `, days from ${dayStarts}`;
  const header = headerLine === null ? '' : `, header on line ${headerLine}`;
  const below =
    totals.length === 0
      ? ''
      : `, without line${totals.length === 1 ? '' : 's'} ${totals.join(', ')} below the table`;
  const of =
    months.length === 0
      ? ''
      : months.length > 3
        ? `, ${count(months.length, 'month')} from ${monthName(months[0] ?? '')}`
        : `, ${months.map(monthName).join(', ')}`;
  return `Read as: ${layout}, ${encoding}, ${delimiter}${header}${below}${of}${days}.`;
}

const MEANINGS: Readonly<Record<string, string>> = { half: 'half a day', off: 'off (not counted)' };

/** What each mark counted as, and how often: `Marks: P 45 present, A 7 absent, H 8 half a day.` */
function marksLine(marks: readonly MarkCount[]): string {
  const each = marks.map(({ mark, meaning, count: times }) => {
    // A number beside a number is hard to read.
    const name = mark === '' ? 'empty' : /^[\d.,]+$/.test(mark) ? `"${mark}"` : shorten(mark);
    return `${name} ${group(times)} ${MEANINGS[meaning] ?? meaning}`;
  });
  return `Marks: ${each.join(', ')}.`;
}

/** One mistake of a file on one line: `FILE:LINE: COLUMN: sentence (value)`. */
export function rowErrorLine(file: string, error: RowError): string {
  const column = error.column === '' ? '' : `${shorten(nameColumn(error))}: `;
  // Devices fill up their cells with blanks.
  const value = error.value === '' ? '' : ` (${shorten(error.value.trim() || error.value)})`;
  return visible(`${file}:${error.line}: ${column}${error.message}${value}`);
}

/** How many mistakes there are, and of which kinds: `4 mistakes: unknown student (3), bad days`. */
export function describeMistakes(errors: readonly RowError[]): string {
  const kinds = [...countKinds(errors)];
  const words = kinds.map(([code, n]) => {
    const times = n === 1 || kinds.length === 1 ? '' : ` (${group(n)})`;
    return `${code.replaceAll('_', ' ')}${times}`;
  });
  return `${count(errors.length, 'mistake')}: ${words.join(', ')}`;
}

function count(n: number, noun: string): string {
  return `${group(n)} ${noun}${n === 1 ? '' : 's'}`;
}

function group(n: number): string {
  return n.toLocaleString('en');
}

const MAX_NAMED = 10;

/** What was recorded otherwise: the first ones, by name. */
function changedLine({ changed = [], updated, months }: Told<ImportReport>): string {
  const named = changed.slice(0, MAX_NAMED).map(({ id, month, before, after }) => {
    const of = months.length > 1 ? ` in ${monthName(month)}` : '';
    return `${id} ${before} → ${after}${of}`;
  });
  const more = updated - named.length;
  return `Changed: ${named.join(', ')}${more > 0 ? ` and ${group(more)} more` : ''}.`;
}
