import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';

// Databases differ in how they compare, order and keep text and large numbers; the answers must not.
// These run on both.

const REST = ['--name', 'Asha', '--branch', 'CSE', '--phone', '9876543210'];

test('an id is found, and taken, without regard to case or to spaces around it', async () => {
  const mess = await createMess();
  await mess('student', 'add', 'a1', ...REST);
  for (const id of ['a1', 'A1', 'a1 ', ' A1\t']) {
    expect(await mess('student', 'add', id, ...REST)).toEqual({
      code: 8,
      stdout: '',
      stderr: 'error: The id a1 is taken by Asha.\nhint: mess student show a1\n',
    });
    expect(await mess.json('student', 'show', id)).toMatchObject({ id: 'a1' });
  }
  expect(mess.rows('select id, id_key from students')).toEqual([{ id: 'a1', id_key: 'a1' }]);
});

test('ids are listed by code point', async () => {
  const mess = await createMess();
  const ids = ['b1', 'a/1', 'B2', 'a_1', 'a1', 'a-1', '10', 'a.1', 'A3', '9'];
  for (const id of ids) await mess('student', 'add', id, ...REST);
  const listed = await mess.json<{ id: string }[]>('student', 'list');
  expect(listed.map(({ id }) => id)).toEqual([
    '10',
    '9',
    'A3',
    'B2',
    'a-1',
    'a.1',
    'a/1',
    'a1',
    'a_1',
    'b1',
  ]);
});

test.each([
  ['सीता देवी', 'रसोई'],
  ['👩‍🍳 Zoë', '𝕏'],
  ['क्‍ष', 'ẞß'],
  ['O\'Brien "Bo" \\', '%_\\'],
  ['null', '0'],
])('the name %s and the branch %s come back as they were given', async (name, branch) => {
  const mess = await createMess();
  const add = ['student', 'add', 'S1', '--name', name, '--branch', branch];
  expect(await mess(...add, '--phone', '+919876543210')).toMatchObject({ code: 0 });
  const told = { email: null, takesMessages: true };
  const dates = { joined: null, left: null };
  const student = { id: 'S1', name, branch, phone: '+919876543210', ...dates, ...told };
  expect(await mess.json('student', 'show', 's1')).toEqual(student);
  expect(await mess.json('student', 'list', '--branch', branch)).toEqual([student]);
});

test('the largest amounts are exact, and so is what they add up to', async () => {
  const mess = await createMess();
  const LARGEST = '90071992547409.91';
  await mess.do(
    'student add S1 --name A --branch B --phone 9876543210',
    'student add S2 --name B --branch B --phone 9876543211',
    'attendance record S1 --month 2025-04 --days 30',
    'attendance record S1 --month 2025-05 --days 31',
    `bill register --month 2025-04 --total ${LARGEST}`,
    `bill register --month 2025-05 --total ${LARGEST} --per-head ${LARGEST} --fixed ${LARGEST}`,
  );
  expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({
    total: LARGEST,
    perHead: LARGEST,
    fixed: LARGEST,
    billed: '270215977642229.73',
    shares: [
      { studentId: 'S1', dividing: LARGEST, perHead: LARGEST, amount: '225179981368524.77' },
      { studentId: 'S2', dividing: '0.00', perHead: '0.00', amount: '45035996273704.96' },
    ],
  });
  expect(await mess.json('expenses', 'show', 'S1')).toMatchObject({
    expenses: [{ amount: LARGEST }, { amount: '225179981368524.77' }],
    total: '315251973915934.68',
  });
  expect(
    await mess('bill', 'register', '--month', '2025-03', '--total', '90071992547409.92'),
  ).toEqual({ code: 2, stdout: '', stderr: `error: --total: the largest amount is ${LARGEST}\n` });
});
