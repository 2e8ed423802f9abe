import { writeSync } from 'node:fs';
import { openFile } from '../sqlite-file.js';

// What it costs to write the accounts as a journal, without the program around it: the same rows of the same
// tables, and the same lines. It knows of bills that were never revised, and of payments, alone.
//
// Usage: node references/journal.js DATABASE

const ACCOUNTS = `Assets:Cash
Assets:Bank:UPI
Assets:Bank:Account
Assets:Bank:Cheques
Assets:Other
Assets:Clearing
Liabilities:Suspense
Equity:Opening
Income:Mess:Dividing
Income:Mess:PerHead
Income:Mess:Fixed
Income:Mess:Charges
Income:Mess:Undivided
Income:LateFees
Income:Other
Expenses:WrittenOff
Expenses:CashDifference
Equity:CashTakenOut
Liabilities:Creditors`;

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

const db = openFile(process.argv[2]);
const setting = (key) => db.prepare('select value from settings where key = ?').pluck().get(key);
const students = db.prepare('select no, id, name from students order by id').all();
const idOf = new Map(students.map(({ no, id }) => [no, id]));
const balances = new Map();
let last = '';
let text = '';

function write(line) {
  text += line;
  if (text.length > 65_536) flush();
}

function flush() {
  let rest = Buffer.from(text);
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
  text = '';
}

function money(minor) {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)} INR`;
}

function say(month) {
  return `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}

function owe(no, minor) {
  balances.set(no, (balances.get(no) ?? 0) + minor);
  write(`    Assets:Receivable:${idOf.get(no)}  ${money(minor)}\n`);
}

function begin(date, code, what) {
  if (date > last) last = date;
  write(`\n${date} * (${code}) ${what}\n`);
}

write(`; The journal of ${setting('name')}\n\ndecimal-mark .\ncommodity 1000.00 INR\n\n`);
for (const account of ACCOUNTS.split('\n')) write(`account ${account}\n`);
for (const { id, name } of students) write(`account Assets:Receivable:${id}  ; ${name}\n`);

const shares = db.prepare(
  `select student_no, coalesce(dividing_minor, 0), coalesce(per_head_minor, 0), coalesce(fixed_minor, 0),
     amount_minor from shares where month = ? and revision = ? order by student_no`,
);
const bills = db.prepare('select month, revision, registered_at from bills order by month').all();
for (const { month, revision, registered_at: at } of bills) {
  const date = new Date(Date.parse(at) + 5.5 * 3_600_000).toISOString().slice(0, 10);
  begin(date, `bill-${month}-${revision}`, `Bill of ${say(month)}`);
  let perHeadSum = 0;
  for (const [no, , perHead, , amount] of shares.raw().all(month, revision)) {
    perHeadSum += perHead;
    owe(no, amount);
  }
  write(`    Income:Mess:PerHead  ${money(-perHeadSum)}\n`);
}

const postings = db.prepare(
  `select e.no, e.date, e.receipt_series, e.receipt_number, e.month, e.method, p.account, p.student_no,
     p.amount_minor
   from ledger_entries as e cross join ledger_postings as p on p.entry_no = e.no order by e.no, p.line`,
);
let entry;
for (const row of postings.raw().iterate()) {
  const [no, date, series, number, month, method, account, student, amount] = row;
  if (no !== entry) {
    const receipt = `${series}/${String(number).padStart(4, '0')}`;
    const named = month === null ? '' : `, for ${say(month)}`;
    begin(date, `payment-${no}`, `Payment ${receipt}${named}, ${method}`);
    entry = no;
  }
  if (account === 'dues') owe(student, amount);
  else write(`    Assets:Bank:UPI  ${money(amount)}\n`);
}

write(`\n${last} * (proof) Proof\n`);
for (const { no, id } of students) {
  write(`    Assets:Receivable:${id}  0 = ${money(balances.get(no) ?? 0)}\n`);
}
flush();
