import { copyFile, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createHome, databaseOf, initMess, signIn } from './homes.js';
import { runMess, runNode } from './processes.js';
import { describeFigure, measureRatio } from './ratio.js';

const REFERENCE = join(import.meta.dirname, 'reference-bill.js');
const PAIRS = 11;
const GOAL = 2;
const STUDENTS = 50_000;
const MONTH = '2025-05';
// Neither divides evenly, so that units are left over in both parts.
const TOTAL = '148765432.10';
const FIXED = '12345678.91';

/** What a large bill takes, against a script that does nothing but the work itself. */
export async function measureBill(print) {
  const prepared = createHome();
  await setUpLargeMess(prepared);
  const referenceHome = createHome();
  const messHome = createHome();
  const amounts = [TOTAL, FIXED].map((amount) => amount.replace('.', ''));
  const words = ['bill', 'register', '--month', MONTH, '--total', TOTAL, '--fixed', FIXED];
  const reference = {
    prepare: () => copyMess(prepared, referenceHome),
    run: () => runNode([REFERENCE, databaseOf(referenceHome), MONTH, ...amounts]),
  };
  const subject = {
    prepare: () => copyMess(prepared, messHome),
    run: () => runMess(messHome, [...words, '--quiet']),
  };
  const ratio = await measureRatio(reference, subject, PAIRS);
  const what = `mess bill register --quiet over ${STUDENTS.toLocaleString('en')} students`;
  const against = 'a plain better-sqlite3 script';
  print(describeFigure({ what, against, pairs: PAIRS, ratio, goal: GOAL }));
  checkSameShares(referenceHome, messHome);
  print(`  both stored the same ${STUDENTS.toLocaleString('en')} shares`);
}

/** Signs in last: the session must outlast the measuring, and every run starts from this state. */
async function setUpLargeMess(home) {
  await initMess(home);
  const db = new Database(databaseOf(home));
  try {
    db.transaction(insertRoll)(db);
  } finally {
    db.close();
  }
  await signIn(home);
}

/** Students as `student add` writes them, each with half days between 0 and 31. */
function insertRoll(db) {
  const insertStudent = db.prepare(
    `insert into students (no, id_key, id, name, branch, phone, entered_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertDays = db.prepare(
    `insert into attendance (month, student_no, days_hundredths, changed_by)
     values (?, ?, ?, (select max(sequence) from audit_entries))`,
  );
  const enteredAt = new Date().toISOString();
  for (let no = 1; no <= STUDENTS; no++) {
    const id = `S${String(no).padStart(5, '0')}`;
    insertStudent.run(no, id.toLowerCase(), id, `Student ${no}`, 'CSE', '9876543210', enteredAt);
    insertDays.run(MONTH, no, ((no * 37) % 63) * 50);
  }
}

/**
 * Puts a fresh copy of a mess into a home. The copy is forced to the disk, or else the run that is
 * measured would write it there with its own first sync.
 */
async function copyMess(from, to) {
  for (const suffix of ['-wal', '-shm']) await rm(databaseOf(to) + suffix, { force: true });
  await copyFile(databaseOf(from), databaseOf(to));
  await copyFile(join(from, 'session.json'), join(to, 'session.json'));
  const file = await open(databaseOf(to), 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A ratio between runs that did different things would mean nothing. */
function checkSameShares(referenceHome, messHome) {
  const [expected, actual] = [referenceHome, messHome].map(readShares);
  if (expected.length !== STUDENTS || actual.length !== STUDENTS) {
    throw new Error(`${expected.length} shares by the reference, ${actual.length} by mess`);
  }
  const different = expected.findIndex((share, index) => share !== actual[index]);
  if (different === -1) return;
  throw new Error(`the reference stored ${expected[different]}, mess ${actual[different]}`);
}

/** Each share as one text, ordered by student. */
function readShares(home) {
  const db = new Database(databaseOf(home), { readonly: true });
  try {
    const sql = `select student_no, dividing_minor, fixed_minor, amount_minor from shares
      where month = ? and revision = 1 order by student_no`;
    return db.prepare(sql).safeIntegers().raw().all(MONTH).map(String);
  } finally {
    db.close();
  }
}
