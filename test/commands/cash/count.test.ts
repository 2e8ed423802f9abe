import { expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay, signInAs } from '../../support/records/month.ts';

async function createCash(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    'payment record S001 --amount 3150 --method cash',
    'payment record S002 --amount 500 --method upi',
    'payment record S003 --amount 1000 --method cash',
  );
  return mess;
}

test('what is in the box is compared with what must be, and what differs is booked after a yes', async () => {
  const mess = await createCash();
  const count = ['cash', 'count', '--amount', '4,140'] as const;
  const said = await mess.with({ prompter: { confirm: async () => false } })(...count);
  expect(said).toMatchObject({ code: 130, stdout: '' });
  expect(said.stderr).toContain('Missing: 10.00, not yet booked to the account cash difference.');
  expect((await mess(...count)).code).toBe(2);
  expect(await mess.json('status')).toMatchObject({ accounts: { cashSinceCount: '4150.00' } });
  expect((await mess(...count, '--yes')).stdout).toMatchInlineSnapshot(`
    "Last count none
    Recorded   4,150.00
    Counted    4,140.00
    Missing: 10.00, booked to the account cash difference.
    "
  `);
  // The next begins with what is there.
  await mess.do('payment record S004 --amount 60 --method cash');
  expect(
    (await mess('cash', 'count', '--amount', '200', '--taken-out', '4000')).stdout,
  ).toMatchInlineSnapshot(`
    "Last count 2025-06-01 12:00 by warden
    Taken out  4,000.00
    Recorded   200.00
    Counted    200.00
    Nothing is missing.
    "
  `);
  expect(await mess.json('cash', 'count', '--amount', '0', '--taken-out', '200')).toMatchObject({
    recorded: '0.00',
    difference: '0.00',
    lastBy: 'warden',
  });
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('what comes in while the question stands is not booked as a difference', async () => {
  const mess = await createCash();
  const prompter = {
    confirm: async () => {
      await mess.do('payment record S004 --amount 60 --method cash');
      return true;
    },
  };
  expect(await mess.with({ prompter })('cash', 'count', '--amount', '4140')).toMatchObject({
    code: 7,
    stdout: '',
  });
  expect(await mess.json('status')).toMatchObject({ accounts: { cashSinceCount: '4210.00' } });
});

test('the status says what is owed, overdue, and in the box since it was counted', async () => {
  const mess = await createCash();
  await mess.do(
    'opening set S001 --amount 250',
    'opening set S004 --amount=-20000',
    'books close --through 2025-05-30',
  );
  const accounts = async () =>
    (await mess('status')).stdout.split('\n').filter((line) => /^(Owed|Cash|Books)/.test(line));
  expect(await accounts()).toMatchInlineSnapshot(`
    [
      "Owed       38,124.27, 0.00 of it overdue; credit of others: 2,524.27",
      "Cash       4,150.00, never counted",
      "Books      closed through 2025-05-30",
    ]
  `);
  await mess.do('cash count --amount 4150', 'payment record S002 --amount 70 --method cash');
  expect(await accounts()).toMatchInlineSnapshot(`
    [
      "Owed       38,054.27, 0.00 of it overdue; credit of others: 2,524.27",
      "Cash       70.00 since the count of 2025-06-01 12:00 by warden",
      "Books      closed through 2025-05-30",
    ]
  `);
});

test('who takes the cash does not make its difference vanish', async () => {
  const mess = await createCash();
  await signInAs(mess, 'clerk');
  expect((await mess('cash', 'count', '--amount', '1')).code).toBe(5);
});
