import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { onTestFinished } from 'vitest';
import { createMess, type TestMess } from './mess.ts';
import { connectPast } from './server/connection.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/mess.js', import.meta.url));

/** `mess` as a function for the shells that tests run. */
const DEFINE_MESS = `mess() { '${process.execPath}' '${PROGRAM}' "$@"; }`;

/** How a process ended. */
export interface ProcessResult {
  /** As a shell sees it: 128 and its number more when a signal ended the process. */
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Nothing when undefined; the caller writes it, and ends it, when `open`. */
  readonly stdin?: string | 'open' | undefined;
  /** A file descriptor that takes the place of the pipe. */
  readonly stdout?: number | undefined;
  readonly stderr?: number | undefined;
}

export interface StartedProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<ProcessResult>;
}

/**
 * A mess for processes, whose clock is the machine's: the owner's session, which began when the
 * template was made, begins now.
 */
export async function createMessNow(): Promise<TestMess> {
  const mess = await createMess();
  mess.now = new Date();
  const db = connectPast(mess.database);
  try {
    db.run(
      'update sessions set last_used_at = ?, expires_at = ?',
      mess.now.toISOString(),
      new Date(mess.now.getTime() + 60 * 60_000).toISOString(),
    );
  } finally {
    db.close();
  }
  return mess;
}

/** Starts the built program; killed when the test is over, if it still runs then. */
export function startMess(
  home: string,
  args: readonly string[],
  options: ProcessOptions = {},
): StartedProcess {
  return start(process.execPath, [PROGRAM, ...args], home, options);
}

/** Runs the built program to its end. */
export function runMess(
  home: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  return startMess(home, args, options).ended;
}

/** Runs a script of bash in which `mess` is the built program. */
export function runShell(
  home: string,
  script: string,
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  return start('bash', ['-c', `${DEFINE_MESS}\n${script}`], home, options).ended;
}

function start(
  command: string,
  args: readonly string[],
  home: string,
  { env, stdin, stdout, stderr }: ProcessOptions,
): StartedProcess {
  const child = spawn(command, args, {
    env: environment(home, env),
    stdio: [stdin === undefined ? 'ignore' : 'pipe', stdout ?? 'pipe', stderr ?? 'pipe'],
    detached: true,
  } satisfies SpawnOptions);
  if (stdin !== undefined && stdin !== 'open') child.stdin?.end(stdin);
  let over = false;
  onTestFinished(() => {
    if (!over) killGroup(child);
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const ended = new Promise<ProcessResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      over = true;
      resolve({ code: code ?? 128 + constants.signals[signal ?? 'SIGKILL'], signal, ...output });
    });
  });
  return { child, ended };
}

/** Nothing of the environment of the tests that decides how output looks. */
function environment(home: string, more: ProcessOptions['env']): Record<string, string> {
  const path = process.env.PATH ?? '';
  return { PATH: path, HOME: home, MESS_HOME: home, LANG: 'C.UTF-8', TERM: 'xterm', ...more };
}

/** With what it started: that may outlive a shell. */
function killGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}

/** Somebody at a pseudo-terminal. */
export interface Terminal {
  /** Waits until a text is shown, after what was waited for before. */
  sees(text: string): Promise<void>;
  /** Presses keys; `\r` is Enter. */
  types(keys: string): void;
  /** How it ended; everything the terminal was sent is in `stdout`. */
  readonly ended: Promise<ProcessResult>;
}

export const ARROW_DOWN = '\u001b[B';
export const CTRL_C = '\u0003';
export const CTRL_D = '\u0004';
export const CTRL_T = '\u0014';

const PATIENCE_MS = 30_000;

/** Runs a script of the shell, in which `mess` is the built program, at a pseudo-terminal. */
export function openTerminal(
  home: string,
  script: string,
  { env }: Pick<ProcessOptions, 'env'> = {},
): Terminal {
  // A pseudo-terminal is 0 columns wide at first.
  const command = `stty rows 40 cols 100\n${DEFINE_MESS}\n${script}`;
  const { child, ended } = start('script', ['-qec', command, '/dev/null'], home, {
    env: { SHELL: '/bin/sh', ...env },
    stdin: 'open',
  });
  let shown = '';
  let seen = 0;
  child.stdout?.on('data', (text: string) => {
    shown += text;
  });
  return {
    ended,
    types: (keys) => child.stdin?.write(keys),
    sees: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const plain = plainText(shown);
          const found = plain.indexOf(text, seen);
          if (found === -1) return;
          seen = found + text.length;
          stop();
          resolve();
        };
        const fail = () => {
          stop();
          reject(new Error(`"${text}" was not shown, but: ${plainText(shown).slice(seen)}`));
        };
        const timer = setTimeout(fail, PATIENCE_MS);
        const stop = () => {
          clearTimeout(timer);
          child.stdout?.off('data', look);
          child.off('close', fail);
        };
        child.stdout?.on('data', look);
        child.on('close', fail);
        look();
      }),
  };
}

/** What stays when the escapes of the terminal are taken off, also one that is only half there. */
function plainText(shown: string): string {
  return stripVTControlCharacters(shown.replace(/\u001b(\[[0-9;?]*)?$/, ''));
}
