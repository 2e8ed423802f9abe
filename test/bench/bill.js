import { join } from 'node:path';
import { copyMess, createHome, databaseOf, setUpLargeMess } from './homes.js';
import { cpuOfMess, cpuOfNode } from './processes.js';
import { describeFigure, measureRatio } from './ratio.js';
import { openFile } from './sqlite-file.js';

const REFERENCE = join(import.meta.dirname, 'references', 'bill.js');
const PAIRS = 11;
const GOAL = 1.35;
export const STUDENTS = 50_000;
export const MONTH = '2025-05';
// Neither divides evenly, so that units are left over in both parts.
const TOTAL = '148765432.10';
const FIXED = '12345678.91';

/** The command that is measured. */
export const REGISTER = [
  'bill',
  'register',
  '--month',
  MONTH,
  '--total',
  TOTAL,
  '--fixed',
  FIXED,
  '--quiet',
];

/** What a large bill takes, against a script that does nothing but the work itself. */
export async function measureBill(print) {
  const prepared = createHome();
  await setUpLargeMess(prepared, STUDENTS, insertAttendance);
  const referenceHome = createHome();
  const messHome = createHome();
  const amounts = [TOTAL, FIXED].map((amount) => amount.replace('.', ''));
  const reference = {
    prepare: () => copyMess(prepared, referenceHome),
    run: () => cpuOfNode([REFERENCE, databaseOf(referenceHome), MONTH, ...amounts]),
  };
  const subject = {
    prepare: () => copyMess(prepared, messHome),
    run: () => cpuOfMess(messHome, REGISTER),
  };
  const ratio = await measureRatio(reference, subject, PAIRS);
  const what = `mess bill register --quiet over ${STUDENTS.toLocaleString('en')} students`;
  const against = 'a plain script';
  print(describeFigure({ what, against, pairs: PAIRS, ratio, goal: GOAL }));
  checkSameShares(referenceHome, messHome);
  print(`  both stored the same ${STUDENTS.toLocaleString('en')} shares`);
}

/** Each with half days between 0 and 31. */
export function insertAttendance(db) {
  const insertDays = db.prepare(
    `insert into attendance (month, student_no, days_hundredths, changed_by)
     values (?, ?, ?, (select max(sequence) from audit_entries))`,
  );
  for (let no = 1; no <= STUDENTS; no++) insertDays.run(MONTH, no, ((no * 37) % 63) * 50);
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
  const db = openFile(databaseOf(home));
  try {
    const sql = `select student_no || ',' || dividing_minor || ',' || fixed_minor || ',' || amount_minor
      from shares where month = ? and revision = 1 order by student_no`;
    return db.prepare(sql).pluck().all(MONTH);
  } finally {
    db.close();
  }
}
