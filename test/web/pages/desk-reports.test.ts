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

interface Year {
  readonly months: readonly Readonly<Record<string, string | null>>[];
  readonly totals: { readonly spent: string; readonly billed: string; readonly collected: string };
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
  const year = await mess.json<Year>('report', 'year', '2025-26');
  const plain = (cells: string[]) => cells.map((cell) => cell.replaceAll(',', ''));
  const months = readTable(text, 'By month').map(plain);
  expect(months.slice(0, -1).map((cells) => cells.slice(1))).toEqual(
    year.months.map(({ spent, billed, outstanding, collected, closing }) => [
      spent,
      billed ?? 'no bill',
      outstanding ?? '',
      collected,
      closing ?? '',
    ]),
  );
  const { spent, billed, collected } = year.totals;
  expect(months.at(-1)).toEqual(['In all', spent, billed, '', collected, '']);
  expect(readTable(text, 'What was bought, by head')).toEqual([
    ['Milk', 'dividing', '99.00', '1,000.50', '1,099.50'],
    ['Wages', 'fixed', '0.00', '250.00', '250.00'],
    ['In all', '', '99.00', '1,250.50', '1,349.50'],
  ]);
  expect(readTable(text, 'Who is late on 2025-06-01, by branch')).toEqual([
    ['CSE', '1', '12.50', '8,638.71'],
    ['In all', '1', '12.50', '8,638.71'],
  ]);
  const [, before = ''] = /href="(\/desk\/reports[^"]*)" rel="prev"/.exec(text) ?? [];
  expect(readTable((await desk.open(before)).text, 'What was bought, by head')).toEqual([
    ['Milk', 'dividing', '7.00', '7.00'],
    ['In all', '', '7.00', '7.00'],
  ]);
  const file = await desk.open('/desk/reports?year=2025-26&as=csv');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="year-2025-26.csv"');
  expect(file.text).toBe((await mess('report', 'year', '2025-26', '--format', 'csv')).stdout);
});
