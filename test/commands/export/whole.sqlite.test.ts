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

test('a journal that breaks off leaves no file, and it is not the disk that is to blame', async () => {
  const mess = await createMess();
  await mess.do(
    'student add S001 --name Asha --branch CSE --phone 9876543210',
    'settings --accounts-from 2025-05',
    'payment record S001 --amount 5 --method cash',
  );
  const before = await readdir(mess.home);
  mess.rows("update ledger_postings set account = 'tins' where account = 'cash' returning line");
  const written = await mess('export', 'journal', '--output', join(mess.home, 'a.journal'));
  const printed = await mess('export', 'journal');
  for (const { code, stderr } of [written, printed]) {
    expect(code).toBe(1);
    expect(stderr).toContain('the journal knows no account tins');
    expect(stderr).not.toContain('could not be written');
  }
  expect(printed.stdout).not.toContain('(proof)');
  expect((await readdir(mess.home)).sort()).toEqual(before.sort());
});
