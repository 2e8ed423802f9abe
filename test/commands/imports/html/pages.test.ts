import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../../support/mess.ts';
import { htmlPage } from '../../../support/records/files/html-page.ts';
import {
  createFour,
  expectRefused,
  figures,
  importBytes,
  importRoll,
  refused,
} from '../../../support/records/files/import-file.ts';
import { importPurchases, purchases } from '../../../support/records/purchases.ts';
import { PASSWORD } from '../../../support/template.ts';

/** A mess at the end of June, when its attendance is complete. */
async function createLater(): Promise<TestMess> {
  const mess = await createMess();
  mess.now = new Date('2025-06-30T18:00:00Z');
  await mess.with({ stdin: PASSWORD })('admin', 'login', 'warden', '--password-stdin');
  await mess.do('student add 22CH024 --name Neha --branch CH --phone 9876543210');
  return mess;
}

/** A file of `fixtures/` as a portal writes it under the name of a workbook. */
async function pageOf(name: string): Promise<string> {
  const text = await readFile(`fixtures/${name}`, 'utf8');
  return htmlPage(parse(text, { bom: true, delimiter: name.startsWith('register') ? ';' : ',' }));
}

test('students, attendance in three layouts, and purchases as pages that are called workbooks', async () => {
  const [mess, plain] = [await createLater(), await createLater()];
  const from = async (name: string) => mess.file(`${name}.xls`, await pageOf(`${name}.csv`));
  expect(await mess('student', 'import', await from('roll'))).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Read as: roll, utf-8, HTML table.\n'),
  });
  const form = ['--date-format', 'DD/MM/YYYY HH:mm'];
  expect(await mess('attendance', 'import', await from('attendance-2025-05'))).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect((await mess('attendance', 'import', await from('register-2025-06'))).code).toBe(0);
  const punches = await mess('attendance', 'import', await from('punches-2025-06'), ...form);
  expect(punches.stdout).toContain('0 new, 0 changed, 14 unchanged');
  expect((await mess('purchase', 'import', await from('purchases-2025-05'))).code).toBe(0);
  await plain('student', 'import', 'fixtures/roll.csv');
  await plain('attendance', 'import', 'fixtures/attendance-2025-05.csv');
  await plain('attendance', 'import', 'fixtures/register-2025-06.csv');
  await plain('attendance', 'import', 'fixtures/punches-2025-06.csv', ...form);
  await plain('purchase', 'import', 'fixtures/purchases-2025-05.csv');
  expect([figures(mess), purchases(mess)]).toEqual([figures(plain), purchases(plain)]);
  expect(await mess.json('student', 'list')).toEqual(await plain.json('student', 'list'));
});

const MARKS = [
  ['Attendance, May 2025', '', ''],
  ['Roll No', 'Month', 'Days'],
  ['S001', '2025-05', '28,5'],
  ['S009', '2025-05', '3'],
  ['S002', '2025-05', '="07"'],
  ['Total', '', '38,5'],
];

test('mistakes name the rows as a spreadsheet counts them, and rejected rows are CSV', async () => {
  const mess = await createFour();
  const rejects = `${mess.home}/rejects.csv`;
  const result = await importBytes(mess, htmlPage(MARKS), '--partial', '--rejects', rejects);
  expect(result.stderr).toContain('a.csv:4: Roll No: no such student (S009)\n');
  expect(result.stdout).toContain(
    'Read as: monthly, utf-8, HTML table, header on line 2, without line 6 below the table, May 2025.\n',
  );
  expect(figures(mess)).toEqual(['S001 2025-05 28.5', 'S002 2025-05 7']);
  const text = (await readFile(rejects, 'utf8')).replace('S009', 'S003');
  expect((await importBytes(mess, text)).code).toBe(0);
  expect(figures(mess)).toContain('S003 2025-05 3');
});

test('the roll of a day, and a page through a pipe', async () => {
  const mess = await createFour();
  const day = htmlPage([
    ['Roll No', 'Status'],
    ...['P', 'A', 'H', 'P'].map((mark, index) => [`S00${index + 1}`, mark]),
  ]);
  const path = await mess.file('day.xls', day);
  expect((await mess('attendance', 'today', '--file', path)).code).toBe(0);
  const sheet = htmlPage(
    [
      ['Roll No', 'Month', 'Days'],
      ['S001', '2025-05', '4'],
    ],
    '<meta charset=utf-8>',
  );
  expect((await mess.with({ stdin: sheet })('attendance', 'import', '-')).code).toBe(0);
  expect(figures(mess)).toEqual([
    'S001 2025-05 4',
    'S001 2025-06 1',
    'S002 2025-06 0',
    'S003 2025-06 0.5',
    'S004 2025-06 1',
  ]);
});

test('the same page is taken once; an amount is read as in a sheet', async () => {
  const mess = await createMess();
  const page = htmlPage([
    ['Date', 'Head', 'Amount (Rs.)'],
    ['2025-05-02', 'Milk', '1,234.50'],
    ['2025-05-02', 'Milk', '(10)'],
  ]);
  expect((await importPurchases(mess, page)).stderr).toContain('Money that came back: line 3.');
  expect((await importPurchases(mess, page)).stdout).toContain('2 rows, imported already on');
  expect(purchases(mess)).toEqual(['1 2025-05-02 Milk 1234.50', '2 2025-05-02 Milk -10.00']);
});

test('a roll in the encoding that the page names, and names that have a mark of HTML', async () => {
  const mess = await createMess();
  const page = htmlPage(
    [
      ['id', 'name', 'branch', 'phone'],
      ['S1', 'Zoé <b> & Co', 'CSE', '9876543210'],
    ],
    '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
  );
  const result = await importRoll(mess, Buffer.from(page, 'latin1'));
  expect(result).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('roll, windows-1252, HTML table'),
  });
  expect(await mess.json('student', 'list')).toMatchObject([{ name: 'Zoé <b> & Co' }]);
});

test('a page with two tables, without any, and what is no page', async () => {
  const two = htmlPage(MARKS).replace('</table>', `</table>${htmlPage(MARKS)}`);
  const mess = await createFour();
  expect(await importBytes(mess, two)).toEqual({
    ...refused('error: a.csv has 1 mistake: many tables. Nothing was written.'),
    stderr:
      'a.csv:1: 2 tables of the page name the columns: table 1 (6 rows), table 2 (6 rows); leave one of them in the file\n' +
      'error: a.csv has 1 mistake: many tables. Nothing was written.\nhint: correct the file and import it again\n',
  });
  const notCsv = 'error: a.csv has 1 mistake: not csv. Nothing was written.';
  await expectRefused(
    '\ufeff<!DOCTYPE html>\n<table>',
    [],
    'a.csv:1: a web page without a table; save the table alone as "CSV UTF-8"',
    notCsv,
  );
  await expectRefused(
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>',
    [],
    'a.csv:1: a workbook or page of XML, whatever it is called; open it in a spreadsheet and save it as "CSV UTF-8"',
    notCsv,
  );
  await expectRefused(
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
    [],
    'a.csv:1: an old Excel workbook, not text; save it as "CSV UTF-8"',
    notCsv,
  );
});

test('a page whose table is cut off is read as far as it goes, and its row is a mistake', async () => {
  const whole = htmlPage(MARKS.slice(1, 3));
  const mess = await createFour();
  const cut = await importBytes(mess, `${whole.slice(0, whole.indexOf('</td><td>28'))}`);
  expect(cut).toMatchObject({ code: 6 });
  expect(figures(mess)).toEqual([]);
});
