import { writeSync } from 'node:fs';
import { openFile } from '../sqlite-file.js';

// What it costs to say who owes what, without the program around it: one query, whose rows are written
// as JSON. It knows of bills and payments alone, the oldest bill being paid first.
//
// Usage: node references/dues.js DATABASE

const QUERY = `
  with billed as (
    select student_no, sum(amount_minor) as amount from shares
    where (month, revision) in (select month, revision from bills where status = 'live' and month >= :from)
    group by student_no
  ), paid as (
    select student_no, -sum(amount_minor) as amount from ledger_postings
    where account = 'dues' group by student_no
  ), balances as (
    select billed.student_no, billed.amount as billed, coalesce(paid.amount, 0) as paid
    from billed left join paid on paid.student_no = billed.student_no
    where billed.amount <> coalesce(paid.amount, 0)
  ), debts as (
    select balances.student_no, date(shares.month || '-10', '+1 month') as due,
      min(shares.amount_minor, sum(shares.amount_minor)
        over (partition by balances.student_no order by shares.month) - balances.paid) as owed
    from balances
    join shares on shares.student_no = balances.student_no
    join bills on bills.month = shares.month and bills.revision = shares.revision
    where balances.billed > balances.paid and bills.status = 'live' and bills.month >= :from
  ), late as (
    select student_no, due, owed, julianday(:today) - julianday(due) as days from debts where owed > 0
  ), ages as (
    select student_no, min(due) as oldest,
      sum(case when days <= 0 then owed else 0 end) as not_due,
      sum(case when days between 1 and 30 then owed else 0 end) as d30,
      sum(case when days between 31 and 60 then owed else 0 end) as d60,
      sum(case when days between 61 and 90 then owed else 0 end) as d90,
      sum(case when days > 90 then owed else 0 end) as older
    from late group by student_no
  )
  select students.id, students.name, students.branch, students.left, balances.billed, balances.paid,
    ages.oldest, ages.not_due, ages.d30, ages.d60, ages.d90, ages.older
  from balances
  join students on students.no = balances.student_no
  left join ages on ages.student_no = balances.student_no
  order by balances.billed - balances.paid desc, students.id`;

const db = openFile(process.argv[2]);
const from = db.prepare("select value from settings where key = 'accounts_from'").pluck().get();
const today = new Date(Date.now() + 5.5 * 3_600_000).toISOString().slice(0, 10);
const rows = db.prepare(QUERY).all({ from, today });
db.close();

function money(minor) {
  return `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}

const text = JSON.stringify(
  rows.map((row) => ({
    studentId: row.id,
    name: row.name,
    branch: row.branch,
    left: row.left,
    billed: money(row.billed),
    paid: money(row.paid),
    balance: money(row.billed - row.paid),
    credit: money(0),
    overdue: money(row.d30 + row.d60 + row.d90 + row.older),
    oldestDue: row.oldest,
    buckets: {
      notDue: money(row.not_due),
      days1to30: money(row.d30),
      days31to60: money(row.d60),
      days61to90: money(row.d90),
      over90: money(row.older),
    },
  })),
  null,
  2,
);
for (let at = 0; at < text.length; at += 65_536) writeSync(1, text.slice(at, at + 65_536));
