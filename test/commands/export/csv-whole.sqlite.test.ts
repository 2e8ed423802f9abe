import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';

test('it is whole or not at all', async () => {
  const mess = await createMess();
  await mess.do('student add S001 --name Asha --branch CSE --phone 9876543210');
  mess.rows("update students set joined = x'ff' returning no");
  const before = await readdir(mess.home);
  const result = await mess('export', 'csv', join(mess.home, 'tables'));
  expect(result.code).toBe(6);
  expect(result.stderr).toContain('students 1: joined has a value that mess does not store');
  expect((await readdir(mess.home)).sort()).toEqual(before.sort());
});
