import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export const MESS = join(ROOT, 'bin', 'mess.js');
const USAGE_PRELOAD = join(import.meta.dirname, 'usage.cjs');

/**
 * Runs node to the end of its process and of its output.
 *
 * @param {string[]} args of node
 * @param {RunOptions} options
 * @returns {Promise<number>} milliseconds from start to end
 * @throws when it cannot start or does not end as expected
 */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {string} [home] becomes MESS_HOME
 * @property {Record<string, string>} [env] more of the environment
 * @property {number} [code] the exit code it is to end with; 0 when absent
 */

/** Runs any program; like `runNode`. */
export async function run(command, args, { cwd, home, env, code: expected = 0 } = {}) {
  const begin = performance.now();
  const child = spawn(command, args, {
    cwd,
    env: { ...environment(home), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.resume();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...ending) => resolve(ending));
  });
  const elapsedMs = performance.now() - begin;
  if (code !== expected) {
    throw new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}: ${stderr.trim()}`);
  }
  return elapsedMs;
}

/** Runs `mess` in a home; like `runNode`. */
export function runMess(home, args, options) {
  return runNode([MESS, ...args], { ...options, home });
}

/** Like `runNode`, for the CPU time of all its threads, in milliseconds: what else runs is not in it. */
export async function cpuOfNode(args, options) {
  return (await usageOf(process.execPath, args, options)).cpuMs;
}

/** Runs `mess` in a home; like `cpuOfNode`. */
export function cpuOfMess(home, args, options) {
  return cpuOfNode([MESS, ...args], { ...options, home });
}

/** The same on a terminal of 80 columns, which `script` makes. */
export async function cpuOfMessOnTerminal(home, args) {
  const words = [process.execPath, MESS, ...args].map((word) => `'${word}'`).join(' ');
  const command = ['-qec', `stty cols 80 rows 24; exec ${words}`, '/dev/null'];
  // What pages would wait for somebody.
  return (await usageOf('script', command, { home, env: { PAGER: 'cat' } })).cpuMs;
}

/** Runs `mess` in a home, for the most memory it takes, in MB. */
export async function measurePeak(home, args, options) {
  return (await usageOf(process.execPath, [MESS, ...args], { ...options, home })).peakMb;
}

async function usageOf(command, args, options) {
  const folder = await mkdtemp(join(tmpdir(), 'mess-bench-usage-'));
  try {
    const report = join(folder, 'usage.json');
    const env = { BENCH_USAGE: report, NODE_OPTIONS: `--require "${USAGE_PRELOAD}"` };
    await run(command, args, { ...options, env: { ...options?.env, ...env } });
    return JSON.parse(await readFile(report, 'utf8'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * What the caller has set for `mess` would reach another mess than the one in the home. Certificates of
 * the machine's own are read at every start of Node 20, and make the program look quicker than it is.
 */
export function environment(home) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('MESS_') && name !== 'NODE_EXTRA_CA_CERTS',
  );
  return { ...Object.fromEntries(kept), ...(home !== undefined && { MESS_HOME: home }) };
}
