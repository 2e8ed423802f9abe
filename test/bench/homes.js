import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMess } from './processes.js';
import { openFile } from './sqlite-file.js';

const OWNER = 'warden';

const homes = [];

/** An empty home, gone when the process ends. */
export function createHome() {
  const home = mkdtempSync(join(tmpdir(), 'mess-bench-'));
  homes.push(home);
  return home;
}

/** To be called when the process ends, whichever way. */
export function removeHomes() {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
}

/** Sets up a mess in a home by the real command. */
export async function initMess(home) {
  await writeFile(passwordFile(home), 'correct horse battery\n', { mode: 0o600 });
  const names = ['--name', 'Ganga Mess', '--timezone', 'Asia/Kolkata', '--admin', OWNER];
  await runMess(home, ['init', ...names, '--password-file', passwordFile(home)]);
}

/** Signs the owner in by the real command. */
export async function signIn(home) {
  await runMess(home, ['admin', 'login', OWNER, '--password-file', passwordFile(home)]);
}

/** The id of a student of a large mess, by number from 1. */
export function idOf(no) {
  return `S${String(no).padStart(5, '0')}`;
}

/**
 * A mess with so many students, as `student add` writes them, and what else is inserted. Signs in
 * last: the session must outlast the measuring, and every run starts from this state.
 */
export async function setUpLargeMess(home, students, insertMore = () => {}) {
  await initMess(home);
  const db = openFile(databaseOf(home));
  const insertStudent = db.prepare(
    `insert into students (no, id_key, id, name, branch, phone, entered_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  const enteredAt = new Date().toISOString();
  try {
    db.transaction(() => {
      for (let no = 1; no <= students; no++) {
        const id = idOf(no);
        const details = [`Student ${no}`, 'CSE', '9876543210', enteredAt];
        insertStudent.run(no, id.toLowerCase(), id, ...details);
      }
      insertMore(db);
    })();
  } finally {
    db.close();
  }
  await signIn(home);
}

/**
 * Puts a fresh copy of a mess into a home. The copy is forced to the disk, or else the run that is
 * measured would write it there with its own first sync.
 */
export async function copyMess(from, to) {
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

export function databaseOf(home) {
  return join(home, 'mess.db');
}

function passwordFile(home) {
  return join(home, 'password');
}
