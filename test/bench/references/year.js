import { writeSync } from 'node:fs';
import { openFile } from '../sqlite-file.js';

// What it costs to report a year, without the program around it: the queries that find its figures, whose rows
// are written as JSON. It knows of bills and payments alone, the oldest bill being paid first.
//
// Usage: node references/year.js DATABASE FROM TO

const [path, from, to] = process.argv.slice(2);
const db = openFile(path);
const first = db.prepare("select value from settings where key = 'accounts_from'").pluck().get();
const range = { from, to };

const billed = db
  .prepare(
    `select b.month, b.billed_minor as billed, count(*) as students, sum(s.days_hundredths) as days
     from bills as b join shares as s on s.month = b.month and s.revision = b.revision
     where b.status = 'live' and b.month between :from and :to group by b.month`,
  )
  .all(range);
const collected = db
  .prepare(
    `select substr(e.money_date, 1, 7) as month, e.method, count(*) as payments, sum(-p.amount_minor) as amount
     from ledger_entries as e join ledger_postings as p on p.entry_no = e.no and p.student_no is not null
     where e.kind = 'payment' and e.money_date between :from || '-01' and :to || '-31'
     group by substr(e.money_date, 1, 7), e.method`,
  )
  .all(range);
const moves = db
  .prepare(
    `select substr(e.date, 1, 7) as month, e.kind, sum(p.amount_minor) as amount
     from ledger_postings as p join ledger_entries as e on e.no = p.entry_no
     where p.account = 'dues' and e.date <= :to || '-31' group by substr(e.date, 1, 7), e.kind`,
  )
  .all({ to });
const open = db
  .prepare(
    `with billed as (
       select student_no, sum(amount_minor) as amount from shares
       where (month, revision) in (select month, revision from bills where status = 'live' and month >= :first)
       group by student_no
     ), paid as (
       select student_no, -sum(amount_minor) as amount from ledger_postings
       where account = 'dues' group by student_no
     ), balances as (
       select billed.student_no, billed.amount as billed, coalesce(paid.amount, 0) as paid
       from billed left join paid on paid.student_no = billed.student_no
       where billed.amount > coalesce(paid.amount, 0)
     )
     select month, sum(owed) as owed from (
       select shares.month, min(shares.amount_minor, sum(shares.amount_minor)
         over (partition by balances.student_no order by shares.month) - balances.paid) as owed
       from balances join shares on shares.student_no = balances.student_no
       join bills on bills.month = shares.month and bills.revision = shares.revision
       where bills.status = 'live' and bills.month >= :first
     ) where owed > 0 group by month`,
  )
  .all({ first });
db.close();

writeSync(1, JSON.stringify({ billed, collected, moves, open }, null, 2));
