import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const ROOT = join(import.meta.dirname, '..', '..');

const MESS = join(ROOT, 'bin', 'mess.js');
const PEAK_PRELOAD = pathToFileURL(join(import.meta.dirname, 'peak.mjs')).href;

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

/** The same, for the most memory it takes, in MB. */
export async function measurePeak(home, args, options) {
  const report = join(home, 'peak');
  const env = { BENCH_PEAK: report, NODE_OPTIONS: `--import ${PEAK_PRELOAD}` };
  await runMess(home, args, { ...options, env });
  return (Number(await readFile(report, 'utf8')) * 1024) / 1e6;
}

/**
 * What the caller has set for `mess` would reach another mess than the one in the home. Certificates of
 * the machine's own are read at every start of Node 20, and make the program look quicker than it is.
 */
function environment(home) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('MESS_') && name !== 'NODE_EXTRA_CA_CERTS',
  );
  return { ...Object.fromEntries(kept), ...(home !== undefined && { MESS_HOME: home }) };
}
