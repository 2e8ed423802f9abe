import { readRows } from '../books/schema.ts';
import type { TestMess } from '../mess.ts';
import { connectPast } from '../server/connection.ts';

/** Every row of the mess, to be compared; but for sessions, which looking at it may touch. */
export function readBooks(mess: TestMess): Record<string, Record<string, unknown>[]> {
  const { sessions: _, ...books } = readRows(mess.database);
  return books;
}

export interface PlantedPurchase {
  readonly date: string;
  /** One of the list that a new mess has, such as `Gas`. */
  readonly head: string;
  readonly amountMinor: number;
}

/** Puts purchases into the database past the program. */
export function plantPurchases(mess: TestMess, purchases: readonly PlantedPurchase[]): void {
  const db = connectPast(mess.database);
  try {
    for (const { date, head, amountMinor } of purchases) {
      db.run(
        `insert into purchases ("date", head_no, amount_minor, entered_by)
         select ?, "no", ?, 1 from purchase_heads where name = ?`,
        date,
        amountMinor,
        head,
      );
    }
  } finally {
    db.close();
  }
}

/** Makes the live bill of a month one that was taken over, of which the amounts are not known. */
export function makeRecorded(mess: TestMess, month: string): void {
  const db = connectPast(mess.database);
  try {
    db.run("update bills set origin = 'recorded', days_in_month = null where month = ?", month);
  } finally {
    db.close();
  }
}
