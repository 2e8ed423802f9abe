import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFonts } from '../../../src/cli/files/fonts.ts';
import { ENGLISH_PAPER } from '../../../src/documents/words/en.ts';
import { HINDI_PAPER } from '../../../src/documents/words/hi.ts';
import { createMess } from '../../support/mess.ts';
import { createSummer } from './summer.ts';

const hasFonts = createFonts(process.env, []).find('NotoSansDevanagari-Regular.ttf') !== undefined;

test('what a student reads is in Hindi where that is asked for, or set', async () => {
  const mess = await createSummer();
  const path = join(mess.home, 'paper.html');
  const page = async (words: string) => {
    await mess.do(`${words} --output ${path} --yes`);
    return readFile(path, 'utf8');
  };
  const statements = await page('report statements --month 2025-06 --language hi');
  expect(statements).toContain('<html lang="hi">');
  for (const text of [
    'जून 2025 का विवरण, INR, 20 जुलाई 2025 तक',
    '<td>30 में से 10.5</td>',
    'जून 2025 का बिल 5,366.67 क्यों है',
    'चुकाया, UPI, 515412345699',
    'मई 2025 के बिल में से',
    '<th scope="row">देय राशि</th>',
  ]) {
    expect(statements).toContain(text);
  }
  expect(await page('report notice --month 2025-06 --language hi')).toContain('पिछला बकाया');
  expect(await page('payment receipt 2025-26/1 --language hi')).toContain('रसीद 2025-26/0001');
  await mess.do('settings --student-language hi --quiet');
  expect((await mess('report', 'student', 'S001')).stdout).toMatch(/^जून 2025 +30 +/m);
  expect(await page('report student S001')).toContain('हर महीने का बिल');
  expect(await page('report student S001 --language en')).toContain('Billed, month by month');
  // What a warden reads is in one language.
  expect(await page('report month --month 2025-06')).toContain('<html lang="en">');
});

test('a mistyped branch is not found, and not nobody who is late', async () => {
  const mess = await createSummer();
  for (const words of ['dues list', 'report defaulters']) {
    expect(await mess(...words.split(' '), '--branch', 'CES')).toMatchObject({
      code: 3,
      stderr:
        'error: There is no branch CES.\nhint: is it CSE? mess student list shows the branches\n',
    });
    expect((await mess(...words.split(' '), '--branch', 'cse')).code).toBe(0);
  }
});

test('no word of one language is left out in the other', () => {
  const keysOf = (words: object): string[] =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'object' ? keysOf(value).map((each) => `${key}.${each}`) : [key],
    );
  expect(keysOf(HINDI_PAPER).sort()).toEqual(keysOf(ENGLISH_PAPER).sort());
  const sameIn = Object.entries(HINDI_PAPER).filter(
    ([key, value]) =>
      typeof value === 'string' && value === ENGLISH_PAPER[key as keyof typeof ENGLISH_PAPER],
  );
  expect(sameIn).toEqual([]);
});

test('the board has ids alone where settings say so, unless names are asked for', async () => {
  const mess = await createSummer();
  const firstOf = async (...more: string[]) => {
    const { rows } = await mess.json<{ rows: { name: string | null }[] }>(
      ...['report', 'notice', '--month', '2025-06', ...more],
    );
    return rows[0]?.name;
  };
  expect(await firstOf()).toBe('Asha Rao');
  expect(await firstOf('--ids-only')).toBe(null);
  await mess.do('settings --notice-names hidden --quiet');
  expect(await firstOf()).toBe(null);
  expect(await firstOf('--names')).toBe('Asha Rao');
});

test.skipIf(!hasFonts)('each student has a PDF (fonts-noto-core)', async () => {
  const mess = await createSummer();
  const folder = join(mess.home, 'each');
  const words = ['--each', folder, '--pdf', '--language', 'hi'];
  expect(await mess('report', 'statements', '--month', '2025-06', ...words)).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringContaining(`Written to ${folder}: 4 files.`),
  });
  const names = await readdir(folder);
  expect(names.sort()).toEqual(['S001.pdf', 'S002.pdf', 'S003.pdf', 'S004.pdf']);
  for (const name of names) {
    const bytes = await readFile(join(folder, name));
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toContain('/Lang (hi)');
  }
});

/** Nothing was billed or paid on the account of who was never there. */
async function createAbsent() {
  const mess = await createMess();
  await mess.do(
    'student add S1 --name Asha --branch CSE --phone 9800000001 --quiet',
    'student add S2 --name Ravi --branch CSE --phone 9800000002 --quiet',
    'attendance record S1 --month 2025-05 --days 30 --quiet',
    'settings --accounts-from 2025-05 --quiet',
    'bill register --month 2025-05 --total 1000 --quiet',
  );
  return mess;
}

test('who was billed nothing has a page with an account that says so', async () => {
  const mess = await createAbsent();
  const page = join(mess.home, 'may.html');
  await mess.do(`report statements --month 2025-05 --output ${page} --quiet`);
  const account = /Account<\/caption>.*?<\/table>/s.exec(
    (await readFile(page, 'utf8')).split('S2 Ravi').at(-1) ?? '',
  );
  expect(account?.[0]).toBe(
    'Account</caption><thead><tr><th scope="col" class="t">What</th><th scope="col" class="n">Balance</th></tr></thead>\n' +
      '<tbody></tbody><tfoot><tr><td class="t">Owed now</td><td class="n">0.00</td></tr></tfoot></table>',
  );
});

test.skipIf(!hasFonts)('and so on paper (fonts-noto-core)', async () => {
  const mess = await createAbsent();
  for (const words of ['report statements --month 2025-05', 'report student S2']) {
    await mess.do(`${words} --output ${join(mess.home, 'may.pdf')} --yes --quiet`);
  }
});
