import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { createShell, playMonth } from '../demo/month.js';
import { installMachines, ROOT } from './machines.js';

// Packs mess, and on each Node installs it in an empty place without a compiler, plays the demo's month
// with it, and takes it away again. `--all` does so with each npm that runs there.
const folder = await mkdtemp(join(tmpdir(), 'mess-package-'));
try {
  await promisify(execFile)('npm', ['run', 'build'], { cwd: ROOT });
  const { stdout } = await promisify(execFile)('npm', ['pack', '--pack-destination', folder], {
    cwd: ROOT,
  });
  const archive = join(folder, stdout.trim().split('\n').at(-1) ?? '');
  const machines = await installMachines(folder, process.argv.includes('--all'));
  write('Node', 'npm', 'npm ci', 'install -g', 'packages', 'the month');
  for (const [index, machine] of machines.entries()) {
    const place = join(folder, String(index));
    await mkdir(place);
    write(machine.node, machine.npm, ...(await tryMachine(machine, archive, place)));
    await rm(place, { recursive: true });
  }
  process.stdout.write('No compiler and no Python was there.\n');
} finally {
  await rm(folder, { recursive: true, force: true });
}

function write(...cells) {
  process.stdout.write(
    `${cells
      .map((cell) => cell.padEnd(11))
      .join('')
      .trimEnd()}\n`,
  );
}

async function tryMachine({ node, path, runNpm }, archive, place) {
  const ci = developsOn(node) ? await timed(() => installCheckout(runNpm, place)) : '-';
  const prefix = join(place, 'prefix');
  const install = await timed(() => runNpm(place, 'install', '-g', '--prefix', prefix, archive));
  const count = await countPackages(join(prefix, 'lib/node_modules'));
  const home = join(place, 'home');
  await mkdir(home);
  const shell = await createShell(home, [join(prefix, 'bin'), path].join(delimiter));
  const month = await timed(() => playMonth(shell, home, () => {}));
  await runNpm(place, 'uninstall', '-g', '--prefix', prefix, 'mess');
  const left = [
    ...(await readdir(join(prefix, 'bin'))),
    ...(await readdir(join(prefix, 'lib/node_modules'))),
  ].filter((name) => !name.startsWith('.'));
  if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
  return [ci, install, String(count), month];
}

/** What mess is developed with needs 20.19. */
function developsOn(node) {
  const [major, minor] = node.split('.').map(Number);
  return major > 20 || minor >= 19;
}

async function installCheckout(runNpm, place) {
  const checkout = join(place, 'checkout');
  await mkdir(checkout);
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
    await cp(join(ROOT, name), join(checkout, name));
  }
  await runNpm(checkout, 'ci');
}

/** All that is installed, mess among it. */
async function countPackages(modules) {
  let count = 0;
  for (const name of await readdir(modules)) {
    const path = join(modules, name);
    if (name.startsWith('.')) continue;
    if (name.startsWith('@')) {
      count += await countPackages(path);
      continue;
    }
    count += 1;
    const inner = join(path, 'node_modules');
    count += await countPackages(inner).catch(() => 0);
  }
  return count;
}

async function timed(work) {
  const begun = performance.now();
  await work();
  return `${((performance.now() - begun) / 1000).toFixed(1)} s`;
}
