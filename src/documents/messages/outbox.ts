import { CHANNELS, MESSAGE_STATES } from '../../domain/messages/message.ts';
import { MESSAGE_KINDS } from '../../domain/messages/template.ts';
import { type Fields, type RecordOf, recordSheet } from '../fields.ts';
import type { SentMessagesDocument } from '../schemas/messages.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';

/** A message of the outbox. */
export const MESSAGE = {
  no: 'count',
  kind: { kind: 'word', oneOf: MESSAGE_KINDS },
  about: 'word',
  studentId: 'word',
  name: { kind: 'text', drop: 5 },
  channel: { kind: 'word', oneOf: CHANNELS, drop: 4 },
  state: { kind: 'word', oneOf: MESSAGE_STATES },
  reason: 'text?',
  attempts: { kind: 'count', drop: 3 },
  nextTry: { kind: 'time?', drop: 2 },
  changedAt: { kind: 'time', drop: 6 },
  messageId: { kind: 'word', drop: 1 },
} as const satisfies Fields;

export type MessageRecord = RecordOf<typeof MESSAGE>;

export function messagesSheet(messages: readonly MessageRecord[]): Sheet {
  return recordSheet(MESSAGE, messages, 0);
}

/** What a run came to, or would come to. */
export interface SentMessages {
  /** Null of a run that sends whatever waits. */
  readonly kind: SentMessagesDocument['kind'];
  /** Null of messages about several things. */
  readonly about: string | null;
  readonly channel: SentMessagesDocument['channel'];
  readonly dryRun: boolean;
  readonly sent: number;
  readonly queued: number;
  /** Dealt with by an earlier run. */
  readonly before: number;
  /** Lines of the bank's file that have no receipt, as they are in suspense. */
  readonly suspended: number;
  readonly nextTry: string | null;
  /** Why the run ended before its end; null where it did not. */
  readonly stopped: string | null;
  /** Those that were not sent; of a dry run also those that would be, with their words. */
  readonly messages: readonly ToldMessage[];
}

export interface ToldMessage
  extends Pick<MessageRecord, 'about' | 'studentId' | 'name' | 'messageId'> {
  readonly state: SentMessagesDocument['messages'][number]['state'];
  readonly reason: string | null;
  readonly nextTry: string | null;
  /** Where it goes and what it says; null but of a dry run. */
  readonly letter: { readonly to: string; readonly subject: string; readonly text: string } | null;
}

export function sentMessagesDocument(run: SentMessages): SentMessagesDocument {
  const { messages, ...rest } = run;
  const count = (state: ToldMessage['state']) =>
    messages.filter((message) => message.state === state).length;
  return {
    ...{ kind: rest.kind, about: rest.about, channel: rest.channel, dryRun: rest.dryRun },
    ...{ sent: rest.sent, queued: rest.queued, failed: count('failed') },
    ...{ unknown: count('unknown'), skipped: count('skipped'), before: rest.before },
    suspended: rest.suspended,
    ...{ nextTry: rest.nextTry, stopped: rest.stopped },
    messages: messages.map(({ letter, ...message }) => ({
      about: message.about,
      ...{ studentId: message.studentId, name: message.name, state: message.state },
      ...{ reason: message.reason, nextTry: message.nextTry, messageId: message.messageId },
      to: letter?.to ?? null,
      subject: letter?.subject ?? null,
      text: letter?.text ?? null,
    })),
  };
}

export function sentMessagesSheet({ messages }: SentMessagesDocument): Sheet {
  const columns: Columns<SentMessagesDocument['messages'][number]> = {
    about: 'about',
    student_id: 'studentId',
    name: 'name',
    state: 'state',
    reason: 'reason',
    next_try: 'nextTry',
    message_id: 'messageId',
    to: 'to',
    subject: 'subject',
    text: 'text',
  };
  return toSheet(columns, messages);
}
