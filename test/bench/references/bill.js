import { randomUUID } from 'node:crypto';
import { openFile } from '../sqlite-file.js';

// What a bill costs without the program around it: read the attendance, share, insert. It has rules
// of its own and takes nothing from the program, so that it checks the program's shares too.
//
// Usage: node references/bill.js DATABASE MONTH TOTAL_MINOR FIXED_MINOR

const [path, month, total, fixed] = process.argv.slice(2);
const totalMinor = BigInt(total);
const fixedMinor = BigInt(fixed);

const db = openFile(path);
db.pragma('synchronous = FULL');
db.transaction(registerBill).immediate();
db.close();

function registerBill() {
  const students = readAttendance();
  const dividing = share(
    totalMinor,
    students.map(({ days }) => BigInt(days)),
  );
  const equal = share(
    fixedMinor,
    students.map(() => 1n),
  );
  insertBill();
  insertShares(students, dividing, equal);
}

/** Ordered by id, by code point. */
function readAttendance() {
  const sql = `select students.no, students.id, coalesce(attendance.days_hundredths, 0) as days
    from students
    left join attendance on attendance.student_no = students.no and attendance.month = ?
    order by students.id`;
  return db.prepare(sql).all(month);
}

/** By largest remainder; of equal remainders the one whose turn it is in this month comes first. */
function share(amount, weights) {
  const sum = weights.reduce((a, b) => a + b, 0n);
  const shares = weights.map((weight) => (amount * weight) / sum);
  const leftOver = amount - shares.reduce((a, b) => a + b, 0n);
  const [year, number] = month.split('-').map(Number);
  const present = weights.flatMap((weight, index) => (weight > 0n ? [index] : []));
  const turns = present.map((index, position) => ({
    index,
    remainder: (amount * weights[index]) % sum,
    rank: (((position - year * 12 - number) % present.length) + present.length) % present.length,
  }));
  turns.sort((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
    return a.rank - b.rank;
  });
  for (const { index } of turns.slice(0, Number(leftOver))) shares[index] += 1n;
  return shares;
}

function insertBill() {
  const sql = `insert into bills (month, revision, status, days_in_month, total_minor, fixed_minor,
      billed_minor, registered_at, operation_id)
    values (?, 1, 'live', 31, ?, ?, ?, ?, ?)`;
  const values = [totalMinor, fixedMinor, totalMinor + fixedMinor];
  db.prepare(sql).run(month, ...values, new Date().toISOString(), randomUUID());
}

function insertShares(students, dividing, equal) {
  const insert = db.prepare(
    `insert into shares (month, revision, student_no, id_then, days_hundredths, dividing_minor,
      fixed_minor, amount_minor)
     values (?, 1, ?, ?, ?, ?, ?, ?)`,
  );
  students.forEach(({ no, id, days }, index) => {
    const amount = dividing[index] + equal[index];
    insert.run(month, no, id, days, dividing[index], equal[index], amount);
  });
}
