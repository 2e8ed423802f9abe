import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readAssets } from '../../../src/cli/serve/assets.ts';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { serveMess } from '../serve-mess.ts';
import { enterDesk } from './desk-browser.ts';

/** What the scripts of a page may weigh on the way, in bytes. */
const BUDGET = 12 * 1024;

test.each([
  ['/desk', 0],
  ['/desk/attendance/2025-05/grid', 1],
  ['/desk/bills/2025-05/register', 1],
  ['/desk/imports/payments', 1],
])('%s loads %i scripts, within the budget', async (path, count) => {
  const mess = await createMess();
  await addMay(mess);
  const { text } = await (await enterDesk(await serveMess(mess))).open(path);
  const { files } = await readAssets();
  const scripts = [...text.matchAll(/<script type="module" src="([^"]+)"/g)];
  const sizes = scripts.map(([, src]) => {
    const file = files.find((each) => each.path === src);
    return file === undefined ? Number.NaN : brotliCompressSync(file.content).length;
  });
  expect(sizes).toHaveLength(count);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET);
});
