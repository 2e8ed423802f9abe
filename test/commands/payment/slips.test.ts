import { expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay } from '../../support/records/month.ts';

const entries = (mess: TestMess) => mess.rows('select no from ledger_entries').length;

const PAY = ['payment', 'record', 'S001', '--method', 'cash', '--amount'] as const;

async function createAccounts(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do('settings --accounts-from 2025-05 --quiet');
  return mess;
}

test('what may be a slip in a payment is asked about, or told with the way back', async () => {
  const mess = await createAccounts();
  await mess.do('payment record S001 --amount 500 --method cash --date 2025-05-31');
  const before = entries(mess);
  for (const [more, warning] of [
    [['500', '--date', '2025-05-31'], 'Receipt 2025-26/0001 is the same, of the same day.'],
    [['174757.30'], 'It is far more than is owed: what is left is credit.'],
    [
      ['10', '--date', '2024-06-01'],
      '2024-06-01 is before the accounts began, in May 2025, where the opening may have it already.',
    ],
  ] as const) {
    const words = [...PAY, ...more];
    expect(await mess.with({ answers: [false] })(...words)).toEqual({
      code: 130,
      stdout: '',
      stderr: `warning: ${warning}\n? Record it all the same?\nNothing was changed.\n`,
    });
    expect(entries(mess)).toBe(before);
  }
  const { code, stderr } = await mess(...PAY, '500', '--date', '2025-05-31');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      'warning: Receipt 2025-26/0001 is the same, of the same day.\n' +
      'If that is wrong: mess payment reverse 2025-26/0002 --reason TEXT\n',
  });
});

test('what was reversed, has another reference, or is a month in advance, is no slip', async () => {
  const mess = await createAccounts();
  await mess.do(
    'payment record S001 --amount 500 --method upi --reference A1',
    'payment reverse 2025-26/0001 --reason "Of another"',
    'payment record S001 --amount 500 --method upi --reference A1',
    'payment record S001 --amount 500 --method upi --reference A2',
  );
  const advance = await mess(...PAY, '20000', '--month', '2025-06');
  expect(advance.stderr).toBe(
    'warning: S001 has no share of a bill of June 2025: as long as that is so, it pays the oldest debt.\n',
  );
  expect(await mess(...PAY, '5', '--date', '1925-06-01')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^error: --date: 1925-06-01 is before 2000/),
  });
});
