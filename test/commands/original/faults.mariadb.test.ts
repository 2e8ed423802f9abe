import { expect, test } from 'vitest';
import { OriginalReport } from '../../../src/documents/schemas/original.ts';
import {
  createOriginal,
  LOOSEN,
  storedByTakeOver,
  takeOver,
} from '../../support/books/original.ts';
import { findFaults } from '../../support/documents.ts';
import { createMess } from '../../support/mess.ts';

const SPOIL = `
  update student set phone = '98150' where st_id = '20ME015';
  insert into student values ('20cs024', 'Arjun Nair', 'CS', '9847055661'), ('S 9', '', 'CS', '9847055661');
  update attendance set days_present = null where student_id = '20ME021' and month_name = '2025-03';
  insert into attendance values ('99XX001', '2025-03', 5), ('20CS011', '03/2025', 30),
    ('20EC007', 'Mai 2025', 3), ('20EC007', 'June', 3), ('20EC007', 'June 2025', 31),
    ('20EC007', 'July 2025', -1), ('21CE003', 'Apr 2025', 22);
  insert into expense values (4, '2025-05', '4100'), (5, 'June 2025', 'four thousand'),
    (6, 'July 2025', '0.00'), (7, 'August 2025', '9000');
  insert into student_expense values (18, '99XX001', 1, '10', '2025-03'),
    (19, '21CE003', 1, '-10', '2025-03'), (20, '21CE003', 9, '10', '2025-03'),
    (21, '20EC007', 2, '10.005', 'March 2025'), (22, '20CS011', 4, 'free', 'May 2025');
  insert into admin values ('OFFICE', 'x'), ('clerk', 'hunter2')`;

const WARNINGS = [
  'warning: attendance: March 2025 is written 03/2025 and 2025-03.',
  'warning: attendance: April 2025 is written April 2025 and Apr 2025.',
  'warning: expense: May 2025 is written May 2025 and 2025-05.',
  'warning: student_expense: March 2025 is written 2025-03 and March 2025.',
  'warning: Rounded: 1 amount that has more decimals than the currency.',
  'warning: Passed over, since nobody has a share in them: expense 7 of August 2025.',
];

const MISTAKES = [
  'student 20CS024: st_id: student 20cs024 is the same id: upper and lower case are the same (20CS024)',
  'student 20ME015: phone: not a phone number; write 10 digits, or + and 8 to 15 digits with the country code (98150)',
  'student 20cs024: st_id: student 20CS024 is the same id: upper and lower case are the same (20cs024)',
  'student S 9: st_id: not an id; use 1 to 32 letters, digits and . _ / - and begin with a letter or digit (S 9)',
  'student S 9: name: the name is missing',
  'attendance 20CS011 03/2025: days_present: another row, of 2025-03, has 31 days for 20CS011 in March 2025 (30)',
  'attendance 20CS011 2025-03: days_present: another row, of 03/2025, has 30 days for 20CS011 in March 2025 (31)',
  'attendance 20EC007 July 2025: days_present: not a number of days; write it like 28 or 28.5, with two decimals at most (-1)',
  'attendance 20EC007 June: month_name: a month without its year; give --year YYYY (June)',
  'attendance 20EC007 June 2025: days_present: 31 days present, but June 2025 has 30 (31)',
  'attendance 20EC007 Mai 2025: month_name: not a month; write it like 2025-05, 05/2025 or May 2025 (Mai 2025)',
  'attendance 99XX001 2025-03: student_id: no such student (99XX001)',
  'expense 3: expense_month: expense 4 is a bill of May 2025, too (May 2025)',
  'expense 4: expense_month: expense 3 is a bill of May 2025, too (2025-05)',
  'expense 5: total_expense: not an amount of money; write it like 74000 or 74,000.50 (four thousand)',
  'expense 6: total_expense: an amount must be more than 0 (0.00)',
  'student_expense 8: student_id: student_expense 21 is a share of 20EC007 in the same bill (20EC007)',
  'student_expense 18: student_id: no such student (99XX001)',
  'student_expense 19: student_month_expense: an amount must be more than 0 (-10)',
  'student_expense 20: expense_id: no such expense (9)',
  'student_expense 21: student_id: student_expense 8 is a share of 20EC007 in the same bill (20EC007)',
  'student_expense 21: month_name: expense 2 is of April 2025 (March 2025)',
  'student_expense 22: student_month_expense: not an amount of money; write it like 74000 or 74,000.50 (free)',
  'admin OFFICE: admin_id: admin office is the same id: upper and lower case are the same (OFFICE)',
  'admin OFFICE: password: not a bcrypt hash, so nobody could sign in with it',
  'admin clerk: password: not a bcrypt hash, so nobody could sign in with it',
  'admin office: admin_id: admin OFFICE is the same id: upper and lower case are the same (office)',
];

const KINDS =
  'bad amount (4), duplicate id (4), bad hash (2), bad month (2), contradiction (2), duplicate bill (2), duplicate share (2), unknown student (2), bad days, bad id, bad phone, missing, other month, too many days, unknown expense';

const CORRECT = 'hint: correct the rows there, or in a copy of that database, and run it again';

