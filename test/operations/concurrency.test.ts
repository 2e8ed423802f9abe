import { expect, test } from 'vitest';
import { addFourStudents, addMay } from '../support/month.ts';
import { createMessNow, runMess } from '../support/process.ts';

const PROCESSES = 12;

test('twelve processes register one month: one wins, the others are told, the shares are there once', async () => {
  const mess = await createMessNow();
  await addMay(mess);
  const results = await Promise.all(
    Array.from({ length: PROCESSES }, (_, index) =>
      runMess(mess.home, ['bill', 'register', '--month', '2025-05', '--total', `${60000 + index}`]),
    ),
  );
  const codes = results.map(({ code }) => code).sort((a, b) => a - b);
  expect(codes).toEqual([0, ...Array(PROCESSES - 1).fill(8)]);
  const [bill] = mess.rows<{ total_minor: number }>('select total_minor from bills');
  const [sum] = mess.rows<{ count: number; amount: number }>(
    'select count(*) as count, sum(amount_minor) as amount from shares',
  );
  expect(sum).toEqual({ count: 4, amount: bill?.total_minor });
  const registered = "select count(*) as n from audit_entries where command = 'bill register'";
  expect(mess.rows(registered)).toEqual([{ n: 1 }]);
}, 60_000);

test('processes that record at once lose nothing', async () => {
  const mess = await createMessNow();
  await addFourStudents(mess);
  const months = Array.from(
    { length: PROCESSES },
    (_, i) => `2024-${String(i + 1).padStart(2, '0')}`,
  );
  const results = await Promise.all(
    months.map((month, index) =>
      runMess(mess.home, ['attendance', 'record', 'S001', '--month', month, '--days', `${index}`]),
    ),
  );
  expect(results.map(({ code }) => code)).toEqual(Array(PROCESSES).fill(0));
  expect(
    mess.rows('select month, days_hundredths / 100 as days from attendance order by 1'),
  ).toEqual(months.map((month, days) => ({ month, days })));
}, 60_000);
