import { execFileSync } from 'node:child_process';
import { constants, createWriteStream, openSync, readdirSync, readlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { holdWriteLock, waitForFiles } from '../support/books/lock.ts';
import type { TestMess } from '../support/mess.ts';
import {
  CTRL_C,
  createMessNow,
  openTerminal,
  type StartedProcess,
  startMess,
} from '../support/process.ts';
import { insertStudents, manyStudents } from '../support/records/students.ts';

const STUDENTS = manyStudents(3000);

/** Far more than half a second to read, and to write, by a clock that goes so many times too fast. */
const ROWS = 60_000;
const FAST = { NODE_OPTIONS: `--import=${fastClock(20)}` };

/** So long to write that there is time to press a key. */
const MANY_ROWS = 5 * ROWS;

/** What makes a program of Node count its milliseconds so many times too fast. */
function fastClock(times: number): string {
  const code = `const now = performance.now.bind(performance); performance.now = () => now() * ${times};`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

const HEADER = 'student_id,month,days_present\n';

/** Figures of everybody, month after month. */
function bigCsv(rows = ROWS): string {
  const lines: string[] = [];
  for (let index = 0; index < rows / STUDENTS.length; index++) {
    const month = `${2005 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
    for (const { id } of STUDENTS) lines.push(`${id},${month},${index % 28}.5\n`);
  }
  return HEADER + lines.join('');
}

async function createBig(rows = ROWS): Promise<TestMess> {
  const mess = await createMessNow();
  insertStudents(mess, STUDENTS);
  await mess.file('big.csv', bigCsv(rows));
  return mess;
}

function expectNothingRecorded(mess: TestMess): void {
  expect(mess.rows('select * from attendance limit 1')).toEqual([]);
  expect(mess.rows('select * from imports')).toEqual([]);
}

const CLEAR = '\r\u001b[K';
const IMPORT = 'mess attendance import "$MESS_HOME/big.csv" --unlikely';

/** The lines of progress that a terminal was shown, and what came after the last was erased. */
function readProgress(shown: string): { readonly lines: string[]; readonly rest: string } {
  const pieces = shown.split(CLEAR);
  expect(pieces.shift()).toBe('');
  return { lines: pieces.slice(0, -1), rest: pieces.at(-1) ?? '' };
}

test('a long import shows how far it is, and erases it in the end', async () => {
  const mess = await createBig();
  const { code, stdout } = await openTerminal(mess.home, IMPORT, { env: FAST }).ended;
  expect(code).toBe(0);
  const { lines: shown, rest } = readProgress(stdout);
  // Erased after the reading, too: a question may come then.
  const lines = shown.filter((each) => each !== '');
  expect(lines.length).toBe(shown.length - 1);
  const line = /^(Reading|Writing): [\d,]+ rows,(?: [\d,]+ a second,)? (\d+) %$/;
  expect(lines.filter((each) => !line.test(each))).toEqual([]);
  expect(lines.some((each) => /^Writing: .* a second/.test(each))).toBe(true);
  for (const phase of ['Reading', 'Writing']) {
    const fractions = lines
      .filter((each) => each.startsWith(phase))
      .map((each) => Number(line.exec(each)?.[2]));
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(Math.max(0, ...fractions)).toBeLessThanOrEqual(100);
  }
  expect(rest).toMatch(
    /^\S+big\.csv: 60,000 rows: 60,000 new, 0 changed, 0 unchanged\s+\(import 1\)/,
  );
});

test('no progress is shown elsewhere, where it is not wanted, or where nothing can be erased', async () => {
  const mess = await createBig();
  const dryRun = `${IMPORT} --dry-run --again`;
  const look = async (script: string, env: Record<string, string> = {}) => {
    const { code, stdout } = await openTerminal(mess.home, script, { env: { ...FAST, ...env } })
      .ended;
    expect({ script, code }).toEqual({ script, code: 0 });
    return stdout;
  };
  // As long as this, so that the others would show it, too.
  expect(readProgress(await look(dryRun)).lines).not.toEqual([]);
  expect(await look(`${dryRun} --quiet`)).toBe('');
  expect(await look(`${dryRun} 2>"$MESS_HOME/err"; cat "$MESS_HOME/err"`)).not.toContain('ing: ');
  expect(await look(dryRun, { TERM: 'dumb' })).not.toContain('ing: ');
});

test.each(['Reading: ', 'Writing: '])(
  'Ctrl-C while it says "%s" takes everything back',
  async (phase) => {
    const mess = await createBig(MANY_ROWS);
    // A pipe that somebody still writes to, so that reading does not end by itself.
    const file =
      phase === 'Reading: ' ? await openPipe(mess, bigCsv()) : join(mess.home, 'big.csv');
    const terminal = openTerminal(mess.home, `mess attendance import '${file}' --unlikely`, {
      env: FAST,
    });
    await terminal.sees(phase);
    terminal.types(CTRL_C);
    const { code, stdout } = await terminal.ended;
    expect(code).toBe(130);
    const said = stripVTControlCharacters(readProgress(stdout).rest);
    expect(said).toBe('error: Interrupted. Nothing was changed.\r\n');
    expectNothingRecorded(mess);
  },
);

function makePipe(mess: TestMess): string {
  const path = join(mess.home, 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

/** A pipe with a writer who has written this and has more to say. */
async function openPipe(mess: TestMess, text: string): Promise<string> {
  const path = makePipe(mess);
  // For both, so that opening does not wait for a reader.
  const fd = openSync(path, constants.O_RDWR);
  const stream = createWriteStream('', { fd });
  stream.write(text);
  onTestFinished(() => {
    stream.destroy();
  });
  return path;
}

/** Waits until the process has the file open. */
async function waitUntilOpen({ child }: StartedProcess, path: string): Promise<void> {
  const folder = `/proc/${child.pid}/fd`;
  await vi.waitFor(
    () => {
      const open = readdirSync(folder).map((fd) => readlinkSync(join(folder, fd)));
      expect(open).toContain(path);
    },
    { timeout: 30_000, interval: 20 },
  );
}

test('a pipe that nobody writes to is waited for, until Ctrl-C', async () => {
  const mess = await createMessNow();
  const path = makePipe(mess);
  const started = startMess(mess.home, ['attendance', 'import', path]);
  await waitUntilOpen(started, path);
  started.child.kill('SIGINT');
  expect(await started.ended).toEqual({
    code: 130,
    signal: null,
    stdout: '',
    stderr: 'error: Interrupted. Nothing was changed.\n',
  });
  expectNothingRecorded(mess);
});

test('a pipe whose writer comes late is read to its end', async () => {
  const mess = await createMessNow();
  insertStudents(mess, STUDENTS.slice(0, 2));
  const path = makePipe(mess);
  const started = startMess(mess.home, ['attendance', 'import', path]);
  await waitUntilOpen(started, path);
  await writeFile(path, `${HEADER}S00001,2025-05,3\nS00002,2025-05,4\n`);
  expect(await started.ended).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('2 rows: 2 new'),
    stderr: '',
  });
});

test('Ctrl-C while another writer is waited for: nothing is written afterwards', async () => {
  const mess = await createMessNow();
  insertStudents(mess, STUDENTS.slice(0, 1));
  const file = await mess.file('may.csv', `${HEADER}S00001,2025-05,3\n`);
  const rejects = join(mess.home, 'rejects.csv');
  const writer = holdWriteLock(mess);
  const { child, ended } = startMess(mess.home, [
    'attendance',
    'import',
    file,
    '--rejects',
    rejects,
  ]);
  await waitForFiles([rejects]);
  child.kill('SIGINT');
  writer.commit();
  expect(await ended).toMatchObject({
    code: 130,
    stderr: 'error: Interrupted. Nothing was changed.\n',
  });
  expectNothingRecorded(mess);
});