test('all that is wrong is named at once, and nothing is written', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  await original.run(`${LOOSEN};${SPOIL}`);
  const before = storedByTakeOver(mess);
  expect(await takeOver(mess, original, '--max-errors', '27')).toEqual({
    code: 6,
    stdout: '',
    stderr: [
      ...WARNINGS,
      ...MISTAKES,
      `error: SOURCE has 27 mistakes: ${KINDS}. Nothing was written.`,
      `${CORRECT}, or take the good ones with --partial`,
      '',
    ].join('\n'),
  });
  expect((await takeOver(mess, original)).stderr).toBe(
    [
      ...WARNINGS,
      ...MISTAKES.slice(0, 20),
      '… and 7 more',
      `error: SOURCE has 27 mistakes: ${KINDS}. Nothing was written.`,
      `${CORRECT}, or take the good ones with --partial; --max-errors 27 shows all of them`,
      '',
    ].join('\n'),
  );
  expect(storedByTakeOver(mess)).toEqual(before);
});

test('as JSON the mistakes are in the document, without what may be a password', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  await original.run(`${LOOSEN};${SPOIL}`);
  const { code, stdout, stderr } = await takeOver(mess, original, '--json', '--quiet');
  expect(code).toBe(6);
  const document = JSON.parse(stdout);
  expect(findFaults(OriginalReport, document)).toEqual([]);
  expect(document).toMatchObject({
    rows: 63,
    inserted: 0,
    updated: 0,
    blank: 3,
    rejected: 48,
    partial: false,
    tables: {
      attendance: { rows: 23, inserted: 0, unchanged: 0, skipped: 0, blank: 2, rejected: 13 },
    },
    warnings: WARNINGS.map((line) => line.replace('warning: ', '')),
  });
  expect(document.errors).toHaveLength(27);
  expect(document.errors[0]).toEqual({
    table: 'student',
    key: '20CS024',
    line: 2,
    column: 'st_id',
    code: 'duplicate_id',
    value: '20CS024',
    message: 'student 20cs024 is the same id: upper and lower case are the same',
  });
  expect(JSON.parse(stderr).error.details.kinds).toMatchObject({ bad_amount: 4, bad_hash: 2 });
  expect(stdout + stderr).not.toContain('hunter2');
});

test('--partial takes the good rows, and bills only whole', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  await original.run(`${LOOSEN};${SPOIL}`);
  const { code, stdout, stderr } = await takeOver(mess, original, '--partial');
  expect(code).toBe(6);
  expect(stdout.split('\n').slice(4)).toEqual([
    'Students                 8    4          0       0      0         4',
    'Months of attendance    23    8          0       0      2        13',
    'Bills                    7    0          0       0      1         6',
    'Shares of bills         22    0          0       0      0        22',
    'Admins                   3    0          0       0      0         3',
    '',
  ]);
  expect(stderr.split('\n').slice(-3)).toEqual([
    `error: SOURCE has 27 mistakes: ${KINDS}, and 24 good rows that need them are rejected with them. The rest was written.`,
    `${CORRECT}; --max-errors 27 shows all of them`,
    '',
  ]);
  expect(mess.rows('select id from students order by id')).toEqual(
    ['20CS011', '20EC007', '20ME021', '21CE003'].map((id) => ({ id })),
  );
  expect(
    mess.rows(
      `select id, month, days_hundredths as days from attendance
       join students on no = student_no order by id, month`,
    ),
  ).toEqual([
    { id: '20CS011', month: '2025-04', days: 3000 },
    { id: '20CS011', month: '2025-05', days: 3100 },
    { id: '20EC007', month: '2025-03', days: 3000 },
    { id: '20EC007', month: '2025-04', days: 2900 },
    { id: '20EC007', month: '2025-05', days: 2600 },
    { id: '20ME021', month: '2025-05', days: 700 },
    { id: '21CE003', month: '2025-04', days: 2200 },
    { id: '21CE003', month: '2025-05', days: 3100 },
  ]);
  expect(await mess.json('bill', 'list', '--all')).toEqual([]);
  const taken = storedByTakeOver(mess);
  expect((await takeOver(mess, original, '--partial')).stderr).toContain('Nothing was written.');
  expect(storedByTakeOver(mess)).toEqual(taken);
});

test('--partial with one bad share takes the other bills, and the rest when it is corrected', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  await original.run(
    'update student_expense set student_month_expense = -1 where student_expense_id = 9',
  );
  const months = async () =>
    (await mess.json<{ month: string }[]>('bill', 'list')).map(({ month }) => month);
  const dry = await takeOver(mess, original, '--partial', '--dry-run');
  expect(dry).toMatchObject({ code: 6 });
  expect(dry.stderr).toContain('are rejected with them. Nothing was written.');
  expect(await months()).toEqual([]);
  expect((await takeOver(mess, original, '--partial')).code).toBe(6);
  expect(await months()).toEqual(['2025-03', '2025-05']);
  await original.run(
    'update student_expense set student_month_expense = 2000 where student_expense_id = 9',
  );
  expect((await takeOver(mess, original)).code).toBe(0);
  expect(await months()).toEqual(['2025-03', '2025-04', '2025-05']);
});

test('months without a year are of --year', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  await original.run(`update attendance set month_name = 'march' where month_name = '2025-03';
    update expense set expense_month = 'Mar' where expense_id = 1;
    update student_expense set month_name = 'MARCH' where expense_id = 1`);
  const without = await takeOver(mess, original, '--max-errors', '1');
  expect(without.code).toBe(6);
  expect(without.stderr).toContain(
    'attendance 20CS011 march: month_name: a month without its year; give --year YYYY (march)',
  );
  expect(await takeOver(mess, original, '--year', '2024')).toMatchObject({ code: 0, stderr: '' });
  const bill = await mess.json<{ billed: string }>('bill', 'show', '--month', '2024-03');
  expect(bill).toMatchObject({ billed: '12600.00', stale: false });
  expect(await takeOver(mess, original, '--year', '25')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--year: not a year; write it like 2025 (25)'),
  });
});
