import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { findFirstOperation } from '../../data/mess/audit.ts';
import {
  insertMessages,
  listMessages,
  type MessageFilter,
  type NewMessage,
  type StateChange,
  updateMessages,
} from '../../data/messages/outbox.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import { whyNot } from '../../domain/messages/addressee.ts';
import {
  type Channel,
  createMessageId,
  type Message,
  type MessageState,
  monthOfSubject,
  type Subject,
  withLost,
} from '../../domain/messages/message.ts';
import type { MessageKind } from '../../domain/messages/template.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { type Called, callStudents, type Order, type Wanted } from './who.ts';

export interface QueueOptions {
  readonly channel: Channel;
  /** Also to those who got it, or of whom it is not known. */
  readonly again: boolean;
}

/** What came of an order. */
export interface Queued {
  readonly kind: MessageKind;
  /** What they are about; null where that is more than one thing. */
  readonly about: string | null;
  /** Waiting to be sent now, whoever queued them. */
  readonly messages: readonly Message[];
  /** Not to be sent, with why. */
  readonly skipped: readonly Message[];
  /** Dealt with before, and left as they are. */
  readonly before: readonly Message[];
  /** Whether a message of this kind, and about that, is of the order. */
  isMeant(message: Pick<Message, 'about' | 'studentNo'>): boolean;
  /** Lines of a bank's file that are in suspense, and have no receipt yet. */
  readonly suspended: number;
  /** The roll, by the numbers of the students. */
  readonly students: ReadonlyMap<number, StudentRecord>;
}

/**
 * Puts a message to each student into the outbox, or none where a message of the same bill, day or receipt
 * is there already, however many do it at once.
 *
 * @throws NotFoundError no such bill, receipt, import or student
 * @throws ConflictError the one payment that is meant was taken back, or the import was
 */
export async function queueMessages(
  mess: Mess,
  actor: Actor,
  order: Order,
  options: QueueOptions,
): Promise<Queued> {
  requirePermission(actor, 'send messages');
  const { kind } = order;
  return change(mess, actor, COMMANDS[kind], async ({ trx, at, record }) => {
    const called = await callStudents({ ...mess, db: trx }, actor, order);
    const { about } = called;
    const { channel } = options;
    const range = { kind, about: about ?? undefined, channel };
    const latest = await findLatest(trx, range, new Date(at));
    const students = await listStudents(trx);
    const plan = await planMessages(trx, called.wanted, { latest, students }, options);
    if (plan.inserts.length + plan.changes.length > 0) {
      const count = plan.inserts.filter(({ skipped }) => skipped === null).length;
      const sequence = await record({
        subject: kind === 'receipt' ? about : null,
        month: (about !== null && monthOfSubject({ kind, about })) || undefined,
        after: {
          ...tellOrder(kind, called, channel),
          queued: count + plan.changes.filter(({ state }) => state === 'queued').length,
        },
      });
      await updateMessages(trx, plan.changes, at);
      await insertMessages(trx, plan.inserts, at, sequence);
    }
    const now = await findLatest(trx, range, new Date(at));
    const byNo = new Map(students.map((student) => [student.no, student]));
    const { isMeant, suspended } = called;
    return {
      kind,
      about,
      isMeant,
      suspended,
      students: byNo,
      ...sortOut(called.wanted, now, byNo),
    };
  });
}

const COMMANDS = { bill: 'notify bills', dues: 'notify dues', receipt: 'notify receipt' } as const;

function tellOrder(kind: MessageKind, { about, told, wanted }: Called, channel: Channel): object {
  if (about === null) return { kind, ...told, channel };
  const revision = wanted[0]?.subject.revision ?? 0;
  return { kind, about, channel, ...(revision === 0 ? {} : { revision }) };
}

/** The newest message of each student about each thing. */
async function findLatest(
  db: Knex,
  range: Pick<MessageFilter, 'kind' | 'about' | 'channel'>,
  now: Date,
): Promise<ReadonlyMap<string, Message>> {
  const latest = new Map<string, Message>();
  for (const message of await listMessages(db, range)) {
    const key = keyOf(message, message.studentNo);
    if ((latest.get(key)?.againNo ?? -1) < message.againNo) latest.set(key, withLost(message, now));
  }
  return latest;
}

function keyOf({ about, revision }: Subject, studentNo: number): string {
  return `${about} ${revision} ${studentNo}`;
}

