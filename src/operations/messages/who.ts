import type { Actor } from '../../domain/actor.ts';
import type { Message, Subject } from '../../domain/messages/message.ts';
import type { Month } from '../../domain/values/month.ts';
import { NotFoundError } from '../../errors.ts';
import { showBill } from '../billing/bills.ts';
import { type Mess, today } from '../mess/mess.ts';
import { listDues } from '../payments/list-dues.ts';
import { getStudent } from '../students/get-student.ts';
import { type ReceiptsMeant, readMeantReceipts } from './receipts.ts';

/** What is to be said, and to whom. */
export type Order =
  /** To everybody who has a share of the bill. */
  | ({ readonly kind: 'bill'; readonly month: Month } & Only)
  /** To everybody who owes anything, or whose due day is over. */
  | ({ readonly kind: 'dues'; readonly isOverdue: boolean } & Only)
  /** To whose payments they are. */
  | { readonly kind: 'receipt'; readonly meant: ReceiptsMeant };

interface Only {
  /** To these students alone. */
  readonly studentIds?: readonly string[] | undefined;
}

/** A message that is to be there. */
export interface Wanted {
  readonly subject: Subject;
  readonly studentId: string;
  /** Why it is not to be sent; a clause. */
  readonly skipped?: string;
}

/** The messages of an order. */
export interface Called {
  /** What they are about; null where that is more than one thing. */
  readonly about: string | null;
  /** In place of that, for the record of changes. */
  readonly told: object;
  readonly wanted: readonly Wanted[];
  /** Whether a message of this kind, and about that, is one of those. */
  isMeant(message: Pick<Message, 'about' | 'studentNo'>): boolean;
  /** Lines of a bank's file that are in suspense: of them there is nothing to be said yet. */
  readonly suspended: number;
}

export const TAKEN_BACK = 'the payment was taken back';

/**
 * @throws NotFoundError no such bill, receipt, import or student, or that one has no share of the bill
 * @throws ConflictError the one payment that is meant was taken back, or the import was
 */
export async function callStudents(mess: Mess, actor: Actor, order: Order): Promise<Called> {
  switch (order.kind) {
    case 'bill': {
      const { month, revision, shares } = await showBill(mess, actor, order.month);
      const ids = shares.map(({ studentId }) => studentId);
      return callAll(mess, order, { kind: 'bill', about: month, revision }, ids);
    }
    case 'dues': {
      const dues = await listDues(mess, actor, { isOverdue: order.isOverdue });
      const owing = dues.filter(({ balanceMinor }) => balanceMinor > 0n);
      const ids = owing.map(({ student }) => student.id).sort();
      return callAll(mess, order, { kind: 'dues', about: today(mess), revision: 0 }, ids);
    }
    case 'receipt':
      return callPayers(mess, actor, order.meant);
  }
}

async function callAll(
  { db }: Pick<Mess, 'db'>,
  { kind, studentIds: only }: Only & Pick<Order, 'kind'>,
  subject: Subject,
  studentIds: readonly string[],
): Promise<Called> {
  const toAll = { about: subject.about, told: {}, suspended: 0 };
  const want = (studentId: string): Wanted => ({ subject, studentId });
  if (only === undefined) return { ...toAll, wanted: studentIds.map(want), isMeant: () => true };
  const called = new Set(studentIds);
  const numbers = new Map<number, string>();
  for (const each of only) {
    const { id, no } = await getStudent(db, each);
    numbers.set(no, id);
    if (called.has(id) || kind === 'dues') continue;
    throw new NotFoundError('no_share', `${id} has no share of this bill.`, { about: { id } });
  }
  return {
    ...toAll,
    wanted: [...numbers.values()].filter((id) => called.has(id)).map(want),
    isMeant: ({ studentNo }) => numbers.has(studentNo),
  };
}

async function callPayers(mess: Mess, actor: Actor, meant: ReceiptsMeant): Promise<Called> {
  const { payments, suspended } = await readMeantReceipts(mess, actor, meant);
  const abouts = new Set(payments.map(({ receipt }) => receipt));
  const isOne = 'receipts' in meant && abouts.size === 1;
  return {
    about: isOne ? ([...abouts][0] ?? null) : null,
    told: 'receipts' in meant ? { receipts: [...abouts] } : meant,
    wanted: payments.map(({ receipt: about, studentId, isReversed }) => ({
      subject: { kind: 'receipt', about, revision: 0 },
      studentId,
      ...(isReversed && { skipped: TAKEN_BACK }),
    })),
    isMeant: ({ about }) => abouts.has(about),
    suspended,
  };
}
