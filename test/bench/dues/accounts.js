import { databaseOf, idOf, setUpLargeMess } from '../homes.js';
import { openFile } from '../sqlite-file.js';

export const STUDENTS = 20_000;

/** Of a hundred, who stopped paying half way. */
const STOPPED = 1;
/** Of a hundred, who has not paid the last bill. */
const LATE = 30;

/**
 * Every month billed to everybody, and nearly every share of it paid by a payment of its own, a third of
 * them named for their month: what the real commands write, as far as accounts look at it.
 *
 * @param {number} count months up to the last one that is over
 */
export async function setUpAccounts(home, count, students = STUDENTS) {
  const months = lastMonths(count);
  await setUpLargeMess(home, students, (db) => {
    db.prepare("insert into settings (key, value) values ('accounts_from', ?)").run(months[0]);
    const pay = createPayer(db);
    for (const [index, month] of months.entries()) {
      writeBill(db, month, index, students);
      for (let no = 1; no <= students; no++) {
        if (isPaid(no, index, count)) pay(no, month, amountOf(no, index));
      }
    }
  });
  const db = openFile(databaseOf(home));
  db.exec('analyze');
  db.close();
}

function lastMonths(count) {
  const now = new Date();
  const last = now.getUTCFullYear() * 12 + now.getUTCMonth() - 1;
  return Array.from({ length: count }, (_, index) => monthAt(last - count + 1 + index));
}

function monthAt(index) {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** In minor units. */
function amountOf(no, index) {
  return 250_000 + ((no * 37 + index * 101) % 9000) * 10;
}

function isPaid(no, index, count) {
  if (no % 100 < STOPPED) return index < count / 2;
  return index < count - 1 || no % 100 >= LATE;
}

/** The day of the next month. */
function after(month, day) {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, day, 6)).toISOString();
}

function writeBill(db, month, index, students) {
  db.prepare(
    `insert into bills (month, revision, status, days_in_month, billed_minor, registered_at,
       operation_id) values (?, 1, 'live', 28, 1, ?, ?)`,
  ).run(month, after(month, 1), `bill of ${month}`);
  const insert = db.prepare(
    `insert into shares (month, revision, student_no, id_then, days_hundredths, per_head_minor,
       amount_minor) values (?, 1, ?, ?, 2800, ?, ?)`,
  );
  for (let no = 1; no <= students; no++) {
    insert.run(month, no, idOf(no), amountOf(no, index), amountOf(no, index));
  }
}

function createPayer(db) {
  const enteredBy = db.prepare('select max(sequence) from audit_entries').pluck().get();
  const entry = db.prepare(
    `insert into ledger_entries (no, date, money_date, kind, receipt_series, receipt_number, month,
       method, entered_by) values (?, ?, ?, 'payment', 'all', ?, ?, 'upi', ?)`,
  );
  const posting = db.prepare(
    `insert into ledger_postings (entry_no, line, account, student_no, amount_minor)
     values (?, ?, ?, ?, ?)`,
  );
  let last = 0;
  return (no, month, amountMinor) => {
    last++;
    const date = after(month, 1 + (no % 20)).slice(0, 10);
    entry.run(last, date, date, last, no % 3 === 0 ? month : null, enteredBy);
    posting.run(last, 1, 'upi', null, amountMinor);
    posting.run(last, 2, 'dues', no, -amountMinor);
  };
}
