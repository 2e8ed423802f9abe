import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { readBooks } from '../../support/records/bills.ts';
import { addFourStudents, addMay, MAY_CSV } from '../../support/records/month.ts';
import { insertStudents } from '../../support/records/students.ts';

/** What a person is warned of, and nobody is refused. */
async function warnings(mess: TestMess, line: string): Promise<string[]> {
  const { code, stdout, stderr } = await mess(...line.split(' '), '--dry-run', '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout).warnings;
}

test('a month that is not over, by the clock of the mess', async () => {
  const mess = await createMess();
  await addMay(mess);
  const register = (month: string) =>
    `bill register --month ${month} --fixed 4 --absent-if-missing`;
  // The last hour of May in Kolkata.
  mess.now = new Date('2025-05-31T18:29:59Z');
  expect(await warnings(mess, register('this'))).toEqual(['May 2025 is not over yet.']);
  expect(await warnings(mess, register('2025-06'))).toEqual(['June 2025 is in the future.']);
  expect(await warnings(mess, `${register('2025-06')} --early`)).toEqual([]);
  mess.now = new Date('2025-05-31T18:30:00Z');
  expect(await warnings(mess, register('previous'))).toEqual([]);
  expect(await warnings(mess, register('this'))).toEqual(['June 2025 is not over yet.']);
  // Said and not only kept; then it is a bill like others.
  const written = await mess(...register('this').split(' '));
  expect(written).toMatchObject({ code: 0, stderr: 'warning: June 2025 is not over yet.\n' });
});

test('somebody on the roll without attendance: how many, and the first ten', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const line = 'bill register --month 2025-05 --fixed 4';
  await mess.do(
    'attendance record S001 --month 2025-05 --days 30',
    // Recorded is recorded, also when absent; and who is not on the roll lacks nothing.
    'attendance record S002 --month 2025-05 --days 0',
    'student remove S003 --on 2025-04-30',
  );
  expect(await warnings(mess, line)).toEqual([
    'No attendance is recorded in May 2025 for 1 on the roll: S004 Dev Anand.',
    'Not billed in May 2025: S003 (left on 30 April 2025).',
  ]);
  const more = Array.from({ length: 11 }, (_, index) => `N${String(index + 1).padStart(2, '0')}`);
  insertStudents(
    mess,
    more.map((id) => ({ id, name: `New ${id}` })),
  );
  const ten = more.slice(0, 10).map((id) => `${id} New ${id}`);
  expect(await warnings(mess, line)).toEqual([
    `No attendance is recorded in May 2025 for 12 on the roll: ${ten.join(', ')} and 2 more.`,
    'Not billed in May 2025: S003 (left on 30 April 2025).',
  ]);
  expect(await warnings(mess, `${line} --absent-if-missing`)).toEqual([
    'Not billed in May 2025: S003 (left on 30 April 2025).',
  ]);
});

test('a bill far from the middle one of the last three live ones', async () => {
  const mess = await createMess();
  await addMay(mess);
  const quiet = '--absent-if-missing --confirm-total --quiet';
  const register = (month: string, amount: string) =>
    mess.do(`bill register --month ${month} --fixed ${amount} ${quiet}`);
  const may = (amount: string) =>
    warnings(mess, `bill register --month 2025-05 --fixed ${amount} --absent-if-missing`);
  // The oldest one is not of the last three.
  await register('2024-12', '90000');
  await register('2025-02', '100');
  expect(await may('34')).toEqual([]);
  await register('2025-03', '3000');
  // The middle one of 90000, 100 and 3000.
  expect(await may('9000.01')).toHaveLength(1);
  expect(await may('1000')).toEqual([]);
  // One that was voided counts no more, and a revised one as it is now.
  await mess.do('bill void --month 2025-03 --reason x --yes');
  expect(await may('34')).toEqual([]);
  await register('2025-03', '400');
  await mess.do('bill revise --month 2025-03 --fixed 300.03 --reason x --yes --quiet');
  await register('2025-04', '1000000');
  const compared = (amount: string, relation: string) => [
    `The bill of May 2025 comes to ${amount}, ${relation} the usual 300.03 (the middle one of the last three bills).`,
  ];
  expect(await may('900.09')).toEqual([]);
  expect(await may('900.10')).toEqual(compared('900.10', 'more than three times'));
  expect(await may('100.01')).toEqual([]);
  expect(await may('100')).toEqual(compared('100.00', 'less than a third of'));
  expect(await may('1 --confirm-total')).toEqual([]);
  // Of a revision too, which is compared with the other months.
  await register('2025-05', '300');
  await register('2025-06', '300');
  const revise = await mess('bill', 'revise', '--month', '2025-05', '--fixed', '9', '--dry-run');
  expect(revise.stderr).toBe(
    'warning: The bill of May 2025 comes to 9.00, less than a third of the usual 300.03 (the middle one of the last three bills).\n',
  );
});

test('--if-missing leaves a month alone whose bill was voided', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'bill register --month 2025-05 --total 60000 --quiet',
    'bill void --month 2025-05 --reason x --yes',
  );
  const books = readBooks(mess);
  const line = 'bill register --month 2025-05 --total 1 --if-missing'.split(' ');
  const { code, stdout, stderr } = await mess(...line);
  expect([code, stderr]).toEqual([
    0,
    'The bill of May 2025 is void, and --if-missing makes no other. Without it the month can be registered again.\n',
  ]);
  // The void bill is no answer.
  expect(stdout).toBe('');
  expect(await mess(...line, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await mess.json(...line, '--dry-run')).toMatchObject({ status: 'void', revision: 1 });
  expect(readBooks(mess)).toEqual(books);
  await mess.do('bill register --month 2025-05 --total 1 --confirm-total');
  expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({ revision: 2 });
});

test('the second bill is compared with the first, in all and for each day', async () => {
  const mess = await createMess();
  await addMay(mess);
  // 103 days in May; in June 34.
  for (const [id, days] of [
    ['S001', 10],
    ['S002', 9],
    ['S003', 5],
    ['S004', 10],
  ]) {
    await mess.do(`attendance record ${id} --month 2025-06 --days ${days}`);
  }
  await mess.do('bill register --month 2025-05 --total 60000');
  const june = (amount: string) =>
    warnings(mess, `bill register --month 2025-06 --total ${amount} --early`);
  const far = (amount: string, relation: string) => [
    `The bill of June 2025 comes to ${amount}, ${relation} that of May 2025 (60,000.00), in all and for each day present.`,
  ];
  // A third of the days may cost a third.
  expect(await june('19000')).toEqual([]);
  expect(await june('6000')).toEqual(far('6,000.00', 'less than a third of'));
  expect(await june('59000')).toEqual([]);
  expect(await june('600000')).toEqual(far('6,00,000.00', 'more than three times'));
});

test('more days than somebody was on the roll are said of a bill, and of a file', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do('student edit S002 --joined 2025-05-12', 'student remove S003 --on 2025-05-14');
  const beyond = 'More days than on the roll';
  const path = await mess.file('may.csv', MAY_CSV);
  expect(await mess('attendance', 'import', path, '--beyond-membership')).toMatchObject({
    code: 0,
    stderr: `warning: ${beyond}: S002 28 of 20 in May 2025, S003 15 of 14 in May 2025.\n`,
  });
  const line = 'bill register --month 2025-05 --total 60000';
  expect(await warnings(mess, line)).toEqual([
    `${beyond} in May 2025: S002 28 of 20, S003 15 of 14.`,
  ]);
});
