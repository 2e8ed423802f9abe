import { describe, expect, test } from 'vitest';
import { FileFault } from '../../../src/domain/imports/report.ts';
import type { Statement } from '../../../src/domain/payments/bank/statement.ts';
import type { StatementOptions } from '../../../src/input/payments/file.ts';
import { readText } from './read-text.ts';

const HEAD = 'Date,Narration,Debit,Credit,Balance\n';

function show({ rows, mistakes }: Statement) {
  return {
    rows: rows.map(({ line, date, amountMinor }) => `${line} ${date} ${amountMinor}`),
    mistakes: mistakes.map(({ line, code, message }) => `${line} ${code}: ${message}`),
  };
}

async function read(text: string, options: Partial<StatementOptions> = {}) {
  return show(await readText(text, options));
}

describe('a row', () => {
  test('with an amount and without a date is a mistake, and is not passed over', async () => {
    expect(await read(`${HEAD}03/06/2025,a,,10.00,110.00\n,b,,5.00,115.00\n`)).toEqual({
      rows: ['2 2025-06-03 1000'],
      mistakes: ['3 missing: the date is missing'],
    });
  });

  test('behind the end of the table is a row all the same', async () => {
    const text = `${HEAD}03/06/2025,a,,10.00,110.00\n*** page 1 ***,,,,\n${HEAD}04/06/2025,b,,5.00,115.00\nTotal,,,15.00,\n`;
    expect(await read(text)).toEqual({
      rows: ['2 2025-06-03 1000', '5 2025-06-04 500'],
      mistakes: [],
    });
  });

  test('has one side', async () => {
    const { rows, mistakes } = await read(`${HEAD}03/06/2025,a,1.00,10.00,110.00\n`);
    expect({ rows, mistakes }).toEqual({
      rows: [],
      mistakes: ['2 both_sides: an amount in and an amount out on one line'],
    });
  });

  test('of a payment that failed is none', async () => {
    const { notPaid, rows } = await readText(
      'Date,Narration,Credit,Status\n03/06/2025,a,10.00,Success\n03/06/2025,b,5.00,Failed\n',
    );
    expect([notPaid, rows.length]).toEqual([1, 1]);
  });

  test('that a comma cut in two is ragged', async () => {
    const { rows, mistakes } = await read(`${HEAD}03/06/2025,a,,1,000.00,1110.00\n`);
    expect([rows, mistakes.map((each) => each.slice(0, 12))]).toEqual([[], ['2 ragged_row']]);
  });
});

describe('the header', () => {
  test('stands below 70 lines of text, some of them in columns', async () => {
    const above = Array.from({ length: 70 }, (_, at) => `Line${at},,,${at}.00,1\n`).join('');
    const text = `${above}${HEAD}03/06/2025,a,,10.00,110.00\n`;
    expect((await read(text)).rows).toEqual(['72 2025-06-03 1000']);
  });

  test('of any bank is understood with what a person says of it', async () => {
    const text = 'Am,Wozu,Soll,Haben\n03/06/2025,a,,10.00\n04/06/2025,b,5.00,\n';
    const named = [
      ['Am', 'date'],
      ['Wozu', 'narration'],
      ['Soll', 'debit'],
      ['Haben', 'credit'],
    ].map(([theirs = '', ours = '']) => ({ theirs, ours }));
    const { rows } = await read(text, { named });
    expect(rows).toEqual(['2 2025-06-03 1000', '3 2025-06-04 -500']);
    const fault = await read(text).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(FileFault);
  });

  test('stands in a table of a web page', async () => {
    const row = (cells: readonly string[]) => `<tr><td>${cells.join('</td><td>')}</td></tr>`;
    const page = `<html><table>${row(HEAD.trim().split(','))}${row(['03/06/2025', 'a', '', '1,000.00', '1,110.00'])}</table></html>`;
    expect((await read(page)).rows).toEqual(['2 2025-06-03 100000']);
  });
});

