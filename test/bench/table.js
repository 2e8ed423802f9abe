import { spawnSync } from 'node:child_process';
import { createHome, setUpLargeMess } from './homes.js';
import { cpuOfMess, cpuOfMessOnTerminal, measurePeak } from './processes.js';
import { describeFigure, measureRatio } from './ratio.js';

const STUDENTS = 200_000;
const PAIRS = 7;
const GOAL = 4;
const LIST = ['student', 'list', '--format'];

/** What a long table takes, in a file and on a terminal, against the same answer as CSV. */
export async function measureTable(print) {
  const home = createHome();
  await setUpLargeMess(home, STUDENTS);
  const csv = { run: () => cpuOfMess(home, [...LIST, 'csv']) };
  const table = { run: () => cpuOfMess(home, [...LIST, 'table']) };
  const onTerminal = { run: () => cpuOfMessOnTerminal(home, [...LIST, 'table']) };
  const rows = `${STUDENTS.toLocaleString('en')} rows`;
  const contenders = [[`a table of ${rows}`, table]];
  if (spawnSync('script', ['--version']).status === 0) {
    contenders.push([`a table of ${rows} on a terminal`, onTerminal]);
  } else print('  `script` is not installed, so no terminal is tried');
  for (const [what, subject] of contenders) {
    const ratio = await measureRatio(csv, subject, PAIRS);
    print(describeFigure({ what, against: 'its CSV', pairs: PAIRS, ratio, goal: GOAL }));
  }
  const peak = await measurePeak(home, [...LIST, 'table']);
  const least = await measurePeak(home, [...LIST, 'csv']);
  print(`memory of the table: ${peak.toFixed(0)} MB, of its CSV ${least.toFixed(0)} MB`);
}
