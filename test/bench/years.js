import { createHome, databaseOf, idOf, initMess, signIn } from './homes.js';
import { openFile } from './sqlite-file.js';

export const STUDENTS = 20_000;
export const MONTHS = 120;
/** Of which an old figure was corrected long after it was billed. */
export const CORRECTED = monthAt(60);

const TURNOVER = 50;
const PURCHASES = 60;
const HEADS = 5;

/**
 * Ten years of a mess, each month billed. Every month some leave and others come; what was written is
 * what the real commands write, as far as lists look at it.
 *
 * @returns {Promise<string>} its home, with the owner signed in
 */
export async function setUpYears() {
  const home = createHome();
  await initMess(home);
  const db = openFile(databaseOf(home));
  try {
    db.pragma('synchronous = OFF');
    db.transaction(() => writeYears(db))();
  } finally {
    db.close();
  }
  await signIn(home);
  return home;
}

function monthAt(index) {
  return `${2015 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Hundredths. */
function daysOf(no, index) {
  return ((no * 37 + index) % 57) * 50;
}

function writeYears(db) {
  const record = recorder(db);
  const roll = createRoll(db, record);
  roll.enter(STUDENTS, '2015-01-01', '2014-12-15');
  for (let index = 0; index < MONTHS; index++) {
    const month = monthAt(index);
    if (index > 0) {
      roll.leave(TURNOVER, `${monthAt(index - 1)}-28`, `${month}-02`);
      roll.enter(TURNOVER, `${month}-01`, `${month}-03`);
    }
    writeAttendance(db, record, month, roll.present(), index);
    const heads = writePurchases(db, record, month);
    writeBill(db, record, month, { heads, nos: roll.present(), index });
  }
  correctOne(db, record, roll.present()[0]);
}

/** Writes entries of the record of changes; gives their numbers. */
function recorder(db) {
  let sequence = db.prepare('select max(sequence) from audit_entries').pluck().get();
  const insert = db.prepare(
    `insert into audit_entries (sequence, operation_id, at, actor_kind, actor_id, command, subject,
       month, before, after)
     values (?, ?, ?, 'admin', 'warden', ?, ?, ?, ?, ?)`,
  );
  return (day, command, { subject, month = null, before = null, after }) => {
    sequence++;
    const texts = [before, after].map((value) => value && JSON.stringify(value));
    const at = `${day}T06:30:00.000Z`;
    insert.run(sequence, `operation ${sequence}`, at, command, subject, month, ...texts);
    return sequence;
  };
}

/** Those who came first leave first. */
function createRoll(db, record) {
  const insert = db.prepare(
    `insert into students (no, id_key, id, name, branch, phone, joined, entered_at, entered_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setLeft = db.prepare('update students set left = ? where no = ?');
  const present = [];
  let last = 0;
  const detailsOf = (no, joined, left) => {
    return {
      id: idOf(no),
      name: `Student ${no}`,
      branch: 'CSE',
      phone: '9876543210',
      joined,
      left,
    };
  };
  return {
    present: () => present.map(({ no }) => no),
    enter(count, joined, on) {
      const nos = Array.from({ length: count }, () => ++last);
      const added = nos.map((no) => detailsOf(no, joined, null));
      const after = { added, updated: [] };
      const enteredBy = record(on, 'student import', { subject: 'new.csv', after });
      for (const [at, { id, name, branch, phone }] of added.entries()) {
        const entered = [joined, `${on}T06:30:00.000Z`, enteredBy];
        insert.run(nos[at], id.toLowerCase(), id, name, branch, phone, ...entered);
        present.push({ no: nos[at], joined });
      }
    },
    leave(count, left, on) {
      for (const { no, joined } of present.splice(0, count)) {
        const [before, after] = [null, left].map((each) => detailsOf(no, joined, each));
        record(on, 'student remove', { subject: before.id, before, after });
        setLeft.run(left, no);
      }
    },
  };
}

function writeAttendance(db, record, month, nos, index) {
  const after = { rows: nos.length, inserted: nos.length, months: [month] };
  const changedBy = record(`${month}-28`, 'attendance import', { subject: 'a.csv', month, after });
  const insert = db.prepare(
    'insert into attendance (month, student_no, days_hundredths, changed_by) values (?, ?, ?, ?)',
  );
  for (const no of nos) insert.run(month, no, daysOf(no, index), changedBy);
}

/** What they come to by heads, in minor units. */
function writePurchases(db, record, month) {
  const insert = db.prepare(
    'insert into purchases (date, head_no, amount_minor, entered_by) values (?, ?, ?, ?)',
  );
  const heads = Array(HEADS).fill(0);
  for (let count = 0; count < PURCHASES; count++) {
    const amount = 100_000 + count;
    const date = `${month}-${String(1 + (count % 28)).padStart(2, '0')}`;
    const after = { date, amount };
    const enteredBy = record(date, 'purchase add', { subject: 'purchase', month, after });
    insert.run(date, 1 + (count % HEADS), amount, enteredBy);
    heads[count % HEADS] += amount;
  }
  return heads;
}

function writeBill(db, record, month, { heads, nos, index }) {
  const total = heads.reduce((sum, minor) => sum + minor, 0);
  const after = { total };
  const made = record(`${month}-28`, 'bill register', { subject: `bill ${month}`, month, after });
  db.prepare(
    `insert into bills (month, revision, status, days_in_month, total_minor, billed_minor,
       registered_at, operation_id, origin)
     values (?, 1, 'live', 28, ?, ?, ?, ?, 'computed')`,
  ).run(month, total, total, `${month}-28T06:30:00.000Z`, `operation ${made}`);
  const insertHead = db.prepare(
    `insert into bill_heads (month, revision, head_no, purchases, amount_minor)
     values (?, 1, ?, ?, ?)`,
  );
  for (const [at, minor] of heads.entries()) {
    insertHead.run(month, at + 1, PURCHASES / HEADS, minor);
  }
  const insertShare = db.prepare(
    `insert into shares (month, revision, student_no, id_then, days_hundredths, dividing_minor,
       amount_minor)
     values (?, 1, ?, ?, ?, ?, ?)`,
  );
  const amount = Math.floor(total / nos.length);
  for (const no of nos) insertShare.run(month, no, idOf(no), daysOf(no, index), amount, amount);
}

function correctOne(db, record, no) {
  const change = {
    subject: idOf(no),
    month: CORRECTED,
    before: { days: 1 },
    after: { days: 30.5 },
  };
  const changedBy = record('2025-01-05', 'attendance record', change);
  db.prepare(
    'update attendance set days_hundredths = 3050, changed_by = ? where month = ? and student_no = ?',
  ).run(changedBy, CORRECTED, no);
}
