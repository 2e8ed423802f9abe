import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processes } from '../../../src/cli/context/processes.ts';
import type {
  MonthReportDocument,
  YearReportDocument,
} from '../../../src/documents/schemas/reports.ts';
import type { TestMess } from '../../support/mess.ts';
import { createSummer } from './summer.ts';

const HOSTILE = `<script>alert(1)</script> & "x" 'y' \u202e`;

async function page(mess: TestMess, words: string): Promise<string> {
  const path = join(mess.home, 'page.html');
  await mess.do(`report ${words} --output ${path} --yes`);
  return readFile(path, 'utf8');
}

/** Of every bar of a page: what it is of, and its amount. */
const barsOf = (html: string) =>
  [...html.matchAll(/data-amount="([^"]*)"><title>([^<]*)<\/title>/g)].map(
    ([, amount, title]) => [title?.replace(/: [^:]*$/, ''), amount] as const,
  );

test('the bars of a picture are the amounts of the document, and stand in a table too', async () => {
  const mess = await createSummer();
  const month = await mess.json<MonthReportDocument>('report', 'month', '--month', '2025-05');
  const monthPage = await page(mess, 'month --month 2025-05');
  expect(barsOf(monthPage)).toEqual(month.spent.heads.map(({ head, amount }) => [head, amount]));
  for (const { amount } of month.spent.heads) {
    const grouped = Number(amount).toLocaleString('en-IN', { minimumFractionDigits: 2 });
    expect(monthPage).toContain(`<td class="n">${grouped}</td>`);
  }
  const year = await mess.json<YearReportDocument>('report', 'year', '2025-26');
  const drawn = barsOf(await page(mess, 'year 2025-26'));
  const billed = year.months.filter((each) => each.billed !== null);
  const minor = (amount: string | null | undefined) => BigInt((amount ?? '').replace('.', ''));
  for (const [at, each] of billed.entries()) {
    const [paid, open] = drawn.slice(at * 2, at * 2 + 2);
    expect(open?.[1]).toBe(each.outstanding);
    expect(minor(paid?.[1]) + minor(open?.[1])).toBe(minor(each.billed));
  }
});

test('a page is whole in itself: it asks for nothing, and nobody writes into it', async () => {
  const mess = await createSummer();
  await mess.with({})('student', 'edit', 'S001', '--name', HOSTILE.replace('\u202e', ''));
  await mess.with({})('settings', '--name', '<b>Mess</b>');
  for (const words of [
    'month --month 2025-06',
    'year 2025-26',
    'student S001',
    'notice --month 2025-06',
    'collection --from 2025-06-01',
    'defaulters',
    'statements --month 2025-06',
  ]) {
    const html = await page(mess, words);
    expect(html, words).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html, words).toContain("default-src 'none'; style-src 'unsafe-inline'");
    // The only address is what a payment app reads, and that is drawn.
    expect(html, words).not.toMatch(
      /<(?:script|link|img|iframe|a|form)\b|https?:|url\(|@import| on\w+=/i,
    );
    expect(html, words).toContain('&lt;b&gt;Mess&lt;/b&gt;');
    expect(html, words).not.toContain('<b>');
  }
});

test('each student has a sheet: in one file to be printed, or a file each', async () => {
  const mess = await createSummer();
  await mess.do('student edit S003 --id S/3');
  const all = await page(mess, 'statements --month 2025-06');
  expect(all.match(/<article>/g)).toHaveLength(4);
  expect(all).toContain('article + article { break-before: page');
  const folder = join(mess.home, 'sheets');
  const { stdout, stderr } = await mess(
    ...['report', 'statements', '--month', '2025-06', '--each', folder],
  );
  expect([stdout, stderr]).toEqual(['', `Written to ${folder}: 4 files.\n`]);
  expect((await readdir(folder)).sort()).toEqual([
    'S%2F3.html',
    'S001.html',
    'S002.html',
    'S004.html',
  ]);
  const own = await readFile(join(folder, 'S002.html'), 'utf8');
  expect(own).toContain('Vikram Shah');
  expect(own).not.toMatch(/Asha|Dev Anand/);
  // Nobody else is to read what others owe.
  expect([
    (await stat(folder)).mode & 0o777,
    (await stat(join(folder, 'S002.html'))).mode & 0o777,
  ]).toEqual([0o700, 0o600]);
});

test('a folder is never written into where anything is, and nothing is left of one that fails', async () => {
  const mess = await createSummer();
  const folder = join(mess.home, 'sheets');
  await mkdir(folder);
  await writeFile(join(folder, 'mine'), 'precious');
  const each = (path: string) => mess('report', 'statements', '--month', '2025-06', '--each', path);
  expect(await each(folder)).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: --each ${folder}: the folder is not empty.\nhint: name a new folder, such as ${folder}-2\n`,
  });
  expect(await readdir(folder)).toEqual(['mine']);
  expect(await each(join(folder, 'mine'))).toMatchObject({ code: 2, stdout: '' });
  expect(await each(join(mess.home, 'no', 'such'))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`there is no folder ${join(mess.home, 'no')}`),
  });
  // As the Tab key writes a folder that is there.
  await mkdir(join(mess.home, 'empty'));
  expect(await each(`${join(mess.home, 'empty')}/`)).toMatchObject({ code: 0 });
  expect(await readdir(join(mess.home, 'empty'))).toHaveLength(4);
  expect(await each('.')).toMatchObject({ code: 2, stdout: '' });
  const missing = join(mess.home, 'other');
  expect(await mess('report', 'statements', '--month', '2025-01', '--each', missing)).toMatchObject(
    { code: 3 },
  );
  expect(existsSync(missing)).toBe(false);
});

test('what a killed run left of the same folder is cleared away, and nothing that another is making', async () => {
  const mess = await createSummer();
  const { pid } = spawnSync(process.execPath, ['--version']);
  const ended = processes.own.slice(0, 6) + pid.toString(16).padStart(6, '0');
  const left = `sheets.new-${ended}-0123456789ab`;
  const others = [
    `sheets.new-${processes.own}-0123456789ab`,
    // Of another machine, and of an older program.
    'sheets.new-f0f0f0f0f0f0-0123456789ab',
    'sheets.new-0123456789ab',
    `other.new-${ended}-0123456789ab`,
  ];
  for (const name of [left, ...others]) {
    await mkdir(join(mess.home, name));
    await writeFile(join(mess.home, name, 'S001.html'), '');
  }
  await mess.do(`report statements --month 2025-06 --each ${join(mess.home, 'sheets')} --quiet`);
  const names = await readdir(mess.home);
  expect(names.filter((name) => name.includes('.new-')).sort()).toEqual(others.sort());
});

test('what is no page is refused before anything is done', async () => {
  const mess = await createSummer();
  expect(await mess('student', 'list', '--format', 'html')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: --format html: this answer is no page to be printed.\nhint: mess report has pages to be printed\n',
  });
  expect(await mess('student', 'list', '--output', 'a.pdf')).toMatchObject({ code: 2 });
  expect(await mess('report', 'year', '2025-26', '--format', 'pdf')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: --format pdf: a PDF goes to a file.\nhint: give --output FILE.pdf\n',
  });
  const { stdout } = await mess('report', 'year', '2025-26', '--format', 'html');
  expect(stdout).toMatch(/^<!doctype html>/);
});
