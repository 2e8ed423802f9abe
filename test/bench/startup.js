import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHome, initMess, signIn } from './homes.js';
import { runMess, runNode } from './processes.js';
import { describeFigure, measureRatio } from './ratio.js';

const PAIRS = 31;

const COMMANDS = [
  { words: '--version', goal: 1.4 },
  { words: '--help', goal: 1.5 },
  { words: 'expenses show S001 --json', goal: 2.6 },
];

/** What a short command takes, against a node that does nothing. */
export async function measureStartup(print) {
  const home = createHome();
  await setUpSmallMess(home);
  const reference = { run: () => runNode(['-e', '0']) };
  for (const { words, goal } of COMMANDS) {
    const subject = { run: () => runMess(home, words.split(' ')) };
    const ratio = await measureRatio(reference, subject, PAIRS);
    const what = `mess ${words}`;
    print(describeFigure({ what, against: 'node -e 0', pairs: PAIRS, ratio, goal }));
  }
}

/** A month of four students, billed, with the owner signed in. */
async function setUpSmallMess(home) {
  const days = { S001: '30', S002: '28', S003: '15.5', S004: '0' };
  await initMess(home);
  await signIn(home);
  for (const id of Object.keys(days)) {
    const details = ['--name', `Student ${id}`, '--branch', 'CSE', '--phone', '9876543210'];
    await runMess(home, ['student', 'add', id, ...details]);
  }
  const attendance = join(home, 'may.csv');
  const rows = Object.entries(days).map(([id, present]) => `${id},2025-05,${present}`);
  await writeFile(attendance, ['student_id,month,days_present', ...rows, ''].join('\n'));
  await runMess(home, ['attendance', 'import', attendance]);
  await runMess(home, ['bill', 'register', '--month', '2025-05', '--total', '9000']);
}
