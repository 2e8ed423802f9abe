import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { copyMess, createHome, databaseOf, idOf, setUpLargeMess } from './homes.js';
import { cpuOfMess, cpuOfNode, measurePeak, run, runMess } from './processes.js';
import { describeFigure, measureRatio, measureTimes } from './ratio.js';
import { openFile } from './sqlite-file.js';

const REFERENCE = join(import.meta.dirname, 'references', 'import.js');
const RUNS = 7;
const STUDENTS = 50_000;
const GOAL = 1.25;
/** Of a file that is refused: every mistake is said. */
const WRONG_GOAL = 2;
const GROWTH_GOAL = 1.1;
const SQLITE_UTILS_GOAL = 3;
const PEAK_GOAL_MB = 256;

/** What a large file takes, against a script that does nothing but the work itself. */
export async function measureImport(print) {
  const home = createHome();
  await setUpLargeMess(home, STUDENTS);
  const small = await writeAttendance(join(home, 'small.csv'), 4);
  const large = await writeAttendance(join(home, 'large.csv'), 20);
  const wrong = await writeAttendance(join(home, 'wrong.csv'), 4, 'X');
  const bench = createContenders(home);
  await measureAgainstScript(bench, small, print);
  await measureAgainstSqliteUtils(bench, small, print);
  await measureGrowth(bench, small, large, print);
  await measureWrong(bench, small, wrong, print);
  for (const [what, words, code] of [
    ['1,000,000 rows', [large], 0],
    ['200,000 wrong rows', [wrong], 6],
    ['200,000 wrong rows --json', [wrong, '--json'], 6],
  ]) {
    await bench.prepare(bench.home);
    const peak = await measurePeak(bench.home, [...IMPORT, ...words], { code });
    const verdict = peak <= PEAK_GOAL_MB ? 'reached' : 'MISSED';
    print(`memory of ${what}: ${peak.toFixed(0)} MB, goal at most ${PEAK_GOAL_MB} MB: ${verdict}`);
  }
}

const IMPORT = ['attendance', 'import'];

/** A month for everybody, so many times over. @param letter of the ids; S is that of the roll */
export async function writeAttendance(path, months, letter = 'S') {
  function* lines() {
    yield 'student_id,month,days_present\n';
    for (let index = 0; index < months; index++) {
      const month = `${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
      for (let no = 1; no <= STUDENTS; no++) {
        yield `${idOf(no).replace('S', letter)},${month},${((no * 37) % 57) / 2}\n`;
      }
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return path;
}

function createContenders(prepared) {
  const home = createHome();
  const referenceHome = createHome();
  return {
    home,
    referenceHome,
    prepare: (to) => copyMess(prepared, to),
    mess: (file, code = 0, more = []) => ({
      prepare: () => copyMess(prepared, home),
      run: () => cpuOfMess(home, [...IMPORT, file, ...more], { code }),
    }),
    script: (file) => ({
      prepare: () => copyMess(prepared, referenceHome),
      run: () => cpuOfNode([REFERENCE, databaseOf(referenceHome), file]),
    }),
  };
}

async function measureAgainstScript({ mess, script, home, referenceHome }, file, print) {
  const ratio = await measureRatio(script(file), mess(file), RUNS);
  const what = 'mess attendance import of 200,000 rows';
  const against = 'a plain csv-parse script';
  print(describeFigure({ what, against, pairs: RUNS, ratio, goal: GOAL }));
  const [expected, actual] = [referenceHome, home].map(digestAttendance);
  if (expected !== actual) throw new Error('mess and the script stored different attendance');
  print('  both stored the same attendance');
}

async function measureAgainstSqliteUtils({ mess, home }, file, print) {
  if (spawnSync('sqlite-utils', ['--version']).status !== 0) {
    print('  sqlite-utils is not installed, so it is not compared with');
    return;
  }
  const database = join(home, 'sqlite-utils.db');
  const keys = ['--pk', 'month', '--pk', 'student_id'];
  const upsert = {
    prepare: () => rm(database, { force: true }),
    run: () => run('sqlite-utils', ['upsert', database, 'attendance', file, '--csv', ...keys]),
  };
  const pairs = 5;
  const timed = { ...mess(file), run: () => runMess(home, [...IMPORT, file]) };
  const ratio = await measureRatio(timed, upsert, pairs);
  const what = 'sqlite-utils upsert of the same file';
  const figure = { what, against: 'mess', pairs, ratio, goal: SQLITE_UTILS_GOAL, isLeast: true };
  print(describeFigure(figure));
}

async function measureGrowth({ mess, script }, small, large, print) {
  const contenders = [script(small), script(large), mess(small), mess(large)];
  const [scriptSmall, scriptLarge, messSmall, messLarge] = await measureTimes(contenders, RUNS);
  const ratio = messLarge / messSmall / (scriptLarge / scriptSmall);
  const what = `growth from 200,000 to 1,000,000 rows (${(messLarge / messSmall).toFixed(2)}x)`;
  const against = `that of the script (${(scriptLarge / scriptSmall).toFixed(2)}x)`;
  print(describeFigure({ what, against, pairs: RUNS, ratio, goal: GROWTH_GOAL }));
}

async function measureWrong({ mess, script }, small, wrong, print) {
  for (const more of [[], ['--json']]) {
    const ratio = await measureRatio(script(small), mess(wrong, 6, more), RUNS);
    const what = ['200,000 rows that are all wrong', ...more].join(' ');
    print(
      describeFigure({
        what,
        against: 'the script on the good ones',
        pairs: RUNS,
        ratio,
        goal: WRONG_GOAL,
      }),
    );
  }
}

function digestAttendance(home) {
  const db = openFile(databaseOf(home));
  try {
    const hash = createHash('sha256');
    const sql = 'select month, student_no, days_hundredths from attendance order by 1, 2';
    for (const row of db.prepare(sql).raw().iterate()) hash.update(`${row}\n`);
    return hash.digest('hex');
  } finally {
    db.close();
  }
}
