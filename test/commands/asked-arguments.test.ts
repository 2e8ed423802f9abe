import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { addFourStudents } from '../support/records/month.ts';

test('an argument that is missing is asked for at a terminal, and read by the same rules', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do(
    'purchase add --date 2025-05-01 --head Milk --amount 1',
    'purchase add --date 2025-05-02 --head Milk --amount 2',
    'purchase add --date 2025-05-03 --head Milk --amount 3',
    'purchase add --date 2025-05-04 --head Milk --amount 4',
  );
  const path = await mess.file('may.csv', 'student_id,month,days_present\nS001,2025-05,30\n');
  const ofPurchase = '? Number of the purchase (mess purchase list shows it)\n';
  const ofStudent = '? Id of the student (mess student list shows it)\n';
  const ofHead = '? Name of the head (mess purchase heads shows it)\n';
  for (const [line, answers, stderr] of [
    ['purchase edit --amount 7', ['one', '1'], `${ofPurchase}> not a whole number\n${ofPurchase}`],
    ['purchase void --reason twice --yes', ['2-3, 4'], ofPurchase],
    [
      'student show',
      ['', 'S 1', 'S001'],
      [
        ofStudent,
        '> the id of the student is missing\n',
        ofStudent,
        '> not an id; use 1 to 32 letters, digits and . _ / - and begin with a letter or digit\n',
        ofStudent,
      ].join(''),
    ],
    [
      'attendance import',
      ['~/may.csv', path],
      '? File\n> write the whole path, without ~\n? File\n',
    ],
    ['attendance undo', ['1'], '? Number of the import (mess attendance imports shows it)\n'],
    ['purchase heads rename', ['Milk', 'Milk and curd'], `${ofHead}? New name\n`],
    ['purchase heads hide', ['Rent'], ofHead],
    ['admin disable', ['warden', false], '? Id of the admin (mess admin list shows it)\n'],
    ['completion', ['fish'], '? Shell [bash, zsh, fish]\n'],
  ] as const) {
    const result = await mess.with({ answers })(...line.split(' '));
    expect([line, result.stderr]).toEqual([line, expect.stringContaining(stderr)]);
    expect([line, result.code]).toEqual([line, line === 'admin disable' ? 130 : 0]);
  }
  expect(mess.rows('select count(*) as n from purchases where voided_by is null')).toEqual([
    { n: 1 },
  ]);
});

test('a backup is asked for its file, and a name is proposed', async () => {
  const mess = await createMess();
  const asked: unknown[] = [];
  const path = `${mess.home}/mine.backup`;
  const text = async (question: unknown) => {
    asked.push(question);
    return path;
  };
  expect(await mess.with({ prompter: { text } })('db', 'backup', '--quiet')).toMatchObject({
    code: 0,
  });
  expect(asked).toEqual([
    expect.objectContaining({ message: 'File to write', default: expect.stringMatching(/\.gz$/) }),
  ]);
  await mess.do(`db restore ${path} --db ${mess.home}/again.db`);
});

test('who is not signed in, or may not, is asked for no argument', async () => {
  const mess = await createMess();
  await mess.do('admin logout');
  for (const line of ['student show', 'purchase void', 'attendance import']) {
    const asked = await mess.with({ answers: [] })(...line.split(' '));
    expect([line, asked.code, asked.stderr.startsWith('error: Nobody is signed in')]).toEqual([
      line,
      4,
      true,
    ]);
    // Where nobody can be asked, what is missing is said first.
    expect([line, (await mess(...line.split(' '))).code]).toEqual([line, 2]);
  }
});
