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
import type { StudentRecord } from '../../domain/students/student.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { callStudents, type Order } from './who.ts';

export interface QueueOptions {
  readonly channel: Channel;
  /** Also to those who got it, or of whom it is not known. */
  readonly again: boolean;
}

/** What came of an order. */
export interface Queued {
  readonly subject: Subject;
  /** Waiting to be sent now, whoever queued them. */
  readonly messages: readonly Message[];
  /** Not to be sent, with why. */
  readonly skipped: readonly Message[];
  /** Dealt with before, and left as they are. */
  readonly before: readonly Message[];
  /** Of the student to whom alone they go; undefined where they go to all. */
  readonly onlyNo: number | undefined;
  /** The roll, by the numbers of the students. */
  readonly students: ReadonlyMap<number, StudentRecord>;
}

/**
 * Puts a message to each student into the outbox, or none where a message of the same bill, day or receipt
 * is there already, however many do it at once.
 *
 * @throws NotFoundError no such bill or receipt
 * @throws ConflictError the payment was taken back
 */
export async function queueMessages(
  mess: Mess,
  actor: Actor,
  order: Order,
  options: QueueOptions,
): Promise<Queued> {
  requirePermission(actor, 'send messages');
  return change(mess, actor, COMMANDS[order.kind], async ({ trx, at, record }) => {
    const called = await callStudents({ ...mess, db: trx }, actor, order);
    const { channel } = options;
    const latest = await findLatest(trx, called.subject, channel, new Date(at));
    const students = await listStudents(trx);
    const plan = await planMessages(trx, called, { latest, students }, options);
    if (plan.inserts.length + plan.changes.length > 0) {
      const { kind, about, revision } = called.subject;
      const count = plan.inserts.filter(({ skipped }) => skipped === null).length;
      const sequence = await record({
        subject: kind === 'receipt' ? about : null,
        month: monthOfSubject(called.subject) ?? undefined,
        after: {
          ...{ kind, about, channel, ...(revision === 0 ? {} : { revision }) },
          queued: count + plan.changes.filter(({ state }) => state === 'queued').length,
        },
      });
      await updateMessages(trx, plan.changes, at);
      await insertMessages(trx, plan.inserts, at, sequence);
    }
    const now = await findLatest(trx, called.subject, channel, new Date(at));
    return {
      ...sortOut(called, now),
      onlyNo: called.onlyNo,
      students: new Map(students.map((student) => [student.no, student])),
    };
  });
}

const COMMANDS = { bill: 'notify bills', dues: 'notify dues', receipt: 'notify receipt' } as const;

/** The newest message of each student about one thing, by the number of the student. */
async function findLatest(
  db: Knex,
  { kind, about, revision }: Subject,
  channel: Channel,
  now: Date,
): Promise<Map<number, Message>> {
  const all = await listMessages(db, { kind, about, channel });
  const latest = new Map<number, Message>();
  for (const message of all) {
    const known = latest.get(message.studentNo);
    if (message.revision !== revision || (known?.againNo ?? -1) > message.againNo) continue;
    latest.set(message.studentNo, withLost(message, now));
  }
  return latest;
}

interface Plan {
  readonly inserts: readonly NewMessage[];
  readonly changes: readonly (StateChange & { readonly studentNo: number })[];
}

async function planMessages(
  trx: Knex.Transaction,
  { subject, studentIds }: { readonly subject: Subject; readonly studentIds: readonly string[] },
  known: {
    readonly latest: ReadonlyMap<number, Message>;
    readonly students: readonly StudentRecord[];
  },
  { channel, again }: QueueOptions,
): Promise<Plan> {
  const mess = (await findFirstOperation(trx)) ?? '';
  const byId = new Map(known.students.map((student) => [student.id, student]));
  const inserts: NewMessage[] = [];
  const changes: (StateChange & { studentNo: number })[] = [];
  for (const id of studentIds) {
    const student = byId.get(id);
    if (student === undefined) throw new Error(`nobody is ${id}`);
    const { no: studentNo } = student;
    const skipped = whyNot(student, channel) ?? null;
    const last = known.latest.get(studentNo);
    const isNew = last === undefined || (again && last.state === 'sent');
    if (isNew) {
      const againNo = last === undefined ? 0 : last.againNo + 1;
      const messageId = createMessageId(mess, subject, { studentNo, channel, againNo });
      inserts.push({ ...subject, studentNo, channel, againNo, messageId, skipped });
      continue;
    }
    // Of whom it is unknown keeps the Message-ID, by which a second copy is known for one.
    const isTaken = last.state === 'skipped' || (again && RETRIED.includes(last.state));
    if (!isTaken || (last.state === 'skipped' && last.reason === skipped)) continue;
    changes.push({ studentNo, ...requeued(last, skipped) });
  }
  return { inserts, changes };
}

/** What is sent again on purpose, and not by itself. */
const RETRIED: readonly MessageState[] = ['failed', 'unknown'];

function requeued({ no }: Message, skipped: string | null): StateChange {
  const state = skipped === null ? 'queued' : 'skipped';
  return { no, state, attempts: 0, nextTry: null, reason: skipped };
}

function sortOut(
  { subject, studentIds }: { readonly subject: Subject; readonly studentIds: readonly string[] },
  latest: ReadonlyMap<number, Message>,
): Omit<Queued, 'students' | 'onlyNo'> {
  const isCalled = new Set(studentIds);
  const all = [...latest.values()]
    .filter(({ studentId }) => isCalled.has(studentId))
    .sort((a, b) => a.no - b.no);
  return {
    subject,
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
