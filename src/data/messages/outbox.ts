import type { Knex } from 'knex';
import type { Channel, Message, MessageState, Subject } from '../../domain/messages/message.ts';
import type { MessageKind } from '../../domain/messages/template.ts';
import { dialectOf } from '../dialect.ts';
import { lastNumber } from '../last-number.ts';
import type { DbInteger } from '../numbers.ts';

/** Which messages are meant; all of what is not said. */
export interface MessageFilter {
  readonly kind?: MessageKind | undefined;
  readonly about?: string | undefined;
  /** `YYYY-MM` of the bill or of the reminder. */
  readonly month?: string | undefined;
  readonly channel?: Channel | undefined;
  readonly states?: readonly MessageState[] | undefined;
  readonly studentNo?: number | undefined;
}

interface Row {
  no: DbInteger;
  kind: MessageKind;
  about: string;
  revision: DbInteger;
  student_no: DbInteger;
  id: string;
  name: string;
  channel: Channel;
  again_no: DbInteger;
  state: MessageState;
  attempts: DbInteger;
  next_try: string | null;
  reason: string | null;
  message_id: string;
  changed_at: string;
}

/** In the order in which they were queued. @param last only the newest so many; all when undefined */
export async function listMessages(
  db: Knex,
  filter: MessageFilter = {},
  last?: number,
): Promise<Message[]> {
  const rows: Row[] = await filtered(db, filter)
    .orderBy('m.no', 'desc')
    .modify((query) => {
      if (last !== undefined) query.limit(last);
    })
    .select(SELECTED);
  return rows.reverse().map(fromRow);
}

/**
 * The oldest message that is queued; undefined where there is none.
 *
 * @param after the number of a message, behind which it is looked for
 * @param at ISO 8601, UTC: only those whose wait is over by then; undefined where that does not matter
 */
export async function findNextQueued(
  trx: Knex.Transaction,
  filter: Omit<MessageFilter, 'states'>,
  after: number,
  at: string | undefined,
): Promise<Message | undefined> {
  const row: Row | undefined = await filtered(trx, { ...filter, states: ['queued'] })
    .where('m.no', '>', after)
    .modify((query) => {
      if (at === undefined) return;
      query.where((due) => due.whereNull('m.next_try').orWhere('m.next_try', '<=', at));
    })
    .orderBy('m.no')
    .first(SELECTED);
  return row && fromRow(row);
}

const SELECTED = [
  ...['m.no', 'm.kind', 'm.about', 'm.revision', 'm.student_no', 'students.id', 'students.name'],
  ...['m.channel', 'm.again_no', 'm.state', 'm.attempts', 'm.next_try', 'm.reason'],
  ...['m.message_id', 'm.changed_at'],
];

function filtered(
  db: Knex,
  { kind, about, month, channel, states, studentNo }: MessageFilter,
): Knex.QueryBuilder {
  const query = db('messages as m').join('students', 'students.no', 'm.student_no');
  if (kind !== undefined) query.where('m.kind', kind);
  if (about !== undefined) query.where('m.about', about);
  // A receipt is of a year: `2025-26/0001`.
  if (month !== undefined) {
    query.where('m.about', 'like', `${month}%`).whereNot('m.kind', 'receipt');
  }
  if (channel !== undefined) query.where('m.channel', channel);
  if (states !== undefined) query.whereIn('m.state', [...states]);
  if (studentNo !== undefined) query.where('m.student_no', studentNo);
  return query;
}

/** A message that is put into the outbox. */
export interface NewMessage extends Subject {
  readonly studentNo: number;
  readonly channel: Channel;
  readonly againNo: number;
  readonly messageId: string;
  /** `skipped` with the reason, else `queued`. */
  readonly skipped: string | null;
}

const COLUMNS = [
  ...['no', 'kind', 'about', 'revision', 'student_no', 'channel', 'again_no', 'state', 'attempts'],
  ...['next_try', 'reason', 'message_id', 'changed_at', 'queued_by'],
];

/** @param queuedBy the audit entry */
export async function insertMessages(
  trx: Knex.Transaction,
  messages: readonly NewMessage[],
  at: string,
  queuedBy: number,
): Promise<void> {
  let no = await lastNumber(trx, 'messages');
  const rows = messages.map((message) => [
    ...[++no, message.kind, message.about, message.revision, message.studentNo],
    ...[message.channel, message.againNo, message.skipped === null ? 'queued' : 'skipped', 0],
    ...[null, message.skipped, message.messageId, at, queuedBy],
  ]);
  await dialectOf(trx).insertRows(trx, 'messages', COLUMNS, rows);
}

/** What becomes of a message. */
export interface StateChange {
  readonly no: number;
  readonly state: MessageState;
  readonly attempts: number;
  /** ISO 8601, UTC. */
  readonly nextTry: string | null;
  readonly reason: string | null;
}

export async function updateMessages(
  trx: Knex.Transaction,
  changes: readonly StateChange[],
  at: string,
): Promise<void> {
  await dialectOf(trx).updateRows(trx, 'messages', {
    keys: ['no'],
    columns: ['state', 'attempts', 'next_try', 'reason', 'changed_at'],
    rows: changes.map(({ no, state, attempts, nextTry, reason }) => [
      ...[no, state, attempts, nextTry, reason, at],
    ]),
  });
}

/**
 * Says what became of a message that was claimed; nothing is changed where it is not in the same hands any more.
 *
 * @param claimedAt when it was taken in hand
 */
export async function settleClaimed(
  trx: Knex.Transaction,
  claimedAt: string,
  { no, state, attempts, nextTry, reason }: StateChange,
  at: string,
): Promise<void> {
  await trx('messages')
    .where({ no, state: 'sending', changed_at: claimedAt })
    .update({ state, attempts, next_try: nextTry, reason, changed_at: at });
}

function fromRow(row: Row): Message {
  return {
    no: Number(row.no),
    kind: row.kind,
    about: row.about,
    revision: Number(row.revision),
    studentNo: Number(row.student_no),
    studentId: row.id,
    name: row.name,
    channel: row.channel,
    againNo: Number(row.again_no),
    state: row.state,
    // Of a row that somebody changed by hand it may be anything; then it is as if it was never tried.
    attempts: Number(row.attempts) || 0,
    nextTry: row.next_try,
    reason: row.reason,
    messageId: row.message_id,
    changedAt: row.changed_at,
  };
}
