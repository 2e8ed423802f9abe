import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';

const PRELOAD = new URL('preload.mjs', import.meta.url).href;

/**
 * A command that has not ended by now hangs. Shorter than what a connection pool that nobody closed
 * holds a process up (30 s), far longer than a command takes.
 */
const TIMEOUT_MS = 20_000;

/** What the preload does to the program; see there. */
export type Fault = {
  readonly how: 'kill before' | 'kill after' | 'full once' | 'full for good' | 'broken';
} & ({ readonly at: number } | { readonly operation: string });

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface FaultyEnd extends Ended {
  readonly struck: boolean;
  /** The operation that was struck, if one was. */
  readonly operation: string | null;
}

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What runs the program, such as a tracer with its arguments. */
  readonly under?: readonly string[];
  /** An open file for the program's standard output or error. */
  readonly stdout?: number;
  readonly stderr?: number;
}

/** Runs the built program in a home and waits for its end. */
export async function runChild(
  home: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<Ended> {
  const [command, ...rest] = [
    ...(options.under ?? []),
    process.execPath,
    inject('program'),
    ...args,
  ] as [string, ...string[]];
  const child = spawn(command, rest, {
    cwd: home,
    env: { PATH: process.env.PATH, MESS_HOME: home, ...options.env },
    stdio: ['ignore', options.stdout ?? 'pipe', options.stderr ?? 'pipe'],
    timeout: TIMEOUT_MS,
    // Not SIGKILL, which would look like the fault.
    killSignal: 'SIGABRT',
  });
  const ended = new Promise<Pick<Ended, 'code' | 'signal'>>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  const [stdout, stderr, end] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    ended,
  ]);
  return { ...end, stdout, stderr };
}

/** The same with a fault in it. */
export async function runFaulty(
  home: string,
  args: readonly string[],
  fault: Fault,
  more: ChildOptions['env'] = {},
): Promise<FaultyEnd> {
  const report = `${home}.report`;
  const env = {
    ...more,
    MESS_FAULT: JSON.stringify({ ...fault, report }),
    NODE_OPTIONS: `${more.NODE_OPTIONS ?? ''} --import ${PRELOAD}`,
  };
  const ended = await runChild(home, args, { env });
  if (!existsSync(report)) throw new Error(`ended without a report: ${JSON.stringify(ended)}`);
  const { struck, operation } = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  return { ...ended, struck, operation };
}
