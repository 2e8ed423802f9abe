import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { displayWidth } from '../../../src/output/page/width.ts';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay, signInStudent } from '../../support/records/month.ts';

async function createPaid(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    'payment record S001 --amount 3150 --method cash',
    'payment record S003 --amount 500.50 --method upi --reference 515412345678 --month 2025-05 --note "<b>by</b> & for"',
  );
  return mess;
}

/** Without its hash, which is another one in each mess. */
async function print(mess: TestMess, ...words: string[]): Promise<string> {
  const { stdout } = await mess('payment', 'receipt', ...words);
  return stdout.replace(/(Record \d+) · \w+/, '$1 · HASH');
}

test('a receipt is printed as wide as the paper', async () => {
  const mess = await createPaid();
  expect(await print(mess, '2025-26/1')).toMatchInlineSnapshot(`
    "           Ganga Mess
          Receipt 2025-26/0001
              1 June 2025
    --------------------------------
    From               S001 Asha Rao
    Amount              INR 3,150.00
    By                          cash
    For                     May 2025
    Rupees Three Thousand One
    Hundred Fifty Only
    --------------------------------
    Before         17,475.73 is owed
    Now            14,325.73 is owed
    --------------------------------
    Taken by                  warden
    Entered       1 June 2025, 12:00
    Record 10 · HASH
    "
  `);
  expect(await print(mess, '2025-26/2', '--width', '48')).toMatchInlineSnapshot(`
    "                   Ganga Mess
                  Receipt 2025-26/0002
                      1 June 2025
    ------------------------------------------------
    From                               S003 सीता देवी
    Amount                                INR 500.50
    By                                           UPI
    Reference                           515412345678
    For                                     May 2025
    Note                             <b>by</b> & for
    Rupees Five Hundred and Fifty Paise Only
    ------------------------------------------------
    Before                          8,737.86 is owed
    Now                             8,237.36 is owed
    ------------------------------------------------
    Taken by                                  warden
    Entered                       1 June 2025, 12:00
    Record 11 · HASH
    "
  `);
  await mess.do(
    'payment record S002 --amount 1 --method upi --reference 12345678901234567890123456789012345',
  );
  const { stdout } = await mess('payment', 'receipt', '2025-26/3');
  expect(stdout.split('\n').filter((line) => displayWidth(line) > 32)).toEqual([]);
});

test('a deposit pays nothing of what is owed, and its receipt says so', async () => {
  const mess = await createPaid();
  await mess.do('deposit receive S001 --amount 5000 --method cash');
  expect(await print(mess, 'D/2025-26/1')).toMatchInlineSnapshot(`
    "           Ganga Mess
         Receipt D/2025-26/0001
              1 June 2025
    --------------------------------
    From               S001 Asha Rao
    Amount              INR 5,000.00
    By                          cash
    For          Deposit held, apart
    Rupees Five Thousand Only
    --------------------------------
    Taken by                  warden
    Entered       1 June 2025, 12:00
    Record 12 · HASH
    "
  `);
  expect(await mess.json('payment', 'receipt', 'D/2025-26/1')).toMatchObject({
    balanceBefore: '14325.73',
    balance: '14325.73',
  });
});

test('it is the same when it is printed again, and says when it was taken back', async () => {
  const mess = await createPaid();
  const print = async () => (await mess('payment', 'receipt', '2025-26/0001')).stdout;
  const first = await print();
  mess.now = new Date('2025-06-01T06:35:00Z');
  await mess.do(
    'payment record S001 --amount 1 --method cash --date 2025-05-01',
    'bill revise --month 2025-05 --total 61200 --reason gas --yes',
    'opening set S001 --amount 10',
  );
  expect(await print()).toBe(first);
  await mess.do('payment reverse 2025-26/0001 --reason "was of S002"');
  expect(await print()).toContain('REVERSED on 1 June 2025: was of\n');
  expect(await mess.json('payment', 'receipt', '2025-26/0001')).toMatchObject({
    balanceBefore: '17475.73',
    balance: '14325.73',
    words: 'Rupees Three Thousand One Hundred Fifty Only',
    reversed: { date: '2025-06-01', reason: 'was of S002' },
  });
});

test('a page of it is whole in itself, and what stands on it is no markup', async () => {
  const mess = await createPaid();
  const path = join(mess.home, 'receipt.html');
  expect((await mess('payment', 'receipt', '2025-26/0002', '--output', path)).code).toBe(0);
  const page = await readFile(path, 'utf8');
  expect(page).toContain('@page { size: A5');
  expect(page).toContain('&lt;b&gt;by&lt;/b&gt; &amp; for');
  expect(page).toContain('Rupees Five Hundred and Fifty Paise Only');
  expect(page).toContain('सीता देवी');
  expect(page).not.toMatch(/<script|<b>|https?:|src=|url\(/);
  await mess.do('payment reverse 2025-26/0002 --reason "was of S002"');
  await mess('payment', 'receipt', '2025-26/0002', '--output', path, '--yes');
  expect(await readFile(path, 'utf8')).toContain('<p class="loud">REVERSED on 1 June 2025');
  // Other answers are no pages.
  expect((await mess('payment', 'list', '--output', path, '--yes')).code).toBe(2);
});

test('a student prints their own alone, and does not learn of others', async () => {
  const mess = await createPaid();
  await signInStudent(mess, 'S001', '9876543210');
  expect((await mess('payment', 'receipt', '2025-26/0001')).code).toBe(0);
  for (const other of ['2025-26/0002', '2025-26/0099']) {
    expect(await mess('payment', 'receipt', other)).toMatchObject({
      code: 3,
      stderr: `error: There is no receipt ${other}.\nhint: your own receipts are in mess dues show\n`,
    });
  }
});
