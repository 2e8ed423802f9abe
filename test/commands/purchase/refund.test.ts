import { expect, test } from 'vitest';
import type { BillDocument } from '../../../src/documents/schemas/billing.ts';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { importPurchases, purchases } from '../../support/records/purchases.ts';

const add = (amount: string, ...more: string[]) =>
  [
    'purchase',
    'add',
    '--date',
    '2025-05-03',
    '--head',
    'Milk',
    '--amount',
    amount,
    ...more,
  ] as const;

test('a refund lowers its head, and the bill that is made of it', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess(...add('500'));
  expect(await mess(...add('120.50', '--refund'))).toEqual({
    code: 0,
    stdout: 'Recorded purchase 2: 2025-05-03, Milk, -120.50.\n',
    stderr: '',
  });
  const list = ['purchase', 'list', '--month', '2025-05'] as const;
  expect(await mess.json(...list)).toMatchObject({
    heads: [{ name: 'Milk', purchases: 2, amount: '379.50' }],
    total: '379.50',
  });
  expect((await mess(...list)).stdout).toContain('-120.50');
  const { total, shares } = await mess.json<BillDocument>(
    ...['bill', 'register', '--month', '2025-05', '--from-purchases', '--dry-run'],
  );
  expect(total).toBe('379.50');
  expect(shares.reduce((sum, { amount }) => sum + Number(amount), 0)).toBeCloseTo(379.5, 6);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('a head with more refunds than purchases is not billed; one that comes to nothing is left out', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess(...add('100'));
  await mess(...add('100.01', '--refund'));
  await mess.do('purchase add --date 2025-05-03 --head Wages --amount 900');
  const register = ['bill', 'register', '--month', '2025-05', '--from-purchases'] as const;
  expect(await mess(...register)).toMatchObject({
    code: 6,
    stderr: expect.stringContaining(
      'error: More money came back than was spent in May 2025: Milk. A bill cannot be below zero.\n',
    ),
  });
  await mess(...add('0.01'));
  expect(await mess.json<BillDocument>(...register)).toMatchObject({
    total: null,
    fixed: '900.00',
  });
  expect((await mess('db', 'verify')).code).toBe(0);
  const [bill] = await mess.json<{ stale: boolean }[]>('bill', 'list');
  expect(bill?.stale).toBe(false);
});

test('a negative amount of a file is a refund, and what is exported imports as it is', async () => {
  const mess = await createMess();
  const rows = ['500,', '-120.50,a', '(30),b', '"-₹ 1,000.00",c', '₹-5,d'];
  const sheet = `date,head,amount,note\n${rows.map((row) => `2025-05-03,Milk,${row}\n`).join('')}`;
  expect(await importPurchases(mess, sheet)).toMatchObject({
    code: 0,
    stderr: 'warning: Money that came back: lines 3, 4, 5, 6.\n',
  });
  expect(purchases(mess)).toEqual([
    '1 2025-05-03 Milk 500.00',
    '2 2025-05-03 Milk -120.50 a',
    '3 2025-05-03 Milk -30.00 b',
    '4 2025-05-03 Milk -1000.00 c',
    '5 2025-05-03 Milk -5.00 d',
  ]);
  const { stdout } = await mess('purchase', 'list', '--month', '2025-05', '--format', 'csv');
  expect((await importPurchases(mess, stdout)).stdout).toContain('0 new, 0 changed, 5 unchanged');
});

test('a refund that is corrected stays one; a negative amount at the keyboard is told the way', async () => {
  const mess = await createMess();
  await mess(...add('120', '--refund'));
  await mess.do('purchase edit 1 --amount 130');
  expect((await mess.json<{ total: string }>('purchase', 'list', '--month', '2025-05')).total).toBe(
    '-130.00',
  );
  expect((await mess(...add('-5'))).stderr).toContain(
    'an amount must be more than 0; of money that went back: mess purchase add --refund, mess payment refund',
  );
});
