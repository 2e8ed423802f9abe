import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holdWriteLock, waitForFiles } from '../../support/books/lock.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { createMessNow, startMess } from '../../support/process.ts';
import { readSheet, refused, taken } from '../../support/records/files/import-file.ts';
import {
  closeMonth,
  importPurchases,
  purchases,
  reopenMonth,
} from '../../support/records/purchases.ts';

const HEADER = 'date,head,amount,note\n';
const RICE = '2025-05-01,Groceries,9600,"rice, 200 kg"\n';
const MILK = '2025-05-02,milk,240.50,\n';
const READ_AS = 'purchases, utf-8, comma, May 2025';

const entries = (mess: TestMess) =>
  mess.rows(
    `select command, subject, month, "after" from audit_entries
     where command like 'purchase %' order by sequence`,
  );

test('the purchases of the fixtures fit the bill of the demo', async () => {
  const mess = await createMess();
  const fixture = await readFile(
    new URL('../../../fixtures/purchases-2025-05.csv', import.meta.url),
  );
  expect(await importPurchases(mess, fixture, '--dry-run')).toMatchObject({ code: 0 });
  expect(purchases(mess)).toEqual([]);
  expect(await importPurchases(mess, fixture)).toEqual(
    taken('28 rows: 28 new, 0 changed, 0 unchanged (import 1, purchases 1-28)', READ_AS),
  );
  expect(await mess.json('purchase', 'list', '--month', '2025-05')).toMatchObject({
    dividing: '74000.00',
    fixed: '12500.00',
    total: '86500.00',
  });
  // What the list writes can be imported, and says nothing new.
  const path = join(mess.home, 'list.csv');
  await mess.do('purchase void 3 --reason x --yes');
  const list = ['purchase', 'list', '--month', '2025-05', '--all', '--output', path];
  expect((await mess(...list)).code).toBe(0);
  expect(await mess.json('purchase', 'import', path)).toMatchObject({
    rows: 28,
    inserted: 0,
    unchanged: 27,
    skipped: 1,
    rejected: 0,
    warnings: [],
  });
  expect(await mess.json('attendance', 'imports')).toEqual([]);
  expect((await mess('attendance', 'undo', '1')).code).toBe(8);
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
});

