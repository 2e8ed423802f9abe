import { statSync } from 'node:fs';
import { join } from 'node:path';
import { STUDENTS, setUpAccounts } from '../dues/accounts.js';
import { createHome, databaseOf } from '../homes.js';
import { cpuOfMess, cpuOfNode, measurePeak, runMess, runNode } from '../processes.js';
import { describeFigure, measureRatio } from '../ratio.js';

const REFERENCES = join(import.meta.dirname, '..', 'references');
const PAIRS = 7;
const SHEETS = 2000;

function thisMonth() {
  return new Date().toISOString().slice(0, 7);
}

/** What it takes to report a year of many, and to print a sheet for each of some. */
export async function measureReports(print) {
  const home = createHome();
  await setUpAccounts(home, 36);
  const year = thisMonth().slice(0, 4);
  const ratio = await measureRatio(
    {
      run: () =>
        runNode([join(REFERENCES, 'year.js'), databaseOf(home), `${year}-01`, `${year}-12`]),
    },
    { run: () => runMess(home, ['report', 'year', year, '--json']) },
    PAIRS,
  );
  const what = `mess report year --json over ${STUDENTS.toLocaleString('en')} students and 36 months`;
  print(describeFigure({ what, against: 'its queries', pairs: PAIRS, ratio, goal: 2 }));
  await measureStatements(print);
}

async function measureStatements(print) {
  const home = createHome();
  await setUpAccounts(home, 12, SHEETS);
  const month = thisMonth();
  const bill = ['--fixed', '6000000', '--early', '--yes', '--quiet'];
  await runMess(home, ['bill', 'register', '--month', month, ...bill]);
  const statements = (path) => {
    return ['report', 'statements', '--month', month, '--output', path, '--yes'];
  };
  const [plain, ours] = ['plain.html', 'ours.html'].map((name) => join(home, name));
  const reference = [join(REFERENCES, 'statements.js'), databaseOf(home), month, plain];
  const what = `mess report statements of ${SHEETS.toLocaleString('en')} students as HTML`;
  const compare = async (title, byTemplate, byMess) => {
    const ratio = await measureRatio({ run: byTemplate }, { run: byMess }, PAIRS);
    const [by, other] = [ours, plain].map((path) => Math.round(statSync(path).size / 1024));
    const against = `a template filled by two queries (${by} and ${other} KiB)`;
    print(describeFigure({ what: title, against, pairs: PAIRS, ratio, goal: 3 }));
  };
  await compare(
    what,
    () => runNode(reference),
    () => runMess(home, statements(ours)),
  );
  // What V8 compiles beside it counts here, and two fifths of it are that.
  await compare(
    `CPU time of ${what}`,
    () => cpuOfNode(reference),
    () => cpuOfMess(home, statements(ours)),
  );
  const paper = statements(join(home, 'ours.pdf'));
  const seconds = ((await cpuOfMess(home, paper)) / 1000).toFixed(1);
  const peak = Math.round(await measurePeak(home, paper));
  const goal = 'goals at most 6 s and 300 MB';
  print(`as PDF they take ${seconds} s of CPU time and ${peak} MB of memory at most, ${goal}`);
}
