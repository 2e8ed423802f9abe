import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createShell, makeSmallMess, playMonth } from './demo/month.js';
import { splitWords } from './support/mess.ts';
import { run } from './support/run.ts';

/** The pages that tell of the mess of the demo, in the order in which it grows. */
const LARGE = [
  'docs/first-month.md',
  'docs/files.md',
  'docs/bills.md',
  'docs/roles.md',
  'docs/exit-codes-and-json.md',
  'docs/backups.md',
  'docs/record.md',
  'docs/reports.md',
];
/** The pages that tell of a mess of four students. */
const SMALL = [
  'README.md',
  'docs/corrections.md',
  'docs/handing-over.md',
  'docs/forgotten-passwords.md',
  'docs/marks.md',
  'docs/gate.md',
  'docs/payments.md',
  'docs/paper-books.md',
  'docs/charges.md',
  'docs/export.md',
  'docs/messages.md',
  'docs/messages-words.md',
];

let home: string;
const pages = new Map<string, string>();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mess-readme-'));
  const names = (await readdir('docs')).filter((name) => name.endsWith('.md'));
  for (const path of ['README.md', ...names.map((name) => `docs/${name}`)]) {
    pages.set(path, await readFile(path, 'utf8'));
  }
});

afterAll(() => rm(home, { recursive: true, force: true }));

/** When a session ends, when something was imported, and how long ago that is: what differs from run to run. */
const withoutTimes = (text: string) =>
  text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'DATE TIME')
    // How many months have passed since those of the pages.
    .replace(/\n +\w+ \d{4}: nothing is recorded, nor of \d+ months after it .*/g, '')
    // No two messes have the same record of changes.
    .replace(/(Record \d+ · )[0-9a-f]{12}/g, '$1HASH');

const blocksOf = (path: string) =>
  [...(pages.get(path) ?? '').matchAll(/```console\n([\s\S]*?)```/g)].map(
    ([, block = '']) => [path, block] as const,
  );

type Shell = Awaited<ReturnType<typeof createShell>>;

/**
 * A shell that runs a plain command in this process, which takes a tenth of the time. The demo itself
 * runs them as processes, and so does whoever installs the package.
 */
async function createQuickShell(folder: string): Promise<Shell> {
  const shell = await createShell(folder);
  const env = { MESS_HOME: folder, NO_COLOR: '1' };
  return async (line) => {
    if (!/^mess [^|<>&;`'*?(\\]*$/.test(line)) return shell(line);
    const [, ...args] = splitWords(line.replaceAll('$MESS_HOME', folder));
    let output = '';
    const heard = (text: string) => {
      output += text;
    };
    const { code } = await run(args, { env, now: () => new Date(), heard });
    return { code, output: output.replaceAll(folder, '$MESS_HOME') };
  };
}

async function expectPrinted(shell: Shell, blocks: readonly (readonly [string, string])[]) {
  for (const [path, block] of blocks) {
    let actual = '';
    for (const [, line = ''] of block.matchAll(/^\$ (.*)$/gm)) {
      actual += `$ ${line}\n${(await shell(line)).output}\n`;
    }
    expect(withoutTimes(actual.trimEnd()), path).toBe(withoutTimes(block.trimEnd()));
  }
}

test('every output of the mess of the demo is what the program prints', async () => {
  const shell = await createQuickShell(home);
  let demo = '';
  await playMonth(shell, home, (text) => {
    demo += text;
  });
  const [shownDemo, ...others] = LARGE.flatMap(blocksOf);
  expect(withoutTimes(demo.trimEnd())).toBe(withoutTimes((shownDemo?.[1] ?? '').trimEnd()));

  await shell('mess admin login warden --password-file $MESS_HOME/password');
  expect(others.length).toBeGreaterThan(2);
  await expectPrinted(shell, others);
}, 120_000);

test('every output of the small mess is what the program prints', async () => {
  const own = await mkdtemp(join(home, 'small-'));
  const shell = await createQuickShell(own);
  await makeSmallMess(shell, own);
  await writeFile(join(own, 'new-password'), 'another long password\n', { mode: 0o600 });
  const blocks = SMALL.flatMap(blocksOf);
  expect(blocks.length).toBeGreaterThan(2);
  await expectPrinted(shell, blocks);
}, 120_000);

test('no page shows an output that is not run', () => {
  const shown = [...pages.keys()].filter((path) => blocksOf(path).length > 0);
  expect(shown.sort()).toEqual([...LARGE, ...SMALL].sort());
});

test('the README is short, and leads to every page', async () => {
  const readme = pages.get('README.md') ?? '';
  expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(9000);
  for (const path of pages.keys()) {
    if (path !== 'README.md') expect(readme).toContain(`](${path})`);
  }
});

test('every link leads somewhere', async () => {
  const all = [...pages, ['CONTRIBUTING.md', await readFile('CONTRIBUTING.md', 'utf8')] as const];
  for (const [path, text] of all) {
    const prose = text.replace(/```[\s\S]*?```/g, '');
    for (const [, target = '', anchor] of prose.matchAll(
      /\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g,
    )) {
      const found = target === '' ? path : join(dirname(path), target);
      const there = await readFile(found, 'utf8').catch(() => undefined);
      expect(there, `${path}: ${target}`).toBeDefined();
      if (anchor) expect(anchorsOf(there ?? ''), `${path}: ${target}#${anchor}`).toContain(anchor);
    }
  }
});

/** The anchors that a reader of Markdown makes of the headings. */
function anchorsOf(text: string): string[] {
  const headings = text.replace(/```[\s\S]*?```/g, '').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('mess is installed from a file or a git address: the name in the registry is not ours', async () => {
  expect(pages.get('README.md')).toMatch(/npm install -g .*(\.tgz|npm pack|git\+)/);
  const { private: isPrivate } = JSON.parse(await readFile('package.json', 'utf8'));
  expect(isPrivate).toBe(true);
  const texts = [...pages.values(), await readFile('CONTRIBUTING.md', 'utf8')];
  for (const text of [...texts, await readFile('package.json', 'utf8')]) {
    expect(text).not.toMatch(/\b(npm (install|i|add|exec)( -\S+)*|npx) mess(?![\w.-])/);
    expect(text).not.toMatch(/npmjs\.com\/package\/mess/);
  }
});