test('all mistakes are named at once; good rows are taken with --partial', async () => {
  const mess = await createMess();
  const text = [
    'S.No,Bill Date,Category,Remarks,Amount (Rs.),_x',
    '1,05/31/2025,Grocery,,"1,234.50",',
    '2,2025-05-02,Fuel,ok,"12,50",',
    '3,2025-02-30,milk,,5 kg,',
    '4,2025-05-02,milk,?? ??,0,',
    '5,2025-05-02,milk,,1,234',
    '6,2025-05-03, MILK ,good,Rs. 500/-,',
    '7,,,,,',
    '8,2025-05-02,milk',
    'Total,,,,86500,',
    '',
  ].join('\n');
  const lines = [
    'a.csv:2: Bill Date: not a date like 2025-05-31 (05/31/2025)',
    'a.csv:2: Category: no such head; is it Groceries? (Grocery)',
    'a.csv:3: Category: no such head; mess purchase heads lists them (Fuel)',
    'a.csv:3: Amount (Rs.): a comma groups thousands; is it 12.50? (12,50)',
    'a.csv:4: Bill Date: February 2025 has 28 days (2025-02-30)',
    'a.csv:4: Amount (Rs.): not an amount of money; write it like 74000 or 74,000.50 (5 kg)',
    'a.csv:5: Amount (Rs.): an amount must be more than 0 (0)',
    'a.csv:5: Remarks: letters were lost when the file was saved; save it as "CSV UTF-8" (?? ??)',
    'a.csv:6: Amount (Rs.): may be one amount that its comma cuts in two; put it in quotes, or if it is not, write 1.00 (1,234)',
    'a.csv:9: the row has 3 cells, the header 6 (8,2025-05-02,milk)',
  ];
  const kinds =
    'bad amount (3), bad date (2), unknown head (2), lost letters, ragged row, split amount';
  const wrong = `error: a.csv has 10 mistakes: ${kinds}`;
  const cure =
    "for a new head, dividing (food) or fixed (wages, gas): mess purchase heads add 'Fuel' --kind dividing; else ";
  const { stderr, ...others } = refused(...lines, `${wrong}. Nothing was written.`);
  expect(await importPurchases(mess, text)).toEqual({
    ...others,
    stderr: stderr.replace('hint: ', `hint: ${cure}`),
  });
  expect([purchases(mess), entries(mess)]).toEqual([[], []]);

  const rejects = join(mess.home, 'rejects.csv');
  expect(await importPurchases(mess, text, '--partial', '--rejects', rejects)).toEqual({
    code: 6,
    stdout:
      'a.csv: 8 rows: 1 new, 0 changed, 0 unchanged, 1 blank, 6 rejected (import 1, purchase 1).\n' +
      `Read as: purchases, utf-8, comma, without line 10 below the table, May 2025.\n`,
    stderr: [
      'Rejected rows are in rejects.csv: 6.',
      ...lines,
      `${wrong}. The rest was written as import 1.`,
      `hint: ${cure}correct rejects.csv and import it again`,
      '',
    ].join('\n'),
  });
  expect(purchases(mess)).toEqual(['1 2025-05-03 Milk 500.00 good']);
  const rejected = await readSheet(rejects);
  expect(rejected.split('\n')[3]).toBe(
    '3,2025-02-30,milk,,5 kg,,4,bad_date bad_amount,"Bill Date: February 2025 has 28 days; Amount (Rs.): not an amount of money; write it like 74000 or 74,000.50"',
  );
  const corrected = rejected
    .replace('05/31/2025,Grocery', '2025-05-02,Groceries')
    .replace('Fuel', 'gas')
    .replace('"12,50"', '1250')
    .replace('2025-02-30', '2025-05-30')
    .replace(',5 kg,', ',5,')
    .replace('?? ??,0,', 'दूध,10,')
    .replace(',1,234,', ',"1,234",,')
    .replace('8,2025-05-02,milk,(missing),(missing)', '8,2025-05-02,milk,,7')
    .replace(/\nTotal.*/, '');
  expect(await importPurchases(mess, corrected)).toEqual({
    ...taken('6 rows: 6 new, 0 changed, 0 unchanged (import 2, purchases 2-7)', READ_AS),
    stderr:
      'warning: At least five times the usual of its head: line 6 (1,234.00 for Milk, usually 10.00).\n',
  });
  expect(purchases(mess)).toEqual([
    '1 2025-05-03 Milk 500.00 good',
    '2 2025-05-02 Groceries 1234.50',
    '3 2025-05-02 Gas 1250.00 ok',
    '4 2025-05-30 Milk 5.00',
    '5 2025-05-02 Milk 10.00 दूध',
    '6 2025-05-02 Milk 1234.00',
    '7 2025-05-02 Milk 7.00',
  ]);
  expect(await importPurchases(mess, 'dat,head,Total,Cost\n')).toMatchObject({ code: 6 });
});

test('other columns, separators, encodings and forms of dates', async () => {
  const mess = await createMess();
  const text = 'Particulars;Total;Item Head;Purchase Date\nDahi für Gäste;1234,50;MILK;3.5.2025\n';
  expect(
    await importPurchases(
      mess,
      Buffer.from(`${text}x;1,234;milk;31.12.2025\n`, 'latin1'),
      '--encoding',
      'windows-1252',
      '--date-format',
      'D.M.YYYY',
      '--partial',
    ),
  ).toMatchObject({
    code: 6,
    stderr: expect.stringContaining(
      'a.csv:3: Total: may be 1234 or 1.234; write it without the comma (1,234)\n',
    ),
  });
  expect(
    await importPurchases(
      mess,
      'date|head|amount|note\n2025-05-31|Gas|7|\n2025-06-02|Gas|7|=1+1\n2025-06-02|Gas|7|=1+1\n',
      '--unlikely',
    ),
  ).toEqual({
    code: 0,
    stdout:
      'a.csv: 3 rows: 3 new, 0 changed, 0 unchanged (import 2, purchases 2-4).\nRead as: purchases, utf-8, pipe, May 2025, June 2025.\n',
    stderr:
      'warning: Dated in the future: lines 3, 4.\nwarning: The same as an earlier row, and taken all the same: line 4.\n',
  });
  expect(purchases(mess)).toEqual([
    '1 2025-05-03 Milk 1234.50 Dahi für Gäste',
    '2 2025-05-31 Gas 7.00',
    '3 2025-06-02 Gas 7.00 =1+1',
    '4 2025-06-02 Gas 7.00 =1+1',
  ]);
  expect(await importPurchases(mess, text, '--date-format', 'x')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: --date-format: not a date form; write it like "DD/MM/YYYY HH:mm"\n',
  });
});

