import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { openFile } from '../sqlite-file.js';

// What the import of a bank's file costs without the program around it: csv-parse to arrays, a student by
// the first of three expressions that finds one, and four prepared inserts in one transaction. It knows one
// layout, proves nothing, compares with nothing that is recorded, and keeps no record of changes.
//
// Usage: node references/statement.js DATABASE FILE

const [path, file] = process.argv.slice(2);
const [, ...rows] = parse(readFileSync(file));

const db = openFile(path);
db.pragma('synchronous = FULL');
db.pragma('foreign_keys = ON');
const students = db.prepare('select no, id, phone from students').all();
const byId = new Map(students.map(({ no, id }) => [id.toUpperCase(), no]));
const byPhone = new Map(students.map(({ no, phone }) => [phone, no]));
const insertEntry = db.prepare(
  `insert into ledger_entries (no, date, money_date, kind, receipt_series, receipt_number, month, method,
     reference, reference_key, entered_by) values (?, ?, ?, ?, ?, ?, ?, 'upi', ?, lower(?), 1)`,
);
const insertPosting = db.prepare(
  `insert into ledger_postings (entry_no, line, account, student_no, amount_minor) values (?, ?, ?, ?, ?)`,
);
const insertLine = db.prepare(
  `insert into bank_lines (no, import_no, line, account, date, amount_minor, narration, reference, payer,
     rule, entry_no) values (?, 1, ?, 'bank', ?, ?, ?, ?, ?, ?, ?)`,
);

function toMinor(text) {
  return Number(text.replace(/[,.]/g, ''));
}

/** The rule by which a student is found, the student, and the month. */
function match(text, payer) {
  const [, code, month] = /\bMESS (\w+)(?: (\d{4}-\d{2}))?/.exec(text) ?? [];
  if (byId.has(code)) return ['code', byId.get(code), month ?? null];
  const id = text.match(/\b[A-Z]\d+\b/g)?.find((word) => byId.has(word));
  if (id !== undefined) return ['id', byId.get(id), null];
  const no = byPhone.get(/^\d{10}(?=@)/.exec(payer)?.[0]);
  return no === undefined ? [null, null, null] : ['phone', no, null];
}

/** Of the financial year, which begins in April. */
function seriesOf(date) {
  const year = Number(date.slice(0, 4)) - (date.slice(5, 7) < '04' ? 1 : 0);
  return `${year}-${String(year + 1).slice(2)}`;
}

db.transaction(() => {
  const receipts = new Map();
  let no = 0;
  for (const [at, [day, , narration, reference, , credit]] of rows.entries()) {
    if (credit === '') continue;
    no++;
    const date = `${day.slice(6)}-${day.slice(3, 5)}-${day.slice(0, 2)}`;
    const amount = toMinor(credit);
    const payer = /[\w.-]+@\w+/.exec(narration)?.[0].toLowerCase() ?? null;
    const [rule, student, month] = match(narration.toUpperCase(), payer);
    const series = rule === null ? null : seriesOf(date);
    const receipt = series === null ? null : (receipts.get(series) ?? 0) + 1;
    if (series !== null) receipts.set(series, receipt);
    const kind = rule === null ? 'suspense' : 'payment';
    insertEntry.run(no, date, date, kind, series, receipt, month, reference, reference);
    insertPosting.run(no, 1, 'upi', null, amount);
    insertPosting.run(no, 2, rule === null ? 'suspense' : 'dues', student, -amount);
    insertLine.run(no, at + 2, date, amount, narration, reference, payer, rule, no);
  }
})();
db.close();