interface Plan {
  readonly inserts: readonly NewMessage[];
  readonly changes: readonly StateChange[];
}

async function planMessages(
  trx: Knex.Transaction,
  wanted: readonly Wanted[],
  known: {
    readonly latest: ReadonlyMap<string, Message>;
    readonly students: readonly StudentRecord[];
  },
  { channel, again }: QueueOptions,
): Promise<Plan> {
  const mess = (await findFirstOperation(trx)) ?? '';
  const byId = new Map(known.students.map((student) => [student.id, student]));
  const inserts: NewMessage[] = [];
  const changes: StateChange[] = [];
  for (const { subject, studentId, skipped: never } of wanted) {
    const student = byId.get(studentId);
    if (student === undefined) throw new Error(`nobody is ${studentId}`);
    const { no: studentNo } = student;
    const skipped = never ?? whyNot(student, channel) ?? null;
    const last = known.latest.get(keyOf(subject, studentNo));
    const isNew = last === undefined || (again && OVER.includes(last.state) && never === undefined);
    if (isNew) {
      const againNo = last === undefined ? 0 : last.againNo + 1;
      const messageId = createMessageId(mess, subject, { studentNo, channel, againNo });
      inserts.push({ ...subject, studentNo, channel, againNo, messageId, skipped });
      continue;
    }
    // Of whom it is unknown keeps the Message-ID, by which a second copy is known for one.
    const isTaken = last.state === 'skipped' || (again && RETRIED.includes(last.state));
    if (!isTaken || (last.state === 'skipped' && last.reason === skipped)) continue;
    changes.push(requeued(last, skipped));
  }
  return { inserts, changes };
}

/** What is sent again as a message of its own. */
const OVER: readonly MessageState[] = ['sent', 'dismissed'];

/** What is sent again on purpose, and not by itself. */
const RETRIED: readonly MessageState[] = ['failed', 'unknown'];

function requeued({ no }: Message, skipped: string | null): StateChange {
  const state = skipped === null ? 'queued' : 'skipped';
  return { no, state, attempts: 0, nextTry: null, reason: skipped };
}

function sortOut(
  wanted: readonly Wanted[],
  latest: ReadonlyMap<string, Message>,
  students: ReadonlyMap<number, StudentRecord>,
): Pick<Queued, 'messages' | 'skipped' | 'before'> {
  const numbers = new Map([...students.values()].map(({ id, no }) => [id, no]));
  const all = wanted
    .flatMap(({ subject, studentId }) => {
      const message = latest.get(keyOf(subject, numbers.get(studentId) ?? 0));
      return message === undefined ? [] : [message];
    })
    .sort((a, b) => a.no - b.no);
  return {
    messages: all.filter(({ state }) => state === 'queued'),
    skipped: all.filter(({ state }) => state === 'skipped'),
    before: all.filter(({ state }) => state !== 'queued' && state !== 'skipped'),
  };
}

/**
 * Puts messages back into the outbox that failed, or of which it is not known whether they arrived; these keep
 * their Message-ID.
 *
 * @returns how many there were of them
 */
export async function requeueMessages(
  mess: Mess,
  actor: Actor,
  filter: Omit<MessageFilter, 'states'>,
  states: readonly ('failed' | 'unknown')[],
): Promise<number> {
  requirePermission(actor, 'send messages');
  if (states.length === 0) return 0;
  return change(mess, actor, 'notify retry', async ({ trx, at, record }) => {
    const all = await listMessages(trx, { ...filter, states: ['failed', 'unknown', 'sending'] });
    const meant = all
      .map((message) => withLost(message, new Date(at)))
      .filter(({ state }) => states.some((each) => each === state));
    if (meant.length === 0) return 0;
    await record({
      subject: null,
      month: filter.month,
      after: { states, ...(filter.kind && { kind: filter.kind }), queued: meant.length },
    });
    await updateMessages(
      trx,
      meant.map((message) => requeued(message, null)),
      at,
    );
    return meant.length;
  });
}

/**
 * Says of what runs that did not come to their end had in hand that nobody knows what became of it.
 *
 * @returns these, as they are now
 */
export async function settleLost(trx: Knex.Transaction, now: Date): Promise<Message[]> {
  const sending = await listMessages(trx, { states: ['sending'] });
  const lost = sending
    .map((message) => withLost(message, now))
    .filter(({ state }) => state === 'unknown');
  if (lost.length > 0) await updateMessages(trx, lost, now.toISOString());
  return lost;
}
