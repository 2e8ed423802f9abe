import { expect, test } from 'vitest';
import { createAccounts } from '../api/money/accounts.ts';
import { serveMess } from '../serve-mess.ts';
import { enterDesk } from './desk-browser.ts';

/** The cells of the rows of a table, by its caption. */
function readTable(text: string, caption: string): string[][] {
  const table = text.split('<table').find((each) => each.includes(`<caption>${caption}`)) ?? '';
  const rows = table.split('<tr').slice(2);
  return rows.map((row) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell.replace(/<[^>]+>/g, ''),
    ),
  );
}

test('a year by month, by head and by branch is what the documents say', async () => {
  const mess = await createAccounts();
  await mess.do(
    'purchase add --date 2025-05-10 --amount 99 --head Milk',
    'purchase add --date 2025-06-01 --amount 1000.50 --head Milk',
    'purchase add --date 2025-06-01 --amount 250 --head Wages',
    'purchase add --date 2025-02-01 --amount 7 --head Milk',
  );
  const desk = await enterDesk(await serveMess(mess));
  const { text } = await desk.open('/desk/reports');
  expect(text).toContain('<h1>April 2025 to March 2026</h1>');
  const [bill] = await mess.json<{ billed: string }[]>('bill', 'list');
  const months = readTable(text, 'By month');
  const grouped = (amount = '') => amount.replace(/\B(?=(\d{2})*\d{3}\.)/g, ',');
  expect(months).toHaveLength(3);
  expect(months[0]?.slice(0, 2)).toEqual(['May 2025', '']);
  expect(months[0]?.[6]).toBe(grouped(bill?.billed));
  expect(months[1]).toEqual(['June 2025', 'no bill', '', '', '', '', '', '1,250.50']);
  expect(months.at(-1)?.at(-1)).toBe('1,349.50');
  expect(readTable(text, 'What was bought, by head')).toEqual([
    ['Milk', 'dividing', '99.00', '1,000.50', '1,099.50'],
    ['Wages', 'fixed', '', '250.00', '250.00'],
    ['In all', '', '99.00', '1,250.50', '1,349.50'],
  ]);
  const branches = readTable(text, 'Who owes what today, by branch');
  const dues = await mess.json<{ branch: string; balance: string }[]>('dues', 'list');
  const cents = (amount = '') => Number(amount.replace(/[.,]/g, ''));
  for (const [branch = '', students, credit, , owed] of branches.slice(0, -1)) {
    const of = dues.filter((each) => each.branch === branch);
    const balance = of.reduce((sum, each) => sum + cents(each.balance), 0);
    expect([Number(students), cents(owed) - cents(credit)]).toEqual([of.length, balance]);
  }
  expect(branches.length).toBeGreaterThan(2);
  const before = await desk.open('/desk/reports?from=2024-04');
  expect(readTable(before.text, 'What was bought, by head')).toEqual([
    ['Milk', 'dividing', '7.00', '7.00'],
    ['In all', '', '7.00', '7.00'],
  ]);
});
