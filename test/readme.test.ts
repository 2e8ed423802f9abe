import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createShell, playMonth } from './demo/month.js';

let home: string;
let blocks: string[];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mess-readme-'));
  const readme = await readFile('README.md', 'utf8');
  blocks = [...readme.matchAll(/```console\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
});

afterAll(() => rm(home, { recursive: true, force: true }));

/** When a session ends, and when something was imported, is what differs from run to run. */
const withoutTimes = (text: string) => text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'DATE TIME');

test('every output the README shows is what the program prints', async () => {
  const shell = await createShell(home);
  let demo = '';
  await playMonth(shell, home, (text) => {
    demo += text;
  });
  const [shownDemo, ...others] = blocks;
  expect(withoutTimes(demo.trimEnd())).toBe(withoutTimes((shownDemo ?? '').trimEnd()));

  await shell('mess admin login warden --password-file $MESS_HOME/password');
  expect(others.length).toBeGreaterThan(2);
  for (const block of others) {
    let actual = '';
    for (const [, line] of block.matchAll(/^\$ (.*)$/gm)) {
      actual += `$ ${line}\n${(await shell(line ?? '')).output}\n`;
    }
    expect(withoutTimes(actual.trimEnd())).toBe(withoutTimes(block.trimEnd()));
  }
}, 120_000);
