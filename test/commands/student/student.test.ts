import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { addFourStudents, signInStudent } from '../../support/records/month.ts';

test('add, show and list', async () => {
  const mess = await createMess();
  const added = await mess(
    'student',
    'add',
    'S001',
    '--name',
    '  Asha Rao ',
    '--branch',
    'CSE',
    '--phone',
    '98765 43210',
    '--joined',
    '2025-04-10',
  );
  expect(added).toEqual({
    code: 0,
    stdout: 'Added S001 (Asha Rao), on the roll from 2025-04-10.\n',
    stderr: '',
  });
  const asha = {
    id: 'S001',
    name: 'Asha Rao',
    branch: 'CSE',
    phone: '9876543210',
    joined: '2025-04-10',
    left: null,
    email: null,
    takesMessages: true,
  };
  expect(await mess.json('student', 'list')).toEqual([asha]);
  expect(await mess.json('student', 'show', 's001')).toEqual(asha);
  expect((await mess('student', 'show', 's001')).stdout).toBe(
    [
      'ID              S001',
      'Name            Asha Rao',
      'Branch          CSE',
      'Phone           9876543210',
      'Joined          2025-04-10',
      'Left            -',
      'Email           -',
      'Takes messages  yes',
      '',
    ].join('\n'),
  );
  expect(mess.rows('select command, subject, actor_id from audit_entries').at(-1)).toEqual({
    command: 'student add',
    subject: 'S001',
    actor_id: 'warden',
  });
});

test('the list as a table and as CSV', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  expect((await mess('student', 'list')).stdout).toBe(
    [
      'ID    Name         Branch  Phone           Joined  Left',
      '────  ───────────  ──────  ──────────────  ──────  ────',
      'S001  Asha Rao     CSE     9876543210',
      'S002  Vikram Shah  ECE     9876543211',
      // Nine characters in eight columns: the mark that makes द into दे takes none.
      'S003  सीता देवी     CSE     9876543212',
      'S004  Dev Anand    ME      +9779812345678',
      '',
    ].join('\n'),
  );
  expect((await mess('student', 'list', '--format', 'csv')).stdout).toBe(
    [
      'id,name,branch,phone,joined,left,email,takes_messages',
      'S001,Asha Rao,CSE,9876543210,,,,true',
      'S002,Vikram Shah,ECE,9876543211,,,,true',
      'S003,सीता देवी,CSE,9876543212,,,,true',
      'S004,Dev Anand,ME,+9779812345678,,,,true',
      '',
    ].join('\n'),
  );
});

test('an empty list is an answer', async () => {
  const mess = await createMess();
  expect(await mess('student', 'list')).toEqual({ code: 0, stdout: 'No students.\n', stderr: '' });
  expect((await mess('student', 'list', '--json')).stdout).toBe('[]\n');
});

test('list by branch, by text, and those who left', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do('student remove S004 --on 2025-05-31');
  const ids = async (...options: string[]) =>
    (await mess.json<{ id: string }[]>('student', 'list', ...options)).map(({ id }) => id);
  expect(await ids()).toEqual(['S001', 'S002', 'S003']);
  expect(await ids('--branch', 'cse')).toEqual(['S001', 'S003']);
  expect(await ids('--search', 'RAO')).toEqual(['S001']);
  expect(await ids('--search', 'देवी')).toEqual(['S003']);
  expect(await ids('--left')).toEqual(['S004']);
  expect(await ids('--all')).toEqual(['S001', 'S002', 'S003', 'S004']);
  expect(await ids('--search', 'nobody')).toEqual([]);
});

test('a taken id is a conflict, without regard to case', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const again = ['--name', 'X', '--branch', 'Y', '--phone', '9876543210'];
  const { code, stdout, stderr } = await mess('student', 'add', 's001', ...again);
  expect({ code, stdout, stderr }).toEqual({
    code: 8,
    stdout: '',
    stderr: 'error: The id S001 is taken by Asha Rao.\nhint: mess student show S001\n',
  });
  await mess.do('student remove S001 --on 2025-05-31');
  expect((await mess('student', 'add', 'S001', ...again)).stderr).toContain(
    'hint: S001 left on 2025-05-31; to take them back: mess student restore S001',
  );
});

