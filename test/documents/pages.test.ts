import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createShell, makeSmallMess } from '../demo/month.js';
import { commandsPage } from './commands-page.ts';
import { expectMade } from './expect-made.ts';
import { jsonTable } from './json-table.ts';
import { manPages } from './man-pages.ts';
import { terminalPicture } from './picture.ts';

test('the table of JSON keys is that of the schemas', async () => {
  await expectMade('docs/exit-codes-and-json.md', 'src/documents', jsonTable());
});

test('the page of commands is what their help says', async () => {
  await expectMade('docs/commands.md', 'src/commands', await commandsPage());
});

test('the pages for man are what the help says, and roff is content with them', async () => {
  const pages = await manPages();
  for (const [name, page] of pages) {
    await expect(page).toMatchFileSnapshot(`../../docs/man/${name}`);
  }
  // What there is no command for any more is to be deleted by hand.
  expect((await readdir('docs/man')).filter((name) => !pages.has(name))).toEqual([]);
  // npm installs those that the package names.
  const man = [...pages.keys()].map((name) => `docs/man/${name}`).sort();
  const declared = { ...JSON.parse(await readFile('package.json', 'utf8')), man };
  const text = `${JSON.stringify(declared, null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../package.json');
  const input = [...pages.values()].join('');
  const groff = spawnSync('groff', ['-ww', '-man', '-Tutf8', '-z'], { input, encoding: 'utf8' });
  if (groff.error === undefined) expect([groff.status, groff.stderr]).toEqual([0, '']);
});

test('the picture in the README is what the program prints', async () => {
  const home = await mkdtemp(join(tmpdir(), 'mess-picture-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const shell = await createShell(home);
  await makeSmallMess(shell, home);
  const lines: string[] = [];
  for (const command of [
    'mess attendance import fixtures/small/may.csv',
    'mess bill register --month 2025-05 --total 9000 --fixed 1000',
  ]) {
    const { output } = await shell(command);
    lines.push(`$ ${command}`, ...output.trimEnd().split('\n'), '');
  }
  const picture = terminalPicture('A bill on a terminal', lines.slice(0, -1));
  await expect(picture).toMatchFileSnapshot('../../docs/bill.svg');
}, 60_000);
