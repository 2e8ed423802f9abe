import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';

test("the original's example: 93,000 per head, 31 days, 7 present", async () => {
  const mess = await createMess();
  await mess.do(
    'student add S7 --name "Seven Days" --branch CSE --phone 9876543210',
    'attendance record S7 --month 2025-05 --days 7',
  );
  const bill = await mess.json<{ shares: { amount: string }[]; billed: string }>(
    ...['bill', 'register', '--month', '2025-05', '--per-head', '93000', '--days', '31'],
  );
  expect(bill.shares.map(({ amount }) => amount)).toEqual(['21000.00']);
});
