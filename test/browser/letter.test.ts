import { expect, test } from 'vitest';
import { letterHtml } from '../../src/output/messages/letter.ts';
import type { Report } from '../../src/output/report/report.ts';
import { openPage, overflowOf } from './browser.ts';

const REPORT: Report = {
  mess: 'Ganga Hostel Mess',
  title: 'S001 Venkata Lakshminarasimha Chakravarthula',
  subtitle: 'Electronics; statement of May 2025, INR, as of 3 June 2025',
  footer: '',
  paper: 'A4',
  language: 'en',
  parts: [
    {
      kind: 'table',
      title: 'Account',
      columns: [
        { title: 'Date' },
        { title: 'What', isText: true },
        { title: 'Receipt', isDetail: true },
        { title: 'Charged', isNumber: true },
        { title: 'Paid', isNumber: true },
        { title: 'Balance', isNumber: true },
      ],
      rows: [
        ['2025-06-02', 'Bill, May 2025', '', '15,965.58', '', '15,965.58'],
        [
          ...['2025-06-03', 'Paid, UPI, for May 2025, 515412345678', '2025-26/0457'],
          ...['', '15,965.58', '0.00'],
        ],
      ],
      footer: ['', 'Owed now', '', '', '', '0.00'],
    },
  ],
};

test('a mail is seen whole on a phone: no date, number or title is broken', async () => {
  for (const width of [360, 420]) {
    const page = await openPage('http://127.0.0.1:9', { viewport: { width, height: 740 } });
    await page.setContent(letterHtml('Dear Asha,', REPORT));
    expect([width, await overflowOf(page)]).toEqual([width, 0]);
    const broken = await page.$$eval('td, th, td span', (cells) =>
      cells
        .filter((cell) => /^(?:[\d,.-]+|[A-Z][a-z]+|\d{4}-\d\d\/\d+)$/.test(cell.textContent ?? ''))
        .filter((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
        })
        .map((cell) => cell.textContent),
    );
    expect([width, broken]).toEqual([width, []]);
    const sizes = await page.$$eval('td', (cells) =>
      cells.map((cell) => Number.parseFloat(getComputedStyle(cell).fontSize)),
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
  }
});
