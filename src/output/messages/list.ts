import { MESSAGE, type MessageRecord } from '../../documents/messages/outbox.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { recordListView, type Style } from '../page/records.ts';
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
  const next = nextTry === null ? [] : [`again after ${dateTimeIn(timeZone, new Date(nextTry))}`];
  const more = [...tries, ...next].join(', ');
  if (reason === null) return more;
  return more === '' ? reason : `${reason} (${more})`;
}
