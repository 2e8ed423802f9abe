import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createHome, initMess, signIn } from './homes.js';
import { cpuOfMess, runMess } from './processes.js';
import { describeFigure, measureRatio } from './ratio.js';

const PAIRS = 7;
const STUDENTS = 200_000;
const GOAL = 1.5;

/** What a packed backup takes to restore, both verified, against the same in plain text. */
export async function measureRestore(print) {
  const home = createHome();
  await initMess(home);
  await signIn(home);
  const roll = join(home, 'roll.csv');
  await pipeline(Readable.from(linesOfRoll()), createWriteStream(roll));
  await runMess(home, ['student', 'import', roll]);
  const contenders = [];
  for (const name of ['mess.backup', 'mess.backup.gz']) {
    const path = join(home, name);
    await runMess(home, ['db', 'backup', path]);
    // Only where no mess is.
    let empty = '';
    contenders.push({
      prepare: async () => {
        empty = createHome();
      },
      run: () => cpuOfMess(empty, ['db', 'restore', path, '--yes', '--quiet']),
    });
  }
  const [plain, packed] = contenders;
  const ratio = await measureRatio(plain, packed, PAIRS);
  const what = `mess db restore of ${STUDENTS.toLocaleString('en')} students from .gz`;
  print(describeFigure({ what, against: 'plain text', pairs: PAIRS, ratio, goal: GOAL }));
}

function* linesOfRoll() {
  yield 'id,name,branch,phone\n';
  for (let no = 1; no <= STUDENTS; no++) yield `T${no},Student ${no},CSE,9876543210\n`;
}