test('the same name and phone under another id is said, and asked about at a terminal', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const add = [
    'student',
    'add',
    'S05',
    '--name',
    'asha rao',
    '--branch',
    'X',
    '--phone',
    '9876543210',
  ];
  const same = 'warning: One name and one phone number: S001 and S05. Are they the same person?\n';
  expect(await mess.with({ answers: ['always', false] })(...add)).toMatchObject({
    code: 130,
    stderr: expect.stringContaining(same),
  });
  const again = add.with(2, 'S06');
  expect((await mess(...again)).stderr.split('\n').at(-2)).toBe(
    'If that is wrong: mess student remove S06 --mistake, or mess student edit S06 --phone PHONE',
  );
  await mess.do('student remove S06 --mistake');
  const roll = await mess.file('r.csv', 'id,name,branch,phone\nS05,Asha Rao,X,9876543210\n');
  expect((await mess('student', 'import', roll)).stderr).toContain(same);
  const edit = await mess('student', 'edit', 'S05', '--phone', '9876543219');
  expect(edit.stderr).not.toContain('same person');
});

test('siblings may share a phone, and it is said', async () => {
  const mess = await createMess();
  const one = 'warning: One phone number, with which each can sign in as the other:';
  await addFourStudents(mess);
  const words = 'student add S005 --name Usha --branch X --phone 9876543210'.split(' ');
  expect(await mess(...words)).toEqual({
    code: 0,
    stdout: 'Added S005 (Usha).\n',
    stderr: `${one} S001 and S005.\n`,
  });
  // With the country code, or the 0 that is dialled first, it is the same number.
  for (const [phone, ids] of [
    ['+91 98765 43210', 'S001 and S005'],
    ['098765 43210', 'S001 and S005'],
  ] as const) {
    expect((await mess('student', 'edit', 'S005', '--phone', phone)).stderr).toBe(
      `${one} ${ids}.\n`,
    );
  }
  const edit = ['student', 'edit', 'S003', '--phone', '9876543211'];
  expect(await mess.json(...edit)).toMatchObject({
    id: 'S003',
    warnings: ['One phone number, with which each can sign in as the other: S002 and S003.'],
  });
  // Nothing new of the number.
  expect(await mess(...edit, '--branch', 'ME')).toMatchObject({ code: 0, stderr: '' });
  const roll = await mess.file(
    'roll.csv',
    'id,name,branch,phone\nS001,Asha Rao,CSE,9876543210\nS006,A,X,9876543211\nS007,B,X,9000000000\nS008,C,X,9000000000\n',
  );
  expect(await mess('student', 'import', roll)).toMatchObject({
    code: 0,
    stderr: `${one} S002 and S003 and S006, S007 and S008.\n`,
  });
});

test('who is not found may be meant otherwise', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do(
    'student add BE001 --name "Amit Kumar" --branch BE --phone 9800000001',
    'student add BE-014 --name "Amit Shah" --branch BE --phone 9800000002',
    'student remove BE001 --on 2025-05-31',
  );
  const said = {
    BE01: 'did you mean BE001 Amit Kumar?',
    be14: 'did you mean BE-014 Amit Shah?',
    amit: 'did you mean BE-014 Amit Shah or BE001 Amit Kumar?',
    rao: 'did you mean S001 Asha Rao?',
    vikrm: 'did you mean S002 Vikram Shah?',
    // All four are as near as each other.
    S009: 'mess student list --all',
    Z: 'mess student list --all',
  };
  for (const [id, hint] of Object.entries(said)) {
    const stderr = `error: There is no student ${id}.\nhint: ${hint}\n`;
    expect(await mess('student', 'show', id), id).toEqual({ code: 3, stdout: '', stderr });
  }
  const elsewhere = [
    'attendance record amt --month 2025-05 --days 3',
    'expenses show rao',
    'student remove rao',
  ];
  for (const line of elsewhere) {
    const { code, stderr } = await mess(...line.split(' '));
    expect([code, stderr], line).toEqual([3, expect.stringContaining('hint: did you mean ')]);
  }
  // A student is not told who else there is.
  await signInStudent(mess, 'S001', '9876543210');
  expect(await mess('expenses', 'show', 'amit')).toEqual({
    code: 5,
    stdout: '',
    stderr: 'error: A student sees only their own expenses.\nhint: mess expenses show\n',
  });
  expect(await mess('bill', 'explain', 'amit', '--month', '2025-05')).toEqual({
    code: 5,
    stdout: '',
    stderr:
      'error: A student sees only how their own share came about.\nhint: mess bill explain --month MONTH\n',
  });
});

test('leaving again says that the day becomes another', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const leave = async (on: string) => (await mess('student', 'remove', 'S001', '--on', on)).stdout;
  expect(await leave('2025-05-31')).toBe('S001 (Asha Rao) left on 2025-05-31.\n');
  expect(await leave('2025-05-30')).toBe(
    'S001 (Asha Rao) left on 2025-05-30; before, the day of leaving was 2025-05-31.\n',
  );
  expect(await leave('2025-05-30')).toBe(
    'Nothing changed: S001 (Asha Rao) is recorded as leaving on 2025-05-30 already.\n',
  );
});

