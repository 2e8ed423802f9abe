import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

const MESS = join(ROOT, 'bin', 'mess.js');

/**
 * Runs node to the end of its process and of its output.
 *
 * @param {string[]} args of node
 * @param {{ cwd?: string, home?: string }} options `home` becomes MESS_HOME
 * @returns {Promise<number>} milliseconds from start to end
 * @throws when it cannot start or does not end with 0
 */
export async function runNode(args, { cwd, home } = {}) {
  const begin = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: environment(home),
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
  if (code !== 0) {
    throw new Error(`node ${args.join(' ')} ended with ${code ?? signal}: ${stderr.trim()}`);
  }
  return elapsedMs;
}

/** Runs `mess` in a home; like `runNode`. */
export function runMess(home, args) {
  return runNode([MESS, ...args], { home });
}

/** What the caller has set for `mess` would reach another mess than the one in the home. */
function environment(home) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('MESS_'));
  return { ...Object.fromEntries(kept), ...(home !== undefined && { MESS_HOME: home }) };
}
