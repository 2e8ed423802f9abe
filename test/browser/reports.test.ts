import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSummer } from '../commands/report/summer.ts';
import { findBarriers, openPage, overflowOf } from './browser.ts';

/** Nobody listens there: whoever asks for anything is found out. */
const NOWHERE = 'http://127.0.0.1:9';

test('reports bar nobody, on a phone, in the dark and on paper, and ask for nothing', async () => {
  const mess = await createSummer();
  await mess.with({})('student', 'edit', 'S002', '--name', '<img src=x onerror=alert(1)>');
  for (const words of [
    'report month --month 2025-06',
    'report year 2025-26',
    'report student S002',
    'report notice --month 2025-06',
    'report collection --from 2025-06-01',
    'report defaulters',
    'report statements --month 2025-06',
    'report statements --month 2025-06 --language hi',
    'payment receipt 2025-26/0002',
    'notify texts --month 2025-06',
  ]) {
    const path = join(mess.home, 'page.html');
    await mess.do(`${words} --output ${path} --yes`);
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await openPage(NOWHERE, { colorScheme });
      await page.setContent(await readFile(path, 'utf8'));
      expect([words, await findBarriers(page)]).toEqual([words, []]);
      expect([words, await overflowOf(page)]).toEqual([words, 0]);
      await page.emulateMedia({ media: 'print' });
      expect([words, await findBarriers(page)]).toEqual([words, []]);
    }
  }
});

test('each statement is a sheet of its own, and the board is one sheet lying', async () => {
  const mess = await createSummer();
  const pdf = async (words: string) => {
    const path = join(mess.home, 'page.html');
    await mess.do(`${words} --output ${path} --yes`);
    const page = await openPage(NOWHERE);
    await page.setContent(await readFile(path, 'utf8'));
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    return {
      sheets: printed.match(/\/Type \/Page\b/g)?.length,
      box: /\/MediaBox \[([^\]]*)\]/.exec(printed)?.[1],
    };
  };
  expect((await pdf('report statements --month 2025-06')).sheets).toBe(4);
  expect(await pdf('payment receipt 2025-26/0002')).toEqual({
    sheets: 1,
    box: '0 0 420 594.95996',
  });
  expect(await pdf('report notice --month 2025-06')).toEqual({
    sheets: 1,
    box: '0 0 841.91998 594.95996',
  });
});

test('on a phone a student to be written to stands above the text, each as wide as the page', async () => {
  const mess = await createSummer();
  const path = join(mess.home, 'page.html');
  await mess.do(`notify texts --month 2025-06 --output ${path}`);
  const page = await openPage(NOWHERE);
  await page.setContent(await readFile(path, 'utf8'));
  const row = page.locator('.links tbody tr').first();
  const [link, text] = [
    await row.locator('a').boundingBox(),
    await row.locator('td').last().boundingBox(),
  ];
  expect(link?.height).toBeGreaterThan(36);
  expect(text?.width).toBeGreaterThan(320);
  expect(text?.y).toBeGreaterThan((link?.y ?? 0) + (link?.height ?? 0));
});
