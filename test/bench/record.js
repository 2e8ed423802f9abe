import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { insertAttendance, REGISTER, STUDENTS } from './bill.js';
import { copyMess, createHome, setUpLargeMess } from './homes.js';
import { writeAttendance } from './import.js';
import { cpuOfMess, ROOT } from './processes.js';
import { measureRatio } from './ratio.js';

const PAIRS = 7;
const GOAL_PERCENT = 5;
const MONTHS = 4;

/**
 * What the record of changes costs a command: the CPU time of a process that makes the digests and the hash
 * of the entry alone, from rows in its memory, as part of that of the command.
 */
export async function measureRecord(print) {
  const prepared = createHome();
  await setUpLargeMess(prepared, STUDENTS, insertAttendance);
  const file = await writeAttendance(join(prepared, 'attendance.csv'), MONTHS);
  const hashing = join(prepared, 'reference-record.mjs');
  await build({
    entryPoints: [join(ROOT, 'test/bench/references/record.js')],
    outfile: hashing,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const home = createHome();
  const rows = (STUDENTS * MONTHS).toLocaleString('en');
  for (const { what, words, args } of [
    {
      what: `a bill over ${STUDENTS.toLocaleString('en')} students`,
      words: REGISTER,
      args: ['bill', STUDENTS],
    },
    {
      what: `an import of ${rows} rows`,
      words: ['attendance', 'import', file, '--unlikely'],
      args: ['import', STUDENTS, MONTHS],
    },
  ]) {
    const command = {
      prepare: () => copyMess(prepared, home),
      run: () => cpuOfMess(home, words),
    };
    const record = {
      run: async () => Number(execFileSync(process.execPath, [hashing, ...args.map(String)])),
    };
    const part = await measureRatio(command, record, PAIRS);
    // Without it the command would take the rest.
    const percent = (100 * part) / (1 - part);
    const verdict = percent <= GOAL_PERCENT ? 'reached' : 'MISSED';
    print(
      `price of the record: ${percent.toFixed(1)} % of ${what} (median of ${PAIRS}), goal at most ${GOAL_PERCENT} %: ${verdict}`,
    );
  }
}
