import { documentMaker } from '../../documents/fields.ts';
import { MESSAGE, type MessageRecord, messagesSheet } from '../../documents/messages/outbox.ts';
import { storedTimeIn } from '../../domain/values/date.ts';
import { formatRanges } from '../../domain/values/number-ranges.ts';
import { sayCount } from '../../domain/values/text.ts';
import { recordListView, type Style } from '../page/records.ts';
import { sentenceView } from '../page/sentence.ts';
import type { View } from '../page/view.ts';

/** Messages of the outbox; what is said of few of them stands below their rows. */
export function messageListView(messages: readonly MessageRecord[], style: Style): View {
  return recordListView(MESSAGE, messages, style, {
    none: 'No such message.',
    columns: {
      no: { title: 'N' },
      studentId: { title: 'ID' },
      changedAt: { title: 'Since' },
      reason: { isLeftOut: true },
      attempts: { isLeftOut: true },
      nextTry: { isLeftOut: true },
      messageId: { isLeftOut: true },
    },
    below: sayMore,
  });
}

/** Why it was not sent, how often it was tried, and when it is tried next. */
function sayMore(
  { reason, attempts, nextTry }: MessageRecord,
  { timeZone }: { readonly timeZone: string },
): string {
  const tries = attempts < 2 ? [] : [`tried ${attempts} times`];
  const next = nextTry === null ? [] : [`again after ${storedTimeIn(timeZone, nextTry)}`];
  const more = [...tries, ...next].join(', ');
  if (reason === null) return more;
  return more === '' ? reason : `${reason} (${more})`;
}

/** What was dismissed, for people in a sentence. */
export function dismissedMessagesView(messages: readonly MessageRecord[]): View {
  const numbers = formatRanges(messages.map(({ no }) => no));
  const sentence =
    messages.length === 0
      ? 'Nothing changed: no message is like that.'
      : `Dismissed ${sayCount(messages.length, 'message')}: ${numbers}.`;
  return sentenceView(
    messages.map(documentMaker(MESSAGE)),
    () => messagesSheet(messages),
    sentence,
  );
}
