import type { Actor } from '../../domain/actor.ts';
import type { Message } from '../../domain/messages/message.ts';
import { parseReceiptNumber } from '../../domain/payments/receipt.ts';
import { NotFoundError } from '../../errors.ts';
import { type Mess, today } from '../mess/mess.ts';
import { listDues, type StudentDues } from '../payments/list-dues.ts';
import { type Receipt, readReceipt } from '../payments/receipts/receipt.ts';
import { readStatements, type Statements, type StudentStatement } from '../reports/statements.ts';
import { keepUntilRecorded } from './kept.ts';
import { TAKEN_BACK } from './who.ts';

/** What a message tells of, as it is recorded when the message is sent. */
export type Content =
  | {
      readonly kind: 'bill';
      /** Of everybody; the same until something is recorded. */
      readonly statements: Statements;
      readonly statement: StudentStatement;
    }
  | { readonly kind: 'dues'; readonly dues: StudentDues /** `YYYY-MM-DD` */; readonly asOf: string }
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  /** There is nothing to be told any more; a clause says why. */
  | { readonly kind: 'skipped'; readonly reason: string };

type Read = (message: Message) => Promise<Content>;

/** Reads it for each message of a run; what is of all of them is read again only once something was recorded. */
export function contentReader(mess: Mess, actor: Actor): Read {
  const read: Readonly<Record<Message['kind'], Read>> = {
    bill: billReader(mess, actor),
    dues: duesReader(mess, actor),
    receipt: (message) => readPayment(mess, actor, message),
  };
  return (message) => read[message.kind](message);
}

function billReader(mess: Mess, actor: Actor): Read {
  const read = keepUntilRecorded(mess, async (month: string) => {
    const statements = await readStatements(mess, actor, month).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (statements === undefined) return undefined;
    const byId = new Map(statements.statements.map((each) => [each.student.id, each]));
    return { statements, byId };
  });
  return async ({ about, revision, studentId }) => {
    const found = await read(about);
    if (found === undefined) return skipped('the bill was voided');
    if (found.statements.bill.revision !== revision) return skipped('the bill was revised');
    const statement = found.byId.get(studentId);
    if (statement === undefined) throw new Error(`${studentId} has no share of ${about}`);
    return { kind: 'bill', statements: found.statements, statement };
  };
}

function duesReader(mess: Mess, actor: Actor): Read {
  const read = keepUntilRecorded(mess, async () => {
    const dues = await listDues(mess, actor, {});
    return new Map(dues.map((each) => [each.student.id, each]));
  });
  return async ({ about, studentId }) => {
    const asOf = today(mess);
    // Who was not reached for days gets one reminder, and not one for each day.
    if (about !== asOf) return skipped('it was of an earlier day');
    const dues = (await read('')).get(studentId);
    if (dues === undefined || dues.balanceMinor <= 0n) return skipped('nothing is owed any more');
    return { kind: 'dues', dues, asOf };
  };
}

async function readPayment(mess: Mess, actor: Actor, { about }: Message): Promise<Content> {
  const receipt = await readReceipt(mess, actor, parseReceiptNumber(about));
  if (receipt.reversed !== null) return skipped(TAKEN_BACK);
  return { kind: 'receipt', receipt };
}

function skipped(reason: string): Content {
  return { kind: 'skipped', reason };
}
