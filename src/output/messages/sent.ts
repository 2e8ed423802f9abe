import {
  type SentMessages,
  sentMessagesDocument,
  sentMessagesSheet,
  type ToldMessage,
} from '../../documents/messages/outbox.ts';
import { dateName, storedTimeIn } from '../../domain/values/date.ts';
import { monthName } from '../../domain/values/month.ts';
import { sayCount, visible } from '../../domain/values/text.ts';
import { renderTable } from '../page/table.ts';
import type { Page, View } from '../page/view.ts';

/** What a run of messages came to. */
export function sentMessagesView(run: SentMessages, style: { readonly timeZone: string }): View {
  const document = sentMessagesDocument(run);
  return {
    rows: document.messages.length,
    json: () => document,
    csv: () => sentMessagesSheet(document),
    text: (page) => sayRun(run, style, page),
    names: { rows: 'messages' },
  };
}

function* sayRun(
  run: SentMessages,
  { timeZone }: { readonly timeZone: string },
  page: Page,
): Iterable<string> {
  const about = sayAbout(run);
  if (run.dryRun) yield* sayLetters(run);
  const verb = run.dryRun ? 'Would be sent' : 'Sent';
  const count = run.dryRun ? run.queued : run.sent;
  yield `${verb}: ${sayCount(count, 'message')}${about}.\n`;
  if (!run.dryRun && run.queued > 0) {
    const when =
      run.nextTry === null ? '' : `, the first to be tried ${storedTimeIn(timeZone, run.nextTry)}`;
    yield `Still queued: ${run.queued}${when}.\n`;
  }
  if (run.before > 0) yield `Dealt with before: ${run.before}.\n`;
  const others = run.messages.filter(({ letter }) => letter === null);
  if (others.length > 0) yield* leftTable(others, run.about === null, page);
}

/** ` about the bill of May 2025`; nothing of a run of whatever waits. */
function sayAbout({ kind, about }: SentMessages): string {
  if (kind === null) return '';
  if (about === null) return ' about receipts';
  if (kind === 'bill') return ` about the bill of ${monthName(about)}`;
  if (kind === 'dues') return ` about what is owed on ${dateName(about)}`;
  return ` about receipt ${about}`;
}

function* sayLetters({ messages }: SentMessages): Iterable<string> {
  for (const { name, letter } of messages) {
    if (letter === null) continue;
    const text = letter.text.split('\n').map((line) => `  ${visible(line)}`.trimEnd());
    yield `To: ${visible(name)} <${visible(letter.to)}>\nSubject: ${visible(letter.subject)}\n\n`;
    yield `${text.join('\n')}\n\n`;
  }
}

function leftTable(
  messages: readonly ToldMessage[],
  isOfSeveral: boolean,
  page: Page,
): Iterable<string> {
  const about = { title: 'About', align: 'left' } as const;
  return renderTable(
    {
      columns: [
        ...(isOfSeveral ? [about] : []),
        { title: 'ID', align: 'left' },
        { title: 'Name', align: 'left', flexible: true, drop: 1 },
        { title: 'State', align: 'left' },
        { title: 'Why', align: 'left', flexible: true },
      ],
      rows: messages.map((message) => [
        ...(isOfSeveral ? [message.about] : []),
        ...[message.studentId, message.name, message.state, message.reason ?? ''],
      ]),
    },
    page,
  );
}
