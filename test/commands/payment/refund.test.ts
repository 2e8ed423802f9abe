import { expect, test } from 'vitest';
import type { AccountDocument } from '../../../src/documents/schemas/payments/payments.ts';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay, signInAs } from '../../support/records/month.ts';

/** S001 paid 24.27 beyond the 17,475.73 of May. */
async function createCredit(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    'payment record S001 --amount 17500 --method cash',
  );
  return mess;
}

test('credit is given back, and no more than that', async () => {
  const mess = await createCredit();
  const refund = (amount: string) =>
    mess(...['payment', 'refund', 'S001', '--amount', amount, '--method', 'cash']);
  expect(await refund('24.28')).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: S001 has credit of 24.27; 24.28 cannot be given back.\nhint: mess dues show S001\n',
  });
  expect(await refund('4.27')).toEqual({
    code: 0,
    stdout: 'Voucher V2: Paid back 4.27 by cash to S001 Asha Rao. Now: 20.00 is credit.\n',
    stderr: '',
  });
  expect((await refund('20')).stdout).toContain('Now: nothing is owed.');
  expect((await refund('0.01')).stderr).toContain('S001 has no credit');
  const { lines } = await mess.json<AccountDocument>('dues', 'show', 'S001');
  expect(lines.map(({ kind, text, balance }) => [kind, text, balance])).toEqual([
    ['bill', 'Bill, May 2025', '17475.73'],
    ['payment', 'Paid, cash', '-24.27'],
    ['refund', 'Paid back, cash', '-20.00'],
    ['refund', 'Paid back, cash', '0.00'],
  ]);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('money is given back on a day of its own, which is not yet to come', async () => {
  const mess = await createCredit();
  const refund = (date: string) =>
    mess(...`payment refund S001 --amount 4 --method cash --date ${date} --json`.split(' '));
  expect(JSON.parse((await refund('2025-05-31')).stdout)).toMatchObject({
    ...{ date: '2025-05-31', voucher: 'V2', receipt: null, balance: '-20.27' },
  });
  expect(JSON.parse((await refund('2025-06-02')).stderr)).toMatchObject({
    error: { reason: 'bad_value', message: '--date: 2025-06-02 is yet to come' },
  });
});

test('a payment whose credit was given back is owed again when it is taken back', async () => {
  const mess = await createCredit();
  await mess.do(
    'payment refund S001 --amount 24.27 --method bank --reason left',
    'payment reverse 2025-26/0001 --reason bounced',
  );
  expect(await mess.json('dues', 'show', 'S001')).toMatchObject({
    balance: '17500.00',
    outstanding: [
      { kind: 'paid back', amount: '24.27' },
      { kind: 'bill', amount: '17475.73' },
    ],
  });
});

test('what nobody will pay is written off by an owner alone, and no more than is owed', async () => {
  const mess = await createCredit();
  await mess.do('payment record S002 --amount 16310.67 --method cash');
  const writeOff = (id: string, amount: string) =>
    mess(...['dues', 'write-off', id, '--amount', amount, '--reason', 'left']);
  expect(await writeOff('S002', '0.02')).toEqual({
    code: 8,
    stdout: '',
    stderr: 'error: S002 owes 0.01, not 0.02.\nhint: mess dues show S002\n',
  });
  expect(await writeOff('S002', '0.01')).toEqual({
    code: 0,
    stdout: 'Voucher V3: Wrote off 0.01 of S002 Vikram Shah. Now: nothing is owed.\n',
    stderr: '',
  });
  expect((await writeOff('S001', '0.01')).stderr).toContain('S001 owes nothing.');
  const { lines } = await mess.json<AccountDocument>('dues', 'show', 'S002');
  expect(lines.at(-1)).toMatchObject({ kind: 'write-off', text: 'Written off, left' });
  await signInAs(mess, 'manager');
  expect((await writeOff('S003', '0.01')).code).toBe(5);
  expect((await mess('payment', 'refund', 'S001', '--amount', '1', '--method', 'cash')).code).toBe(
    0,
  );
});
