import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createHome, databaseOf } from '../homes.js';
import { cpuOfMess, cpuOfNode, environment, MESS, measurePeak, run } from '../processes.js';
import { describeFigure, measureRatio } from '../ratio.js';
import { setUpAccounts } from './accounts.js';

const REFERENCE = join(import.meta.dirname, '..', 'references', 'journal.js');
const STUDENTS = 5000;
const MONTHS = 36;
const PAIRS = 7;

/** What it takes to write the accounts as a journal, against a plain script that writes the same bytes. */
export async function measureJournal(print) {
  const home = createHome();
  await setUpAccounts(home, MONTHS, STUDENTS);
  const script = [REFERENCE, databaseOf(home)];
  const command = ['export', 'journal'];
  const text = await outputOf([MESS, ...command], home);
  if (text !== (await outputOf(script, home))) throw new Error('the two journals differ');
  // Whatever else the machine does is not in the time of a processor.
  const ratio = await measureRatio(
    { run: () => cpuOfNode(script) },
    { run: () => cpuOfMess(home, command) },
    PAIRS,
  );
  const size = `${STUDENTS.toLocaleString('en')} students and ${MONTHS} months`;
  const what = `CPU time of mess export journal over ${size}`;
  print(describeFigure({ what, against: 'a plain script', pairs: PAIRS, ratio, goal: 2 }));
  const megabytes = Math.round(text.length / 1e6);
  const peak = Math.round(await measurePeak(home, command));
  print(`its ${megabytes} MB are written with ${peak} MB of memory at most`);
  await measureHledger(print, join(home, 'mess.journal'), text);
}

/** How long a program that reads it takes, beside that. */
async function measureHledger(print, path, text) {
  await writeFile(path, text);
  const begin = performance.now();
  try {
    await run('hledger', ['-f', path, 'check', '--strict'], { env: { LC_ALL: 'C.UTF-8' } });
    print(
      `hledger check --strict reads it in ${((performance.now() - begin) / 1000).toFixed(1)} s`,
    );
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    print('hledger is not installed');
  }
}

async function outputOf(args, home) {
  const options = { env: environment(home), maxBuffer: 2 ** 30 };
  return (await promisify(execFile)(process.execPath, args, options)).stdout;
}
