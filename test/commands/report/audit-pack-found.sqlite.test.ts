import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSummer } from './summer.ts';

test('what is out of order in the books is said, and still packed', async () => {
  const mess = await createSummer();
  mess.rows("update students set branch = '' where id = 'S001' returning no");
  const folder = join(mess.home, 'pack');
  const { code, stdout } = await mess('report', 'audit-pack', '2025-26', folder);
  expect([code, stdout]).toEqual([0, `Written to ${folder}. The check of the books found 2.\n`]);
  expect(await readFile(join(folder, 'README.txt'), 'utf8')).toContain('2 things were found');
});
