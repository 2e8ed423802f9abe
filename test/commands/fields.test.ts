import { expect, test } from 'vitest';
import { listCommands } from '../support/commands.ts';
import { createMess, type TestMess } from '../support/mess.ts';
import { addFourStudents, addMay } from '../support/records/month.ts';

async function createBilledMess(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('bill register --month 2025-05 --total 74000 --fixed 12000');
  return mess;
}

test('--fields picks the keys and columns of a list, in the order they are named in', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const list = (...words: string[]) => mess('student', 'list', ...words);
  const [first] = JSON.parse((await list('--fields', 'phone,id', '--json')).stdout);
  expect(Object.entries(first)).toEqual([
    ['phone', '9876543210'],
    ['id', 'S001'],
  ]);
  const csv = await list('--fields', 'phone, ID', '--format', 'csv');
  expect(csv.stdout.split('\n').slice(0, 2)).toEqual(['phone,id', '9876543210,S001']);
  const table = await list('--fields', 'phone,id,phone');
  expect(table.stdout.split('\n').slice(0, 3)).toEqual([
    'Phone           ID',
    '──────────────  ────',
    '9876543210      S001',
  ]);
});

test('dots reach into what a key holds; a table and CSV have a row for each share', async () => {
  const mess = await createBilledMess();
  const show = (fields: string, ...words: string[]) =>
    mess('bill', 'show', '--month', '2025-05', '--fields', fields, ...words);
  const { stdout } = await show('month,shares.amount,shares.studentId', '--json');
  const document = JSON.parse(stdout);
  expect(Object.keys(document)).toEqual(['month', 'shares']);
  expect(document.shares[0]).toEqual({ amount: '24553.40', studentId: 'S001' });
  const csv = 'student_id,amount\nS001,24553.40\n';
  expect((await show('shares.studentId,shares.amount', '--format', 'csv')).stdout).toContain(csv);
  expect((await show('student_id,amount', '--format', 'csv')).stdout).toContain(csv);
  expect((await show('studentId,amount')).stdout).toContain('Student id    Amount\n');
  expect(await mess.json('status', '--fields', 'mess.name')).toEqual({
    mess: { name: 'Ganga Mess' },
  });
});

test('a field that is not there is refused, with those that are', async () => {
  const mess = await createBilledMess();
  const there = 'there are id, name, branch, phone, joined, left.';
  for (const format of ['table', 'csv']) {
    expect(await mess('student', 'list', '--fields', 'id,phon', '--format', format)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: There is no field phon in this answer; ${there}\n`,
    });
  }
  const json = await mess('bill', 'show', '-m', '2025-05', '--fields', 'shares.pay', '--json');
  expect([json.code, json.stdout]).toEqual([2, '']);
  expect(JSON.parse(json.stderr).error.message).toMatch(/^There is no field shares\.pay .*amount/);
  expect((await mess('student', 'list', '--fields', 'id,')).code).toBe(2);
  const none = await mess('admin', 'token', 'list', '--fields', 'nosuch', '--format', 'csv');
  expect(none.code).toBe(2);
});

test('what writes refuses --fields before it does', async () => {
  const mess = await createMess();
  const add = 'student add S1 --name A --branch B --phone 9876543210 --fields id';
  expect(await mess(...add.split(' '))).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: --fields is for commands that only read.\nhint: leave it out; --json has all there is\n',
  });
  expect((await mess('settings', '--name', 'X', '--fields', 'name')).code).toBe(2);
  expect(mess.rows('select * from students')).toEqual([]);
  expect(await mess.json('settings', '--fields', 'name')).toEqual({ name: 'Ganga Mess' });
});

test('every plain read answers with each of its own columns', async () => {
  const mess = await createBilledMess();
  let looked = 0;
  for (const { path, isPlainRead } of await listCommands()) {
    if (!isPlainRead) continue;
    const words = path.split(' ');
    const whole = await mess(...words, '--format', 'csv');
    // Some need an option, or have days of the month for columns.
    if (whole.code !== 0) continue;
    const [header = ''] = whole.stdout.split('\n');
    if (!/^[a-z_,]+$/.test(header)) continue;
    looked += 1;
    expect([path, await mess(...words, '--format', 'csv', '--fields', header)]).toEqual([
      path,
      whole,
    ]);
    expect([path, (await mess(...words, '--fields', header)).code]).toEqual([path, 0]);
  }
  expect(looked).toBeGreaterThan(8);
});
