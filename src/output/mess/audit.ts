import { auditDocument, auditSheet } from '../../documents/mess.ts';
import { parseRecorded, type StoredAuditEntry } from '../../domain/mess/audit.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { monthName } from '../../domain/values/month.ts';
import { style } from '../page/style.ts';
import { visible } from '../page/terminal-text.ts';
import type { Page, View } from '../page/view.ts';
import { displayWidth, truncate } from '../page/width.ts';
import { describeChanges } from './audit-changes.ts';

interface AuditStyle {
  /** Of the mess, for times that people read. */
  readonly timeZone: string;
  readonly locale: string;
}

export function auditView(entries: readonly StoredAuditEntry[], messStyle: AuditStyle): View {
  return {
    json: () => auditDocument(entries),
    csv: () => auditSheet(auditDocument(entries)),
    text: (page) => textOf(entries, messStyle, page),
  };
}

const GAP = '  ';
const NARROWEST = 8;
const WIDEST_ACTOR = 20;

/** Two lines or more for each: what was changed is a sentence, and as a column it would be cut. */
function* textOf(
  entries: readonly StoredAuditEntry[],
  { timeZone, locale }: AuditStyle,
  page: Page,
): Iterable<string> {
  if (entries.length === 0) {
    yield 'No entry of the record of changes is like that.\n';
    return;
  }
  const titles = ['No', 'When', 'By', 'Command', 'On'];
  const widths = fitWidths(entries, titles, page);
  const paint = style(page);
  yield `${paint.bold(lineOf(titles, widths))}\n`;
  yield `${paint.dim(widths.map((width) => '─'.repeat(width)).join(GAP))}\n`;
  const margin = ' '.repeat((widths[0] ?? 0) + GAP.length);
  for (const entry of entries) {
    const when = dateTimeIn(timeZone, new Date(entry.at));
    const head = lineOf([String(entry.sequence), when, ...cellsOf(entry)], widths);
    const [before, after] = [parseRecorded(entry.before), parseRecorded(entry.after)];
    const changes = describeChanges(before, after, entry.subject, locale).join(', ');
    const more = changes === '' ? [] : wrap(visible(changes), page.width, margin.length);
    yield [head, ...more.map((line) => margin + line), ''].join('\n');
  }
}

/** Who, which command, and on what; safe for a terminal. */
function cellsOf({ actorKind, actorId, command, subject, month }: StoredAuditEntry): string[] {
  const isAdmin = actorKind === 'admin' && actorId !== null;
  const who = isAdmin ? actorId : actorId === null ? actorKind : `${actorId} (${actorKind})`;
  const about = month === null || subject?.includes(month) ? '' : monthName(month);
  // The end of a path tells files apart.
  const what = command.endsWith(' import') ? subject?.split('/').at(-1) : subject;
  const on = [what ?? '', about].filter((part) => part !== '').join(', ');
  return [who, command, on].map(visible);
}

function fitWidths(
  entries: readonly StoredAuditEntry[],
  titles: readonly string[],
  page: Page,
): number[] {
  const widths = titles.map((title) => title.length);
  const widen = (column: number, width: number) => {
    widths[column] = Math.max(widths[column] ?? 0, width);
  };
  widen(0, String(entries.at(-1)?.sequence ?? '').length);
  widen(1, '2025-06-01 12:00'.length);
  for (const entry of entries) {
    for (const [index, cell] of cellsOf(entry).entries()) widen(index + 2, displayWidth(cell));
  }
  if (page.width === undefined) return widths;
  const [no = 0, when = 0, by = 0, command = 0, on = 0] = widths;
  const who = Math.min(by, WIDEST_ACTOR);
  const left = page.width - no - when - who - command - 4 * GAP.length;
  return [no, when, who, command, Math.max(NARROWEST, Math.min(on, left))];
}

function lineOf(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, index) => {
    const text = truncate(cell, widths[index] ?? 0);
    const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(text)));
    return index === 0 ? space + text : text + space;
  });
  return padded.join(GAP).trimEnd();
}

/** Breaks between words, so that each line fits behind the margin. */
function wrap(text: string, width: number | undefined, margin: number): string[] {
  if (width === undefined) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width - margin) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
