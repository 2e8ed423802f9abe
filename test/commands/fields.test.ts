import { expect, test } from 'vitest';
import { listCommands } from '../support/commands.ts';
import { createMess } from '../support/mess.ts';
import { addFourStudents, createBilledMay } from '../support/records/month.ts';

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
  const mess = await createBilledMay('--total 74000 --fixed 12000');
  const show = (fields: string, ...words: string[]) =>
    mess('bill', 'show', '--month', '2025-05', '--fields', fields, ...words);
  const { stdout } = await show('month,shares.amount,shares.studentId', '--json');
  const document = JSON.parse(stdout);
  expect(Object.keys(document)).toEqual(['month', 'shares']);
  expect(document.shares[0]).toEqual({ amount: '24553.40', studentId: 'S001' });
  const csv = 'student_id,amount\nS001,24553.40\n';
  expect((await show('shares.studentId,shares.amount', '--format', 'csv')).stdout).toContain(csv);
  expect((await show('student_id,amount', '--format', 'csv')).stdout).toContain(csv);
  expect((await show('studentId,amount')).stdout).toContain('Student id     Amount\n');
  expect(await mess.json('status', '--fields', 'mess.name')).toEqual({
    mess: { name: 'Ganga Mess' },
  });
});

test('a name is that of JSON, of CSV, or a heading of the table, in any format', async () => {
  const mess = await createBilledMay('--total 74000 --fixed 12000');
  const show = async (fields: string, format: string) => {
    const words = ['bill', 'show', '-m', '2025-05', '--fields', fields, '--format', format];
    const { code, stdout, stderr } = await mess(...words);
    expect({ fields, format, code, stderr }).toEqual({ fields, format, code: 0, stderr: '' });
    return stdout;
  };
  const names = [
    'id,amount',
    'Student ID,AMOUNT',
    'student_id,amount',
    'shares.studentid,shares.amount',
  ];
  for (const fields of names) {
    expect((await show(fields, 'csv')).split('\n').slice(0, 2)).toEqual([
      'student_id,amount',
      'S001,24553.40',
    ]);
    expect(JSON.parse(await show(fields, 'json')).shares[0]).toEqual({
      studentId: 'S001',
      amount: '24553.40',
    });
  }
  // Of `purchases`, which has amounts too, there is no column.
  expect((await mess('bill', 'show', '--fields', 'purchases.amount')).code).toBe(2);
  const explain = (name: string, ...words: string[]) =>
    mess('bill', 'explain', 'S001', '-m', '2025-05', '--fields', name, ...words);
  expect((await explain('fixed.amount', '--format', 'csv')).stdout).toBe('fixed\n3000.00\n');
  expect((await explain('fixed_amount', '--format', 'csv')).stdout).toBe(
    'fixed_amount\n12000.00\n',
  );
  expect(JSON.parse((await explain('fixed_amount', '--json')).stdout)).toEqual({
    fixed: { fixed: '12000.00' },
  });
});

test('a table of some columns groups money and adds it up as the whole one does', async () => {
  const mess = await createBilledMay('--total 74000 --fixed 12000');
  const { stdout } = await mess('bill', 'show', '-m', '2025-05', '--fields', 'name,amount');
  expect(stdout).toBe(
    [
      'Name            Amount',
      '───────────  ─────────',
      'Asha Rao     24,553.40',
      'Vikram Shah  23,116.50',
      'सीता देवी     13,776.70',
      'Dev Anand    24,553.40',
      '───────────  ─────────',
      'Total        86,000.00',
      '',
    ].join('\n'),
  );
  const list = await mess('bill', 'list', '--fields', 'month,days,billed');
  expect(list.stdout.split('\n').slice(0, -1)).toEqual([
    'Month    Days in month     Billed',
    '───────  ─────────────  ─────────',
    '2025-05             31  86,000.00',
  ]);
  await mess.do(
    'purchase add --date 2025-05-03 --amount 123456 --head Milk',
    'purchase add --date 2025-05-03 --amount 9 --head Milk',
    'purchase void 2 --reason twice --yes',
  );
  const purchases = 'purchase list --month 2025-05 --all --fields'.split(' ');
  expect((await mess(...purchases, 'no,amount')).stdout).toBe(
    [
      '   No       Amount',
      '─────  ───────────',
      '    1  1,23,456.00',
      '    2         9.00',
      '─────  ───────────',
      'Total  1,23,456.00',
      '',
    ].join('\n'),
  );
});

test('a name that a bill and its shares both have is never one in a table and the other in JSON', async () => {
  const mess = await createBilledMay('--total 74000 --fixed 12000');
  const show = (fields: string, format: string) =>
    mess('bill', 'show', '-m', '2025-05', '--fields', fields, '--format', format);
  expect(JSON.parse((await show('fixed', 'json')).stdout)).toEqual({ fixed: '12000.00' });
  for (const format of ['table', 'csv']) {
    expect(await show('name,fixed', format)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: The field fixed may be shares.fixed, of each row, or fixed of the whole, which only JSON has.\n',
    });
    expect((await show('per_head', format)).stderr).toContain('may be shares.perHead, of each row');
  }
  expect((await show('name,shares.fixed', 'csv')).stdout).toContain(
    'name,fixed\nAsha Rao,3000.00\n',
  );
  expect(JSON.parse((await show('shares.fixed', 'json')).stdout).shares[0]).toEqual({
    fixed: '3000.00',
  });
});

test('a field that is not there is refused, with those that are', async () => {
  const mess = await createBilledMay('--total 74000 --fixed 12000');
  const there =
    'did you mean phone? There are id, name, branch, phone, joined, left, email, takes_messages.';
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
  const mess = await createBilledMay('--total 74000 --fixed 12000');
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
    const [headings = '', rule = ''] = (await mess(...words)).stdout.split('\n');
    if (!rule.startsWith('─')) continue;
    for (const format of ['table', 'csv', 'json']) {
      const names = headings.split(/ {2,}/).filter((name) => name !== '');
      const picked = await mess(...words, '--fields', names.join(','), '--format', format);
      expect([path, format, picked.code, picked.stderr]).toEqual([path, format, 0, '']);
    }
  }
  expect(looked).toBeGreaterThan(8);
});
