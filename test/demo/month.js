import { spawn } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');

/**
 * A shell in which `mess` is this checkout's program, and its home a folder of the caller's.
 *
 * @param {string} home an existing folder
 * @param {string} [path] where `mess` and all else is found instead
 */
export async function createShell(home, path) {
  const bin = join(home, 'bin');
  if (path === undefined) {
    await mkdir(bin, { recursive: true });
    await symlink(join(ROOT, 'bin/mess.js'), join(bin, 'mess'));
  }
  const env = {
    ...process.env,
    MESS_HOME: home,
    PATH: path ?? [bin, process.env.PATH].join(delimiter),
    NO_COLOR: '1',
  };
  delete env.MESS_DATABASE_URL;
  delete env.FORCE_COLOR;
  /**
   * Runs a line and gives what a person would see. The home is shown by its variable.
   *
   * @param {string} line
   * @returns {Promise<{ code: number | null, output: string }>}
   */
  return (line) =>
    new Promise((done, failed) => {
      const child = spawn('sh', ['-c', `exec 2>&1; ${line}`], { cwd: ROOT, env });
      let output = '';
      child.stdin.end();
      child.stdout.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
      child.on('error', failed);
      child.on('close', (code) => done({ code, output: output.replaceAll(home, '$MESS_HOME') }));
    });
}

/**
 * A month of a mess by the real commands, on the files of `fixtures/`: each command is written as it
 * is typed, before its output.
 *
 * @param {Awaited<ReturnType<typeof createShell>>} shell
 * @param {string} home
 * @param {(text: string) => void} write
 */
export function playMonth(shell, home, write) {
  return play(COMMANDS, shell, home, write);
}

/**
 * A mess of four students, of whom nothing is recorded yet.
 *
 * @param {Awaited<ReturnType<typeof createShell>>} shell
 * @param {string} home
 */
export function makeSmallMess(shell, home) {
  return play(SMALL, shell, home, () => {});
}

/**
 * @param {readonly string[]} lines
 * @param {Awaited<ReturnType<typeof createShell>>} shell
 * @param {string} home
 * @param {(text: string) => void} write
 */
async function play(lines, shell, home, write) {
  await writeFile(join(home, 'password'), 'a long enough password\n', { mode: 0o600 });
  for (const line of lines) {
    write(`$ ${line}\n`);
    const { code, output } = await shell(line);
    write(`${output}\n`);
    if (code !== 0) throw new Error(`exit ${code}: ${line}`);
  }
}

const COMMANDS = [
  'mess init --name "Ganga Hostel Mess" --admin warden --timezone Asia/Kolkata --password-file $MESS_HOME/password',
  'mess admin login warden --password-file $MESS_HOME/password',
  'mess student import fixtures/roll.csv',
  'mess student add 22CH024 --name "Imran Sheikh" --branch Chemical --phone 9422024738',
  'mess attendance import fixtures/attendance-2025-05.csv',
  'mess purchase import fixtures/purchases-2025-05.csv',
  'mess bill register --month 2025-05 --from-purchases',
  'mess status',
  'echo 9414022871 | mess student login 21EC022 --phone-stdin',
  'mess expenses show',
];

const SMALL = [...COMMANDS.slice(0, 2), 'mess student import fixtures/small/roll.csv'];