test('edit corrects, mends a mistyped id, and the history stays', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do('attendance record S001 --month 2025-05 --days 12.5');
  const edited = await mess('student', 'edit', 's001', '--id', 'S100', '--name', 'Asha R. Rao');
  expect(edited.stdout).toBe('s001 is now S100 (Asha R. Rao).\n');
  expect((await mess('student', 'show', 'S001')).code).toBe(3);
  const shown = await mess.json<{ studentId: string; days: number }[]>(
    'attendance',
    'show',
    '--month',
    '2025-05',
  );
  expect(shown.find(({ studentId }) => studentId === 'S100')?.days).toBe(12.5);
  expect((await mess('student', 'edit', 'S100', '--id', 's002')).code).toBe(8);
  await mess.do('student edit S100 --id s100');
  expect((await mess('student', 'edit', 's100', '--branch', 'CSE')).stdout).toBe(
    'Nothing changed: s100 is recorded like that already.\n',
  );
  expect((await mess('student', 'edit', 'S100')).code).toBe(2);
  expect((await mess('student', 'edit', 'S999', '--name', 'X')).code).toBe(3);
});

test('a new phone number ends the sessions that the old one opened', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const owner = await readFile(mess.sessionPath, 'utf8');
  // Else it would end with the sign-in.
  await rm(mess.sessionPath);
  await signInStudent(mess, 'S001', '9876543210');
  const student = await readFile(mess.sessionPath, 'utf8');
  await writeFile(mess.sessionPath, owner, { mode: 0o600 });
  await mess.do('student edit S001 --phone 9000000001');
  await writeFile(mess.sessionPath, student, { mode: 0o600 });
  expect((await mess('expenses', 'show')).code).toBe(4);
});

test('remove marks as left, restore takes back', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  expect((await mess('student', 'remove', 'S001')).stdout).toBe(
    'S001 (Asha Rao) left on 2025-06-01.\n',
  );
  expect(await mess.json('student', 'show', 'S001')).toMatchObject({ left: '2025-06-01' });
  await mess.do('student restore S001');
  expect(await mess.json('student', 'show', 'S001')).toMatchObject({ left: null });
  // At a terminal the day is asked for.
  for (const [typed, left] of [
    ['', '2025-06-01'],
    ['31/05/2025', '2025-05-31'],
  ] as const) {
    expect(await mess.with({ answers: [typed] })('student', 'remove', 'S001')).toEqual({
      code: 0,
      stdout: `S001 (Asha Rao) left on ${left}.\n`,
      stderr: '? Left on (like 31/05/2025)\n',
    });
    await mess.do('student restore S001');
  }
  await mess.do('student edit S001 --joined 2025-05-10');
  const tooEarly = await mess('student', 'remove', 'S001', '--on', '2025-05-09');
  expect(tooEarly.code).toBe(2);
  expect(tooEarly.stderr).toContain('--on: cannot leave before joining on 2025-05-10');
  expect((await mess('student', 'remove', 'S999')).code).toBe(3);
});

