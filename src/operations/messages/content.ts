import type { Actor } from '../../domain/actor.ts';
import type { Message } from '../../domain/messages/message.ts';
import { findReceiptNumber } from '../../domain/payments/receipt.ts';
import { NotFoundError } from '../../errors.ts';
import { type Mess, today } from '../mess/mess.ts';
import { listDues, type StudentDues } from '../payments/list-dues.ts';
import { type Receipt, readReceipt } from '../payments/receipts/receipt.ts';
import { readStatements, type Statements, type StudentStatement } from '../reports/statements.ts';
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
  | { readonly kind: 'skipped'; readonly reason: string }
  /** It is about what nobody recorded: somebody changed the database by hand. A clause says what is not there. */
  | { readonly kind: 'unfit'; readonly reason: string };

type Read = (message: Message) => Promise<Content>;

/**
 * Reads it for each message; what is of all of them is read once.
 *
 * @param began the day on which the run of the messages began, `YYYY-MM-DD`
 */
export function contentReader(mess: Mess, actor: Actor, began: string): Read {
  const read: Readonly<Record<Message['kind'], Read>> = {
    bill: billReader(mess, actor),
    dues: duesReader(mess, actor, began),
    receipt: (message) => readPayment(mess, actor, message),
  };
  return async (message) => {
    const readKind: Read | undefined = read[message.kind];
    return (
      readKind?.(message) ?? unfit(`nothing is known of a message of the kind ${message.kind}`)
    );
  };
}

function billReader(mess: Mess, actor: Actor): Read {
  const read = once(async (month) => {
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
    if (statement === undefined) return unfit(`${studentId} has no share of the bill of ${about}`);
    return { kind: 'bill', statements: found.statements, statement };
  };
}

function duesReader(mess: Mess, actor: Actor, began: string): Read {
  const read = once(async (asOf) => {
    const dues = await listDues(mess, actor, { asOf });
    return new Map(dues.map((each) => [each.student.id, each]));
  });
  return async ({ about, studentId }) => {
    const asOf = today(mess);
    // Who was not reached for days gets one reminder, and not one for each day; a run that goes on past
    // midnight still sends those of the day on which it began.
    if (about !== asOf && about !== began) return skipped('it was of an earlier day');
    const dues = (await read(asOf)).get(studentId);
    if (dues === undefined || dues.balanceMinor <= 0n) return skipped('nothing is owed any more');
    return { kind: 'dues', dues, asOf };
  };
}

function once<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  return (key) => {
    const known = found.get(key) ?? read(key);
    found.set(key, known);
    return known;
  };
}

async function readPayment(mess: Mess, actor: Actor, { about }: Message): Promise<Content> {
  const number = findReceiptNumber(about);
  if (number === undefined) return unfit(`${about} is not the number of a receipt`);
  const receipt = await readReceipt(mess, actor, number).catch((error: unknown) => {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
  if (receipt === undefined) return unfit(`there is no receipt ${about}`);
  if (receipt.reversed !== null) return skipped(TAKEN_BACK);
  return { kind: 'receipt', receipt };
}

function unfit(reason: string): Content {
  return { kind: 'unfit', reason };
}

function skipped(reason: string): Content {
  return { kind: 'skipped', reason };
}