test('dates are read as the mess writes them, but where rows are left out', async () => {
  const mess = await createMess();
  await mess.do('settings --date-format DD/MM/YYYY --quiet');
  const text = 'date,head,amount\n03/05/2025,Milk,10\n2025-05-04,Milk,20\n';
  expect(await importPurchases(mess, text, '--partial')).toMatchObject({ code: 6 });
  expect(purchases(mess)).toEqual(['1 2025-05-04 Milk 20.00']);
  expect(await importPurchases(mess, text)).toMatchObject({ code: 0 });
  expect(purchases(mess)).toContain('2 2025-05-03 Milk 10.00');
  const american = 'date,head,amount\n05/03/2025,Milk,10\n05/31/2025,Milk,20\n';
  expect(await importPurchases(mess, american)).toMatchObject({ code: 6 });
  const all = await importPurchases(mess, 'date,head,amount\n05/31/2025,Milk,10\n');
  expect(all.stderr).toContain('try --date-format "MM/DD/YYYY" (05/31/2025)\n');
});

test('a sheet that grows is counted once, and no row twice', async () => {
  const mess = await createMess();
  await mess.do('purchase add --date 2025-05-02 --amount 240.50 --head Milk');
  expect(await importPurchases(mess, HEADER + RICE + MILK)).toEqual(
    taken('2 rows: 1 new, 0 changed, 1 unchanged (import 1, purchase 2)', READ_AS),
  );
  const { after, ...entry } = entries(mess).at(-1) ?? { after: '' };
  expect({ ...entry, after: JSON.parse(String(after)) }).toEqual({
    command: 'purchase import',
    subject: join(mess.home, 'a.csv'),
    month: '2025-05',
    after: {
      rows: 2,
      inserted: 1,
      unchanged: 1,
      skipped: 0,
      rejected: 0,
      purchases: { first: 2, last: 2 },
      months: ['2025-05'],
      digests: { purchases: expect.any(String), import: expect.any(String) },
    },
  });
  const same = await importPurchases(mess, HEADER + RICE + MILK);
  expect(same).toEqual({
    code: 0,
    stdout: `a.csv: 2 rows, imported already on 2025-06-01 12:00 by warden (import 1). Nothing changed.\nRead as: ${READ_AS}.\n`,
    stderr: 'To apply it all the same, give --again.\n',
  });
  // The other way round, with a row more that is equal, and one that is new.
  const grown = `${HEADER}${MILK}2025-05-02,MILK,"240.50", \n${RICE}2025-04-30,Gas,"1,103.00",x\n`;
  expect(await importPurchases(mess, grown)).toEqual({
    code: 0,
    stdout:
      'a.csv: 4 rows: 2 new, 0 changed, 2 unchanged (import 2, purchases 3-4).\nRead as: purchases, utf-8, comma, April 2025, May 2025.\n',
    stderr: 'warning: The same as an earlier row, and taken all the same: line 3.\n',
  });
  // Other bytes that say the same change nothing, and are no import.
  const before = entries(mess);
  expect((await importPurchases(mess, `${grown}\n`)).stdout).toContain(
    '4 rows: 0 new, 0 changed, 4 unchanged. Nothing changed.\n',
  );
  expect(entries(mess)).toEqual(before);
  // A row that was corrected in the sheet is another purchase: the old one is named.
  expect(await importPurchases(mess, grown.replace('1,103.00', '1,130.00'))).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 new, 0 changed, 3 unchanged (import 3, purchase 5)'),
    stderr:
      'warning: Recorded from an earlier state of this sheet and not among the rows of a.csv any more: 4. If they were corrected, take the old ones back: mess purchase void 4 --reason TEXT.\n',
  });
  // One that was taken back is not brought again by the sheet.
  await mess.do('purchase void 2-4 --reason "not ours" --yes');
  expect(await importPurchases(mess, `${grown}2025-05-09,Rent,1,\n`)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('5 rows: 1 new, 0 changed, 1 unchanged, 3 passed over'),
    stderr: expect.stringContaining(
      'warning: 3 rows were recorded before and taken back: 2-4. mess purchase add records one again, --again every row of the file.\n',
    ),
  });
  expect(await importPurchases(mess, grown)).toMatchObject({
    stdout: expect.stringContaining('imported already'),
    stderr: expect.stringContaining('taken back: 2-4.'),
  });
  expect(await importPurchases(mess, HEADER + MILK, '--again')).toMatchObject({
    stdout: expect.stringContaining('1 row: 1 new, 0 changed, 0 unchanged'),
    stderr: '',
  });
  expect(purchases(mess)).toEqual([
    '1 2025-05-02 Milk 240.50',
    '2 2025-05-01 Groceries 9600.00 rice, 200 kg void',
    '3 2025-05-02 Milk 240.50 void',
    '4 2025-04-30 Gas 1103.00 x void',
    '5 2025-04-30 Gas 1130.00 x',
    '6 2025-05-09 Rent 1.00',
    '7 2025-05-02 Milk 240.50',
  ]);
});

