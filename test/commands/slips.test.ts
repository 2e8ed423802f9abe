import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../support/mess.ts';
import { addFourStudents, createBilledMay } from '../support/records/month.ts';
import { purchases } from '../support/records/purchases.ts';

const ADD = ['purchase', 'add', '--head', 'Milk', '--amount', '120.50', '--date'];
const entries = (mess: TestMess) => mess.rows('select sequence from audit_entries').length;

test('at a terminal a slip is asked about before anything is written', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const before = entries(mess);
  for (const [line, warning, question] of [
    [[...ADD, '2025-06-20'], '2025-06-20 is in the future.', 'Record it all the same?'],
    [
      [...ADD, '2024-05-31'],
      '2024-05-31 is more than 6 months ago, and May 2024 has no purchases yet.',
      'Record it all the same?',
    ],
    [
      ['student', 'remove', 'S003', '--on', '2025-07-01'],
      '2025-07-01 is in the future.',
      'Mark S003 as left on that day?',
    ],
    [
      ['attendance', 'record', 'S001', '--month', '2005-07', '--days', '3'],
      'July 2005 is long before anything is recorded.',
      'Record it like that?',
    ],
    [
      ['student', 'edit', 'S001', '--joined', '2025-07-12'],
      '2025-07-12 is in the future.',
      'Change S001 like that?',
    ],
  ] as const) {
    expect(await mess.with({ answers: [false] })(...line)).toEqual({
      code: 130,
      stdout: '',
      stderr: `warning: ${warning}\n? ${question}\nNothing was changed.\n`,
    });
    expect(entries(mess)).toBe(before);
  }
});

test('who says yes is told once, and how it is taken back; elsewhere it is refused unless one insists', async () => {
  const mess = await createMess();
  const warning = 'warning: 2025-06-20 is in the future.\n';
  const added = (no: number) => ({
    code: 0,
    stdout: `Recorded purchase ${no}: 2025-06-20, Milk, 120.50.\n`,
  });
  const back = (no: number) => `If that is wrong: mess purchase void ${no} --reason TEXT\n`;
  expect(await mess.with({ answers: [true] })(...ADD, '2025-06-20')).toEqual({
    ...added(1),
    stderr: `${warning}? Record it all the same?\n${back(1)}`,
  });
  const same = 'warning: Purchase 1 is the same already.\n';
  expect(await mess(...ADD, '2025-06-20')).toMatchObject({
    code: 8,
    stderr:
      'error: 2025-06-20 is in the future.\nhint: check it; if it is right, give --unlikely\n',
  });
  expect(await mess(...ADD, '2025-06-20', '--unlikely')).toEqual({
    ...added(2),
    stderr: `${warning}${same}${back(2)}`,
  });
  expect(await mess.with({ answers: [] })(...ADD, '2025-06-20', '--yes')).toMatchObject(added(3));
  expect(purchases(mess)).toHaveLength(3);
  expect(await mess.json(...ADD, '2025-06-20', '--unlikely')).toMatchObject({
    no: 4,
    warnings: ['2025-06-20 is in the future.', '3 purchases are the same already: 1, 2, 3.'],
  });
});

test('a usual entry is not asked about', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  for (const line of [
    [...ADD, '2025-06-01'],
    [...ADD, '2024-12-01'],
    ['student', 'remove', 'S003', '--on', '2025-06-30'],
    ['attendance', 'record', 'S001', '--month', '2025-06', '--days', '3'],
  ]) {
    expect(await mess.with({ answers: [] })(...line)).toMatchObject({ code: 0, stderr: '' });
  }
});

test('dates of a student that do not fit what is recorded, and the bills that they make stale', async () => {
  const mess = await createBilledMay('--total 60000 --fixed 4000');
  const stale =
    'warning: The bill of May 2025 was made before this change. To take it in: mess bill revise --month 2025-05 --reason TEXT.\n';
  expect(await mess('student', 'edit', 'S002', '--joined', '2025-05-12')).toEqual({
    code: 0,
    stdout: 'Changed S002 (Vikram Shah).\n',
    stderr:
      'warning: S002 was on the roll for 20 days of May 2025, and 28 are recorded.\n' +
      'If that is wrong: mess student edit S002 --joined DATE, or --no-joined where it is not known\n',
  });
  const who = ['--name', 'New', '--branch', 'CSE', '--phone', '9876543215'];
  expect(await mess('student', 'add', 'S005', ...who, '--joined', '2025-05-20')).toEqual({
    code: 0,
    stdout: 'Added S005 (New), on the roll from 2025-05-20.\n',
    stderr: stale,
  });
  expect(
    await mess('student', 'edit', 'S005', '--joined', '2025-06-02', '--unlikely'),
  ).toMatchObject({
    code: 0,
  });
  expect(await mess('student', 'edit', 'S005', '--joined', '2025-05-31')).toMatchObject({
    stderr: stale,
  });
  expect(await mess.json('student', 'remove', 'S005', '--on', '2025-06-01')).toMatchObject({
    id: 'S005',
    left: '2025-06-01',
    warnings: [],
  });
  await mess.do(
    'student remove S005 --on 2025-05-31',
    'bill revise --month 2025-05 --reason x --yes',
  );
  const file = await mess.file(
    'roll.csv',
    'id,name,branch,phone,joined\nS006,New,CSE,9876543216,2025-04-02\n',
  );
  expect(await mess('student', 'import', file)).toMatchObject({ code: 0, stderr: stale });
});

test('many bills that go stale are told of shortly', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  for (const month of ['2024-10', '2024-11', '2024-12', '2025-01', '2025-02']) {
    await mess.do(
      `attendance record S001 --month ${month} --days 10`,
      `bill register --month ${month} --total 100`,
    );
  }
  const { stderr } = await mess('student', 'edit', 'S002', '--joined', '2025-03-01');
  expect(stderr.match(/warning: The bill of \w+ 202\d was made before this change/g)).toHaveLength(
    3,
  );
  expect(stderr).toContain('warning: So were 2 other bills. mess bill list says which.\n');
});
