import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMess } from './processes.js';

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

export function databaseOf(home) {
  return join(home, 'mess.db');
}

function passwordFile(home) {
  return join(home, 'password');
}
