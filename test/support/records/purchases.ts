import type { Result, TestMess } from '../mess.ts';
import { connectPast } from '../server/connection.ts';
import { withoutHome } from './files/import-file.ts';

/** What is recorded, as `1 2025-05-03 Milk 120.50 note`, and `void` behind what was taken back. */
export function purchases(mess: TestMess): string[] {
  const rows = mess.rows<{
    no: number;
    date: string;
    name: string;
    minor: number;
    note: string | null;
    voided_by: number | null;
  }>(
    `select purchases.no, date, name, amount_minor as minor, note, voided_by from purchases
     join purchase_heads on purchase_heads.no = purchases.head_no order by purchases.no`,
  );
  return rows.map(({ no, date, name, minor, note, voided_by }) => {
    const amount = (Number(minor) / 100).toFixed(2);
    return [no, date, name, amount, note, voided_by === null ? null : 'void']
      .filter((part) => part !== null)
      .join(' ');
  });
}

/** Imports a file called `a.csv`; reports name it without its folder. */
export async function importPurchases(
  mess: TestMess,
  content: string | Uint8Array,
  ...options: string[]
): Promise<Result> {
  const path = await mess.file('a.csv', content);
  return withoutHome(mess, await mess('purchase', 'import', path, ...options));
}

/** Closes a month past the program. */
export function closeMonth(mess: TestMess, month: string): void {
  const db = connectPast(mess.database);
  db.run('insert into closed_months (month, closed_by) values (?, 1)', month);
  db.close();
}

/** Opens it again. */
export function reopenMonth(mess: TestMess, month: string): void {
  const db = connectPast(mess.database);
  db.run('delete from closed_months where month = ?', month);
  db.close();
}
