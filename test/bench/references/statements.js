import { closeSync, openSync, writeSync } from 'node:fs';
import { openFile } from '../sqlite-file.js';

// What it costs to print a sheet for each student, without the program around it: two queries, and a template that
// is filled for each and written to a file.
//
// Usage: node references/statements.js DATABASE MONTH FILE

const [path, month, output] = process.argv.slice(2);
const db = openFile(path);
const shares = db
  .prepare(
    `select st.no, st.id, st.name, st.branch, sh.days_hundredths as days, sh.amount_minor as amount,
       (select sum(amount_minor) from shares as all_shares where all_shares.student_no = st.no)
         + coalesce((select sum(amount_minor) from ledger_postings where student_no = st.no and account = 'dues'), 0)
         as balance
     from shares as sh join students as st on st.no = sh.student_no where sh.month = ? order by st.id`,
  )
  .all(month);
const entries = db
  .prepare(
    `select p.student_no as no, e.date, e.kind, e.method, p.amount_minor as amount
     from ledger_postings as p join ledger_entries as e on e.no = p.entry_no
     where p.account = 'dues' and e.date >= ? order by e.no`,
  )
  .all(`${month}-01`);
db.close();

const linesOf = new Map();
for (const each of entries) {
  const lines = linesOf.get(each.no) ?? [];
  linesOf.set(each.no, lines);
  lines.push(each);
}

function money(minor) {
  const sign = minor < 0 ? '-' : '';
  const text = String(Math.abs(minor)).padStart(3, '0');
  return `${sign}${text.slice(0, -2).replace(/\B(?=(\d{2})*\d{3}$)/g, ',')}.${text.slice(-2)}`;
}

function sheet({ no, id, name, branch, days, amount, balance }) {
  const rows = (linesOf.get(no) ?? [])
    .map(
      (line) =>
        `<tr><td>${line.date}</td><td class="t">Paid, ${line.method}</td><td class="n"></td><td class="n">${money(-line.amount)}</td><td class="n">${money(balance)}</td></tr>`,
    )
    .join('\n');
  return `<article>
<div class="head"><p class="mess">Mess</p>
<h1>${id} ${name}</h1>
<p class="of">${branch}; statement of ${month}, INR, as of today</p></div>
<section><table class="facts"><tr><th scope="row">Days present</th><td>${days / 100} of 28</td></tr><tr><th scope="row">Bill of ${month}</th><td>${money(amount)}</td></tr><tr><th scope="row">To pay</th><td>${money(balance)}</td></tr><tr><th scope="row">To be paid by</th><td>10 of the next month</td></tr></table></section>
<section><h2>Why the bill of ${month} is ${money(amount)}</h2>
<div class="wide" role="region" tabindex="0" aria-label="${id} ${name}: Why the bill of ${month} is ${money(amount)}">
<table><caption>Why the bill of ${month} is ${money(amount)}</caption><thead><tr><th scope="col" class="t">Part</th><th scope="col" class="n">Amount</th></tr></thead>
<tbody><tr><td class="t">${days / 100} of 28 days, at ${money(amount)} a month</td><td class="n">${money(amount)}</td></tr></tbody><tfoot><tr><td class="t">To pay for the month</td><td class="n">${money(amount)}</td></tr></tfoot></table>
</div></section>
<section><h2>Account</h2>
<div class="wide" role="region" tabindex="0" aria-label="${id} ${name}: Account">
<table><caption>Account</caption><thead><tr><th scope="col">Date</th><th scope="col" class="t">What</th><th scope="col" class="n">Charged</th><th scope="col" class="n">Paid</th><th scope="col" class="n">Balance</th></tr></thead>
<tbody><tr><td>${month}-01</td><td class="t">Bill, ${month}</td><td class="n">${money(amount)}</td><td class="n"></td><td class="n">${money(balance)}</td></tr>
${rows}</tbody><tfoot><tr><td></td><td class="t">Owed now</td><td class="n"></td><td class="n"></td><td class="n">${money(balance)}</td></tr></tfoot></table>
</div></section>
<div class="foot">Record</div></article>
`;
}

const file = openSync(output, 'w');
writeSync(file, '<!doctype html>\n<html lang="en">\n<body>\n<main>\n');
for (const share of shares) writeSync(file, sheet(share));
writeSync(file, '</main>\n</body>\n</html>\n');
closeSync(file);
