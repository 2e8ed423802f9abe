import { type Static, Type } from 'typebox';
import { LANGUAGES } from '../../domain/mess/language.ts';
import { CHANNELS, MESSAGE_STATES } from '../../domain/messages/message.ts';
import { MESSAGE_KINDS } from '../../domain/messages/template.ts';
import { MESSAGE } from '../messages/outbox.ts';
import { MESSAGE_TEMPLATE } from '../messages/templates.ts';
import { LEFT_OUT_REASONS } from '../messages/texts.ts';
import { schemaOfFields } from './parts/fields.ts';
import { listOf, Money, Month, nullable, Time } from './parts/values.ts';

export const MessageTemplate = schemaOfFields('MessageTemplate', MESSAGE_TEMPLATE);

export const SetMessageTemplate = schemaOfFields('SetMessageTemplate', MESSAGE_TEMPLATE, {
  warnings: listOf(Type.String()),
});

export const Message = schemaOfFields('Message', MESSAGE);

export const MessageTrouble = Type.Object(
  {
    channel: Type.Enum([...CHANNELS]),
    failed: Type.Integer({ description: 'of the last 31 days, like unknown' }),
    unknown: Type.Integer(),
    waiting: Type.Integer({ description: 'queued, and not sent though their time came' }),
    waitingSince: nullable(Time, { description: 'null where none waits' }),
    refused: nullable(Type.String(), {
      description: 'what the server or the program said that takes no messages',
    }),
  },
  { $id: 'MessageTrouble' },
);

export const SentMessages = Type.Object(
  {
    kind: nullable(Type.Enum([...MESSAGE_KINDS]), { description: 'null of a retry of several' }),
    about: nullable(Type.String(), {
      description:
        'the month of a bill, the day of a reminder, the number of a receipt; null of several',
    }),
    channel: Type.Enum([...CHANNELS]),
    dryRun: Type.Boolean(),
    sent: Type.Integer({ description: 'by this run' }),
    queued: Type.Integer({ description: 'still to be sent; of a dry run, what would be sent' }),
    failed: Type.Integer(),
    unknown: Type.Integer(),
    skipped: Type.Integer(),
    before: Type.Integer({
      description: 'sent, failed, unknown or dismissed since an earlier run',
    }),
    suspended: Type.Integer({ description: 'lines of the import without a receipt as yet' }),
    nextTry: nullable(Time, { description: 'when the first that waits is due' }),
    stopped: nullable(Type.String(), { description: 'why the run ended before its end' }),
    messages: listOf(
      Type.Object({
        about: Type.String(),
        studentId: Type.String(),
        name: Type.String(),
        state: Type.Enum([...MESSAGE_STATES]),
        reason: nullable(Type.String()),
        nextTry: nullable(Time),
        messageId: Type.String(),
        to: nullable(Type.String(), { description: 'like subject and text, of a dry run' }),
        subject: nullable(Type.String()),
        text: nullable(Type.String()),
      }),
      { description: 'those that were not sent; of a dry run also those that would be' },
    ),
  },
  { $id: 'SentMessages' },
);
export type SentMessagesDocument = Static<typeof SentMessages>;

export const MessageTexts = Type.Object(
  {
    kind: Type.Enum(['bill', 'dues']),
    month: nullable(Month, { description: 'of the bill' }),
    language: Type.Enum([...LANGUAGES]),
    texts: listOf(
      Type.Object({
        studentId: Type.String(),
        name: Type.String(),
        phone: Type.String(),
        due: Money,
        text: Type.String({ description: 'with line feeds' }),
        link: Type.String({ description: 'opens WhatsApp with the text' }),
      }),
    ),
    leftOut: listOf(
      Type.Object({
        studentId: Type.String(),
        name: Type.String(),
        reason: Type.Enum([...LEFT_OUT_REASONS]),
      }),
    ),
  },
  { $id: 'MessageTexts' },
);
export type MessageTextsDocument = Static<typeof MessageTexts>;