test('a closed month takes nothing, and a sheet that brings it nothing is fine', async () => {
  const mess = await createMess();
  await importPurchases(mess, HEADER + RICE);
  closeMonth(mess, '2025-05');
  const before = [purchases(mess), entries(mess)];
  const text = HEADER + RICE + MILK;
  for (const options of [[], ['--dry-run'], ['--partial'], ['--again']]) {
    expect(await importPurchases(mess, text, ...options)).toEqual({
      code: 8,
      stdout: '',
      stderr:
        'error: May 2025 is closed. Nothing was changed.\nhint: an owner opens it again: mess month reopen --month 2025-05 --reason TEXT\n',
    });
  }
  expect([purchases(mess), entries(mess)]).toEqual(before);
  expect((await importPurchases(mess, `${HEADER}\n${RICE}`)).code).toBe(0);
  expect((await importPurchases(mess, `${HEADER}${RICE}2025-06-01,Gas,1,\n`)).code).toBe(0);
  reopenMonth(mess, '2025-05');
  expect((await importPurchases(mess, text)).code).toBe(0);
  expect(purchases(mess)).toHaveLength(3);
});

test('what came while a file was read: the same file is enough once, equal rows are found', async () => {
  const mess = await createMessNow();
  const file = await mess.file('a.csv', HEADER + RICE + MILK);
  const other = await mess.file('b.csv', `${HEADER}${RICE}2025-05-03,Gas,1,\n`);
  const rejects = ['r1', 'r2', 'r3'].map((name) => join(mess.home, name));
  const writer = holdWriteLock(mess);
  const started = [file, file, other].map((name, index) =>
    startMess(mess.home, ['purchase', 'import', name, '--rejects', rejects[index] ?? '']),
  );
  await waitForFiles(rejects);
  writer.commit();
  const results = await Promise.all(started.map(({ ended }) => ended));
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(results.filter(({ stdout }) => stdout.includes('imported already'))).toHaveLength(1);
  expect(
    purchases(mess)
      .map((line) => line.replace(/^\d+ /, ''))
      .sort(),
  ).toEqual([
    '2025-05-01 Groceries 9600.00 rice, 200 kg',
    '2025-05-02 Milk 240.50',
    '2025-05-03 Gas 1.00',
  ]);
  // A head that is called otherwise by now may not be the one that was meant.
  const late = join(mess.home, 'r4');
  const third = await mess.file('c.csv', `${HEADER}2025-05-04,Milk,1,\n`);
  const renamer = holdWriteLock(mess);
  const { ended } = startMess(mess.home, ['purchase', 'import', third, '--rejects', late]);
  await waitForFiles([late]);
  renamer.run(
    `insert into audit_entries (sequence, operation_id, at, actor_kind, command)
     select max(sequence) + 1, 'another', ?, 'database', 'purchase heads rename' from audit_entries`,
    mess.now.toISOString(),
  );
  renamer.run("update purchase_heads set name = 'Curd', name_key = 'curd' where name_key = 'milk'");
  renamer.commit();
  expect(await ended).toMatchObject({
    code: 7,
    stderr: expect.stringContaining('The heads were changed while'),
  });
  expect(purchases(mess)).toHaveLength(3);
});

test('a number of its own behind the amount is no half of it', async () => {
  const mess = await createMess();
  const sheet = 'Date,Head,Amount,Bill No\n2025-05-01,Milk,700,101\n2025-05-02,Nothing,500,12\n';
  const path = await mess.file('p.csv', sheet);
  const rejects = join(mess.home, 'r.csv');
  const options = ['--ignore-unknown', '--partial', '--rejects', rejects];
  expect((await mess('purchase', 'import', path, ...options)).stderr).toContain(
    '1 mistake: unknown head',
  );
  await mess.do('purchase heads add Nothing --kind dividing');
  expect((await mess('purchase', 'import', rejects, '--ignore-unknown')).stdout).toContain('1 new');
  // The columns that a file of rejected rows has behind the amount are numbers too.
  const short = await mess.file('q.csv', 'Date,Head,Amount\n2025-05-03,Absent,60\n');
  const again = ['--partial', '--rejects', rejects, '--yes'];
  expect(await mess('purchase', 'import', short, ...again)).toMatchObject({ code: 6 });
  await mess.do('purchase heads add Absent --kind dividing');
  expect((await mess('purchase', 'import', rejects)).stdout).toContain('1 new');
});
