import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseOf } from './homes.js';
import { runMess, runNode } from './processes.js';
import { describeFigure, measureRatio } from './ratio.js';
import { CORRECTED, MONTHS, STUDENTS, setUpYears } from './years.js';

const REFERENCE = join(import.meta.dirname, 'references', 'changed.js');
const PAIRS = 7;
const GOAL = 1.5;
const COMMANDS = ['bill list', 'month list', 'status'];

/** What lists of months take in a mess that grew for years, against finding what changed. */
export async function measureLists(print) {
  const home = await setUpYears();
  await checkSameMonths(home);
  const [shares, attendance] = ['shares', 'attendance'].map((which) => {
    return { run: () => runNode([REFERENCE, which, databaseOf(home)]) };
  });
  const against = 'one grouped query that finds what changed';
  for (const words of COMMANDS) {
    const subject = { run: () => runMess(home, words.split(' ')) };
    const what = `mess ${words} over ${STUDENTS.toLocaleString('en')} students and ${MONTHS} months`;
    const ratio = await measureRatio(shares, subject, PAIRS);
    print(describeFigure({ what, against, pairs: PAIRS, ratio, goal: GOAL }));
    const least = await measureRatio(attendance, subject, PAIRS);
    print(
      `  ${least.toFixed(2)}x one that asks what attendance was written, and nothing of the roll`,
    );
  }
}

/** A ratio between runs that found different things would mean nothing. */
async function checkSameMonths(home) {
  const file = join(home, 'changed.json');
  for (const which of ['shares', 'attendance']) {
    await runNode([REFERENCE, which, databaseOf(home), file]);
    const months = JSON.parse(await readFile(file, 'utf8'));
    if (String(months) !== CORRECTED) throw new Error(`the reference found ${months}`);
  }
  const listed = join(home, 'bills.json');
  await runMess(home, ['bill', 'list', '--output', listed]);
  const bills = JSON.parse(await readFile(listed, 'utf8'));
  const stale = bills.filter((bill) => bill.stale).map(({ month }) => month);
  if (String(stale) !== CORRECTED) throw new Error(`mess found ${stale}`);
}