test('who was entered by mistake is taken off the roll altogether, unless figures name them', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  // A way to sign in goes along.
  await mess.do('settings --student-sign-in code', 'student code S002');
  expect(await mess('student', 'remove', 's002', '--mistake')).toEqual({
    code: 0,
    stdout: 'S002 (Vikram Shah) is not on the roll any more, as if never entered.\n',
    stderr: '',
  });
  expect(await mess('student', 'show', 'S002')).toMatchObject({ code: 3 });
  expect((await mess.json<object[]>('student', 'list', '--all')).length).toBe(3);
  expect(
    mess.rows('select command, subject, after from audit_entries order by sequence').at(-1),
  ).toEqual({ command: 'student remove', subject: 'S002', after: null });
  await mess.do('student add S002 --name "Vikram Shah" --branch ECE --phone 9876543211');
  await mess.do('attendance record S002 --month 2025-05 --days 3');
  // A figure that was cleared is in the history of its month.
  await mess.do('attendance clear S002 --month 2025-05 --yes');
  expect(await mess('student', 'remove', 'S002', '--mistake')).toMatchObject({
    code: 8,
    stderr:
      'error: S002 (Vikram Shah) stays on record: attendance, a bill or a payment names them.\n' +
      'hint: mess student remove S002 --on DATE takes them off the roll; the month of leaving is still billed\n',
  });
  expect(await mess('student', 'remove', 'S001', '--mistake', '--on', '2025-05-01')).toMatchObject({
    code: 2,
  });
  expect(mess.rows('select * from one_time_codes')).toEqual([]);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('a joining date that was wrong is taken back', async () => {
  const mess = await createMess();
  await mess.do('student add S1 --name A --branch B --phone 9876543210 --joined 2025-05-12');
  await mess.do('student edit S1 --no-joined');
  expect(await mess.json('student', 'show', 'S1')).toMatchObject({ joined: null });
  const twice = await mess('student', 'edit', 'S1', '--joined', '2025-05-12', '--no-joined');
  expect(twice).toMatchObject({ code: 2 });
  expect(await mess.json('student', 'show', 'S1')).toMatchObject({ joined: null });
});

describe('bad values', () => {
  test.each([
    [['student', 'add', '-x-'], 'Unknown option'],
    [['student', 'add', 'S 1'], 'Id (roll number): not an id; '],
    [['student', 'add', 'S1', '--phone', '123'], '--phone: not a phone number; '],
    [
      ['student', 'add', 'S1', '--joined', '31/02/2025'],
      '--joined: February 2025 has 28 days (31/02/2025)',
    ],
    [['student', 'add', 'S1', '--name', ' '], '--name: the name is missing'],
    [['student', 'add', 'S1', '--name', 'A\u001b[2J'], '--name: the name contains control'],
    [['student', 'add', 'S1', '--name', 'A', '--branch', 'B'], '--phone is missing.'],
    [['student', 'add'], 'The id (roll number) is missing.'],
    [['student', 'shwo'], 'There is no command mess student shwo.'],
    [['student', 'show'], 'The id of the student is missing.'],
    [['student', 'list', '--left', '--all'], 'cannot be used with'],
  ])('%j', async (args, sentence) => {
    const mess = await createMess();
    const { code, stdout, stderr } = await mess(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(mess.rows('select * from students')).toEqual([]);
  });

  test('on a terminal what is missing is asked for, with the same rules', async () => {
    const mess = await createMess();
    const answers = ['S001', 'Asha Rao', 'CSE', '12', '9876543210', 'May', '2025-05-12'];
    const { code, stderr } = await mess.with({ answers })('student', 'add');
    expect(code).toBe(0);
    expect(stderr).toContain('? Phone\n> not a phone number; ');
    expect(await mess.json('student', 'show', 'S001')).toMatchObject({
      phone: '9876543210',
      joined: '2025-05-12',
    });
  });
});

test('an address is given, corrected and taken away, and the record tells it', async () => {
  const mess = await createMess();
  const details = '--name "Asha Rao" --branch CSE --phone 9876543210 --joined always';
  await mess.do(
    `student add S001 ${details} --email Asha@Example.ORG --no-messages`,
    'student edit S001 --email asha@example.com --messages',
  );
  expect((await mess('student', 'list')).stdout).not.toContain('@');
  const picked = await mess('student', 'list', '--fields', 'id,email,takesMessages');
  expect(picked.stdout.split('\n')[2]).toMatch(/^S001 +asha@example\.com +yes$/);
  expect((await mess('student', 'show', 'S001')).stdout).toMatch(/^Email +asha@example\.com$/m);
  await mess.do('student edit S001 --no-email');
  const told = await mess.json<{ command: string; before: object; after: object }[]>(
    'audit',
    'list',
  );
  const pick = (value: object) =>
    Object.fromEntries(
      Object.entries(value).filter(([key]) => ['email', 'takesMessages'].includes(key)),
    );
  const edits = told.filter(({ command }) => command === 'student edit');
  expect(edits.map(({ before, after }) => [pick(before), pick(after)])).toEqual([
    [
      { email: 'Asha@example.org', takesMessages: false },
      { email: 'asha@example.com', takesMessages: true },
    ],
    [{ email: 'asha@example.com' }, { email: null }],
  ]);
  expect(await mess('student', 'edit', 'S001', '--no-email')).toMatchObject({
    stdout: 'Nothing changed: S001 is recorded like that already.\n',
  });
  const bad = await mess('student', 'edit', 'S001', '--email', 'a@x.org\nBcc: b@x.org');
  expect(bad).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: --email: not an e-mail address; write one, like asha@example.org (a@x.org\\nBcc: b@x.org)\n',
  });
  expect(await mess('student', 'edit', 'S001', '--email', 'asha.rao')).toMatchObject({ code: 2 });
  expect(await mess('audit', 'verify')).toMatchObject({ code: 0 });
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
});
