import { auditDocument, auditSheet } from '../../documents/mess.ts';
import { parseRecorded, type StoredAuditEntry } from '../../domain/mess/audit.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { monthName } from '../../domain/values/month.ts';
import { renderTable } from '../page/table.ts';
import type { Column } from '../page/table-layout.ts';
import type { Page, View } from '../page/view.ts';
import { describeChanges } from './audit-changes.ts';

interface AuditStyle {
  /** Of the mess, for times that people read. */
  readonly timeZone: string;
  readonly locale: string;
}

export function auditView(entries: readonly StoredAuditEntry[], messStyle: AuditStyle): View {
  return {
    rows: entries.length,
    json: () => auditDocument(entries),
    csv: () => auditSheet(auditDocument(entries)),
    text: (page) => textOf(entries, messStyle, page),
    names: { headings: { No: 'sequence', When: 'at', By: 'actor_id', On: 'subject' } },
  };
}

const COLUMNS: readonly Column[] = [
  { title: 'No', align: 'right' },
  { title: 'When', drop: 1 },
  { title: 'By', flexible: true, drop: 2 },
  { title: 'Command' },
  { title: 'On', flexible: true },
];

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
  const rows = entries.map((entry) => [
    String(entry.sequence),
    dateTimeIn(timeZone, new Date(entry.at)),
    ...cellsOf(entry),
  ]);
  const below = (row: number) => {
    const { before, after, subject } = entries[row] as StoredAuditEntry;
    const changes = describeChanges(parseRecorded(before), parseRecorded(after), subject, locale);
    return changes.join(', ');
  };
  yield* renderTable({ columns: COLUMNS, rows, below }, page);
}

/** Who, which command, and on what. */
function cellsOf({ actorKind, actorId, command, subject, month }: StoredAuditEntry): string[] {
  const isAdmin = actorKind === 'admin' && actorId !== null;
  const who = isAdmin ? actorId : actorId === null ? actorKind : `${actorId} (${actorKind})`;
  const about = month === null || subject?.includes(month) ? '' : monthName(month);
  // The end of a path tells files apart.
  const what = command.endsWith(' import') ? subject?.split('/').at(-1) : subject;
  const on = [what ?? '', about].filter((part) => part !== '').join(', ');
  return [who, command, on];
}
