import { spawn } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { installMachines, ROOT } from './machines.js';

// Every command, and the program as a process, on each Node that mess is developed on: the tests of documents,
// of the command line and of SQLite, in a copy of the checkout that has been installed with that Node.
const TESTS = ['test/documents/commands.test.ts', 'test/cli', 'test/data', 'test/commands/db'];

const folder = await mkdtemp(join(tmpdir(), 'mess-nodes-'));
// One test runs the program as somebody else.
await chmod(folder, 0o755);
try {
  for (const { node, npm, path, runNpm } of await installMachines(folder, false)) {
    if (node.startsWith('20.17')) continue;
    const copy = join(folder, node);
    await copyCheckout(copy);
    await runNpm(copy, 'ci');
    process.stdout.write(`\nNode ${node}, npm ${npm}\n`);
    const code = await run(join(path, 'node'), path, copy);
    if (code !== 0) {
      process.exitCode = 1;
      break;
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function copyCheckout(to) {
  const left = ['node_modules', 'dist', '.git', 'coverage'];
  for (const name of await readdir(ROOT)) {
    if (!left.includes(name)) await cp(join(ROOT, name), join(to, name), { recursive: true });
  }
}

function run(node, path, cwd) {
  const words = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'sqlite', ...TESTS];
  const env = { ...process.env, PATH: [path, process.env.PATH].join(delimiter) };
  return new Promise((resolve, reject) => {
    const child = spawn(node, words, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', reject).on('close', (code) => {
      const summary = output.split('\n').filter((line) => /Tests|Test Files|FAIL|×/.test(line));
      process.stdout.write(`${summary.join('\n')}\n`);
      resolve(code);
    });
  });
}
