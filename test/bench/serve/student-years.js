import { createHash } from 'node:crypto';
import { createHome, databaseOf, idOf, setUpLargeMess } from '../homes.js';

export const MONTHS = 24;

/**
 * A mess of so many students, each with a share of every month and a session of their own.
 *
 * @returns {Promise<{home: string, path: string, asked: {id: string, path: string, token: string, from: string}[]}>}
 *   what each asks for, and from which address, as a proxy would say it: of one no more is taken than people ask
 */
export async function setUpStudentYears(students) {
  const home = createHome();
  const asked = Array.from({ length: students }, (_, index) => ({
    id: idOf(index + 1),
    path: `/studentexpense/${idOf(index + 1)}`,
    token: tokenOf(index + 1),
    from: `10.0.${index >> 8}.${index & 255}`,
  }));
  await setUpLargeMess(home, students, (db) => {
    writeSessions(db, asked);
    for (let index = 0; index < MONTHS; index++) writeMonth(db, monthAt(index), students);
  });
  return { home, path: databaseOf(home), asked };
}

function monthAt(index) {
  return `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

function tokenOf(no) {
  return createHash('sha256').update(`session of ${no}`).digest('base64url');
}

function writeSessions(db, asked) {
  const insert = db.prepare(
    `insert into sessions (token_hash, student_no, created_at, expires_at, last_used_at)
     values (?, ?, ?, ?, ?)`,
  );
  const now = new Date();
  // Longer than a real one, so that it outlasts the measuring.
  const end = new Date(now.getTime() + 24 * 3600 * 1000).toISOString();
  for (const [index, { token }] of asked.entries()) {
    const hash = createHash('sha256').update(token).digest('hex');
    insert.run(hash, index + 1, now.toISOString(), end, now.toISOString());
  }
}

function writeMonth(db, month, students) {
  const amount = 250_000;
  const daysOf = (no) => ((no * 37) % 57) * 50;
  db.prepare(
    `insert into bills (month, revision, status, days_in_month, total_minor, billed_minor,
       registered_at, operation_id, origin)
     values (?, 1, 'live', 28, ?, ?, ?, ?, 'computed')`,
  ).run(month, amount * students, amount * students, `${month}-28T06:30:00.000Z`, month);
  const insertDays = db.prepare(
    'insert into attendance (month, student_no, days_hundredths, changed_by) values (?, ?, ?, 1)',
  );
  const insertShare = db.prepare(
    `insert into shares (month, revision, student_no, id_then, days_hundredths, dividing_minor,
       amount_minor)
     values (?, 1, ?, ?, ?, ?, ?)`,
  );
  for (let no = 1; no <= students; no++) {
    insertDays.run(month, no, daysOf(no));
    insertShare.run(month, no, idOf(no), daysOf(no), amount, amount);
  }
}