describe('dates', () => {
  test('that fit two forms are read with the day first, and it is said', async () => {
    const { dateForm, isDateFormDoubtful, rows } = await readText(
      `${HEAD}05/06/2025,a,,10.00,110.00\n06/07/2025,b,,5.00,115.00\n`,
    );
    expect({ dateForm, isDateFormDoubtful, dates: rows.map(({ date }) => date) }).toEqual({
      dateForm: 'DD/MM/YYYY',
      isDateFormDoubtful: true,
      dates: ['2025-06-05', '2025-07-06'],
    });
  });

  test('have the form that is given', async () => {
    const text = `${HEAD}05/06/2025,a,,10.00,110.00\n`;
    expect((await read(text, { dateFormat: 'MM/DD/YYYY' })).rows).toEqual(['2 2025-05-06 1000']);
  });

  test('of which a spreadsheet changed some are refused', async () => {
    const text = `${HEAD}13/06/2025,a,,10.00,110.00\n14/06/2025,b,,5.00,115.00\n2025-05-06,c,,5.00,120.00\n`;
    expect((await read(text)).mistakes).toEqual([
      '4 bad_date: not of the form of the others, DD/MM/YYYY',
    ]);
  });

  test('outside of the stated period, or to come, are mistakes', async () => {
    const text = `Statement From : 01/06/2025 To : 30/06/2025\n${HEAD}05/06/2025,a,,10.00,110.00\n01/07/2025,b,,5.00,115.00\n`;
    expect((await read(text, { today: '2025-06-04' })).mistakes).toEqual([
      '3 in_the_future: read as 2025-06-05, which is in the future',
      '4 outside_period: read as 2025-07-01, and the statement is of 1 to 30 June 2025',
    ]);
  });
});

describe('amounts of which nothing says whether they came in', () => {
  const text = (last: string) =>
    `Date,Narration,Amount${last === '' ? '' : ',Balance'}\n03/06/2025,a,10.00${last}\n`;

  test('are refused without a balance, until somebody says it', async () => {
    const fault = await read(text('')).catch((error: unknown) => error);
    expect((fault as FileFault).errors).toMatchObject([{ line: 1, code: 'side_unknown' }]);
    expect((await read(text(''), { amounts: 'debit' })).rows).toEqual(['2 2025-06-03 -1000']);
  });

  test('have the side that the balance shows', async () => {
    const more = '04/06/2025,b,5.00,105.00\n05/06/2025,c,2.00,107.00\n';
    const opened = `Opening Balance : 100.00\n${text(',110.00')}${more}`;
    expect(await read(opened)).toEqual({
      rows: ['3 2025-06-03 1000', '4 2025-06-04 -500', '5 2025-06-05 200'],
      mistakes: [],
    });
    // Without what stood before it the first may be either.
    expect((await read(`${text(',110.00')}${more}`)).mistakes).toEqual([
      '2 side_unknown: nothing says whether the amount came in or went out',
    ]);
  });

  test('have a minus where they went out', async () => {
    const signed = `${text('')}04/06/2025,b,-5.00\n05/06/2025,c,(2.00)\n`;
    expect((await read(signed)).rows).toEqual([
      '2 2025-06-03 1000',
      '3 2025-06-04 -500',
      '4 2025-06-05 -200',
    ]);
  });
});

test('counts and sums below the lines are held against them', async () => {
  const text = `${HEAD}03/06/2025,a,,10.00,\nSTATEMENT SUMMARY :-,,,,\nOpening Balance,Dr Count,Cr Count,Debits,Credits,Closing Bal\n100.00,0,2,0.00,10.00,110.00\n`;
  expect((await read(text)).mistakes).toEqual([
    '5 totals_differ: the statement says that it has 2 of 10.00 in credits, and its lines are 1 of 10.00',
  ]);
});

test('what the statement says of itself is taken', async () => {
  const text = `Account Number,XXXXXX1234\nPeriod: 01-06-2025 to 30-06-2025\nOpening Balance,"Rs.1,00,000.00"\n${HEAD}03/06/2025,a,,10.00,"1,00,010.00"\n`;
  const { accountNumber, period, openingMinor, provedByBalance } = await readText(text);
  expect({ accountNumber, period, openingMinor, provedByBalance }).toEqual({
    accountNumber: 'XXXXXX1234',
    period: { from: '2025-06-01', to: '2025-06-30' },
    openingMinor: 10_000_000n,
    provedByBalance: true,
  });
});

test('the message of a break names both lines and the difference', async () => {
  const text = `${HEAD}03/06/2025,a,,10.00,110.00\n04/06/2025,b,,5.00,120.00\n05/06/2025,c,1.00,,119.00\n`;
  expect((await read(text)).mistakes).toEqual([
    '3 balance_does_not_follow: the balance does not follow from line 2: that makes 115.00, and 120.00 is 5.00 too much; is a line missing, or an amount altered?',
  ]);
});
