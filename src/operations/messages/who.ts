import type { Actor } from '../../domain/actor.ts';
import type { Subject } from '../../domain/messages/message.ts';
import { type ReceiptNumber, writeReceipt } from '../../domain/payments/receipt.ts';
import type { Month } from '../../domain/values/month.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { showBill } from '../billing/bills.ts';
import { type Mess, today } from '../mess/mess.ts';
import { listDues } from '../payments/list-dues.ts';
import { readReceipt } from '../payments/receipts/receipt.ts';
import { getStudent } from '../students/get-student.ts';

/** What is to be said, and to whom. */
export type Order =
  /** To everybody who has a share of the bill. */
  | ({ readonly kind: 'bill'; readonly month: Month } & Only)
  /** To everybody who owes anything, or whose due day is over. */
  | ({ readonly kind: 'dues'; readonly isOverdue: boolean } & Only)
  /** To whose payment it is. */
  | { readonly kind: 'receipt'; readonly receipt: ReceiptNumber };

interface Only {
  /** To this student alone. */
  readonly studentId?: string | undefined;
}

/** What the messages are about, and the ids of those who are to get one. */
export interface Called {
  readonly subject: Subject;
  readonly studentIds: readonly string[];
  /** Of the one to whom alone messages go; undefined where they go to all. */
  readonly onlyNo?: number | undefined;
}

/**
 * @throws NotFoundError no such bill, receipt or student, or that one has no share of the bill
 * @throws ConflictError the payment was taken back
 */
export async function callStudents(mess: Mess, actor: Actor, order: Order): Promise<Called> {
  switch (order.kind) {
    case 'bill': {
      const { month, revision, shares } = await showBill(mess, actor, order.month);
      return {
        subject: { kind: 'bill', about: month, revision },
        ...(await pick(
          mess,
          order,
          shares.map(({ studentId }) => studentId),
        )),
      };
    }
    case 'dues': {
      const dues = await listDues(mess, actor, { isOverdue: order.isOverdue });
      const owing = dues.filter(({ balanceMinor }) => balanceMinor > 0n);
      return {
        subject: { kind: 'dues', about: today(mess), revision: 0 },
        ...(await pick(mess, order, owing.map(({ student }) => student.id).sort())),
      };
    }
    case 'receipt': {
      const { payment, reversed } = await readReceipt(mess, actor, order.receipt);
      if (reversed !== null) {
        const sentence = `The payment of receipt ${payment.receipt} was taken back on ${reversed.date}.`;
        throw new ConflictError('receipt_reversed', sentence);
      }
      return {
        subject: { kind: 'receipt', about: writeReceipt(order.receipt), revision: 0 },
        studentIds: [payment.studentId],
      };
    }
  }
}

async function pick(
  { db }: Pick<Mess, 'db'>,
  { kind, studentId }: Only & Pick<Order, 'kind'>,
  studentIds: readonly string[],
): Promise<Pick<Called, 'studentIds' | 'onlyNo'>> {
  if (studentId === undefined) return { studentIds };
  const { id, no } = await getStudent(db, studentId);
  if (studentIds.includes(id)) return { studentIds: [id], onlyNo: no };
  if (kind === 'dues') return { studentIds: [], onlyNo: no };
  throw new NotFoundError('no_share', `${id} has no share of this bill.`, { about: { id } });
}
