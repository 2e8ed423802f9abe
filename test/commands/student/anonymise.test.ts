import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { backUp, createVacancy } from '../../support/books/backup.ts';
import { plant } from '../../support/books/planted.ts';
import { readRows } from '../../support/books/schema.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { anchorIn, withoutRecord } from '../../support/records/audit.ts';
import { addHistory } from '../../support/records/history.ts';
import { addFourStudents, signInAs } from '../../support/records/month.ts';
import { trySignIn, tryStudentSignIn } from '../../support/records/sign-in.ts';

/** Nobody else has anything of these. */
const PERSONAL = ['Farida', 'Khan', '9123450000', '•6789', '•0000', 'kahn@', 'fk@example.org'];

/** A mess with a bill, in which Farida Khan was on the roll, and left, under two ids and two numbers. */
async function createStory(): Promise<TestMess> {
  const mess = await createMess();
  await addFourStudents(mess);
  const roll = await mess.file(
    'roll.csv',
    'id,name,branch,phone\nF1,Farida Kahn,CSE,9123456789\nG1,Gita Sen,CSE,9123456700\n',
  );
  const other = await mess.file(
    'other.csv',
    'id,name,branch,phone\nF001,Farida Khan,CSE,9123450000\nG1,Gita Sen,ME,9123456700\n',
  );
  await mess.do(
    `student import ${roll}`,
    'student edit F1 --id F001 --name "Farida Khan" --email kahn@example.com',
    `student import ${other} --on-conflict update`,
    'student edit F001 --email fk@example.org --no-messages',
    'student edit F001 --messages',
    'attendance record F001 --month 2025-05 --days 20',
    'attendance record S001 --month 2025-05 --days 20',
    'bill register --month 2025-05 --total 1000 --absent-if-missing',
    'settings --student-sign-in code',
  );
  const { code } = await mess.json<{ code: string }>('student', 'code', 'F001');
  const file = await mess.file('secret', 'the secret of a student', 0o600);
  const login = ['student', 'login', 'F001', '--secret-stdin', '--new-secret-file', file];
  expect(await mess.with({ stdin: code })(...login)).toMatchObject({ code: 0 });
  await mess.with({ stdin: 'a wrong secret' })('student', 'login', 'F001', '--secret-stdin');
  await trySignIn(mess);
  await mess.do('student code F001', 'student remove F001 --on 2025-05-31');
  return mess;
}

/** All that is in the database, as text; and in its files, byte by byte. */
async function readEverything(mess: TestMess): Promise<string> {
  const rows = JSON.stringify(readRows(mess.database));
  if (inject('engine') !== 'sqlite') return rows;
  const files = (await readdir(mess.home)).filter((name) => name.startsWith('mess.db'));
  const bytes = await Promise.all(files.map((name) => readFile(join(mess.home, name), 'utf8')));
  return rows + bytes.join('');
}

test('name and number are nowhere any more, and figures, bill and record are as they were', async () => {
  const mess = await createStory();
  const bill = () => mess.json<{ shares: object[] }>('bill', 'show', '--month', '2025-05');
  const [anchor, before, was] = [anchorIn(mess), await readEverything(mess), await bill()];
  for (const text of PERSONAL) expect(before).toContain(text);

  expect(await mess('student', 'anonymise', 'f001', '--yes')).toEqual({
    code: 0,
    stdout:
      'F001 is anonymised: name, phone number and e-mail address are out of the roll and of 6 entries of the record.\n',
    stderr: 'Backups that were made before still have them: see docs/personal-data.md.\n',
  });
  const after = await readEverything(mess);
  for (const text of PERSONAL) expect(after).not.toContain(text);
  for (const text of ['Gita Sen', 'Asha Rao', '9123456700', '•6700']) expect(after).toContain(text);
  for (const table of ['sign_in_attempts', 'one_time_codes', 'student_secrets', 'student_sign_ins'])
    expect(mess.rows(`select * from ${table}`), table).toEqual([]);

  expect(await mess.json('student', 'show', 'F001')).toEqual({
    id: 'F001',
    name: '(anonymised)',
    branch: 'CSE',
    phone: '',
    joined: null,
    left: '2025-05-31',
    email: null,
    takesMessages: true,
  });
  const named = was.shares.map((share) =>
    'studentId' in share && share.studentId === 'F001' ? { ...share, name: '(anonymised)' } : share,
  );
  expect(withoutRecord(await bill())).toEqual(withoutRecord({ ...was, shares: named }));
  await mess.do('audit verify', `audit verify --anchor ${anchor}`, 'db verify');
});

test('the record tells who did it and of whom, and shows nobody', async () => {
  const mess = await createStory();
  await mess.do('student anonymise F001 --yes');
  const { stdout } = await mess('audit', 'list', '--on', 'F001');
  const lines = stdout.split('\n').map((line) => line.trim().replace(/ +/g, ' '));
  expect(lines.slice(-5)).toEqual([
    expect.stringMatching(/^\d+ 2025-06-01 12:00 warden student remove F001$/),
    'left none → 2025-05-31',
    expect.stringMatching(/^\d+ 2025-06-01 12:00 warden student anonymise F001$/),
    'anonymised yes, entries 6',
    '',
  ]);
  expect((await mess('audit', 'list', '--on', 'F1')).stdout).toContain('id F1 → F001');
  const [edit] = (await mess.json<{ command: string; after: { name: object } }[]>('audit', 'list'))
    .filter(({ command }) => command === 'student edit')
    .slice(0, 1);
  expect(edit?.after.name).toEqual({ erased: expect.stringMatching(/^[\w+/]{43}=$/) });
});

test('a backup made afterwards has nothing of it, and holds where it is restored', async () => {
  const mess = await createStory();
  await mess.do('student anonymise F001 --yes');
  const text = await backUp(mess);
  for (const part of PERSONAL) expect(text).not.toContain(part);
  const restored = await createVacancy();
  await restored.do(`db restore ${mess.home}/a.backup`);
  await trySignIn(restored);
  await restored.do('db verify');
});

test('who had the id before is not meant, nor who has it after', async () => {
  const mess = await createMess();
  await mess.do(
    'student add A1 --name First --branch CSE --phone 9000000001',
    'student edit A1 --id A0',
    'student add A1 --name Second --branch CSE --phone 9000000002',
    'student edit A1 --id B1 --phone 9000000022',
    'student add A1 --name Third --branch CSE --phone 9000000003',
    'student remove B1 --on 2025-05-31',
    'student anonymise B1 --yes',
    'db verify',
  );
  const stored = JSON.stringify([
    mess.rows('select * from students'),
    mess.rows('select * from audit_entries'),
  ]);
  for (const text of ['Second', '•0002', '•0022']) expect(stored).not.toContain(text);
  for (const text of ['First', 'Third', '•0001', '•0003']) expect(stored).toContain(text);
});

test('whoever is anonymised stays so', async () => {
  const mess = await createStory();
  await mess.do('student anonymise F001 --yes');
  for (const [line, sentence] of [
    ['student edit F001 --name Farida', 'nothing but the id can be corrected'],
    ['student edit F001 --id F2 --phone 9123456789', 'nothing but the id can be corrected'],
    ['student restore F001', 'nobody knows who is to come back'],
    ['student code F001', 'nobody is to sign in'],
    [
      'student add f001 --name Farida --branch CSE --phone 9123456789',
      'the id stands for the days and bills of that student',
    ],
  ] as const) {
    expect(await mess(...line.split(' ')), line).toEqual({
      code: 8,
      stdout: '',
      stderr: `error: F001 was anonymised: ${sentence}.\nhint: somebody else has another id, or gets this one after: mess student edit F001 --id OLD-F001\n`,
    });
  }
  expect(await mess('student', 'anonymise', 'F001')).toEqual({
    code: 0,
    stdout: 'Nothing changed: F001 is anonymised already.\n',
    stderr: '',
  });
  const file = await mess.file(
    'roll.csv',
    'id,name,branch,phone\nf001,Farida Khan,CSE,9123456789\n',
  );
  for (const how of ['error', 'update']) {
    const refused = await mess('student', 'import', file, '--on-conflict', how);
    expect(refused.code).toBe(6);
    expect(refused.stderr).toContain('F001 was anonymised, and gets no name or address again');
  }
  expect((await mess('student', 'import', file, '--on-conflict', 'skip')).code).toBe(0);
  // What the mess itself lists says nothing new.
  const list = (await mess('student', 'list', '--all', '--format', 'csv')).stdout;
  const again = await mess.file('list.csv', list);
  expect(await mess.json('student', 'import', again)).toMatchObject({ rows: 6, unchanged: 6 });
  expect(await tryStudentSignIn(mess, 'F001', '9123450000')).toMatchObject({ code: 4 });
  await mess.do('student edit F001 --id OLD-F001', 'db verify');
  await mess.do('student add F001 --name Fatima --branch CSE --phone 9123456788', 'db verify');
});

test('who was entered by mistake and is off the roll is taken out of the record too', async () => {
  const mess = await createMess();
  const anchor = anchorIn(mess);
  await mess.do(
    'student add B1 --name "Farida Khan" --branch CSE --phone 9123456789',
    'student edit B1 --id A1',
    'student add B1 --name Bina --branch CSE --phone 9000000002',
    'student edit B1 --id C1',
    'student remove A1 --mistake',
  );
  const anonymise = () => mess('student', 'anonymise', 'a1', '--yes');
  expect((await anonymise()).stdout).toBe(
    'A1 is anonymised: name, phone number and e-mail address are out of the roll and of 3 entries of the record.\n',
  );
  const everything = await readEverything(mess);
  for (const text of ['Farida', 'Khan', '•6789']) expect(everything).not.toContain(text);
  for (const text of ['Bina', '•0002']) expect(everything).toContain(text);
  expect((await anonymise()).stdout).toBe('Nothing changed: A1 is anonymised already.\n');
  expect((await mess('student', 'anonymise', 'B1', '--yes')).code).toBe(3);
  await mess.do(`audit verify --anchor ${anchor}`, 'db verify');
  // The id is free, and whoever has it now is somebody else.
  await mess.do('student add A1 --name Anil --branch CSE --phone 9000000003', 'db verify');
  expect((await anonymise()).code).toBe(8);
});

test('a name that a hand puts back is found, and so is one taken out by hand', async () => {
  const mess = await createStory();
  await mess.do('student anonymise F001 --yes');
  plant(mess, [
    "update students set name = 'Farida Khan' where id = 'F001'",
    "update students set name = '(anonymised)', phone = '' where id = 'S001'",
  ]);
  expect((await mess('db', 'verify')).stderr.split('\n').slice(0, 4)).toEqual([
    'students 1: record: name is not what the record of changes tells',
    'students 1: record: phone is not what the record of changes tells',
    'students 5: value: the phone number is missing',
    'students 5: record: name is not what the record of changes tells',
  ]);
});

test('an owner may, when the student has left, and is asked', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do('student remove S002 --on 2025-06-30', 'student remove S003 --on 2025-05-31');
  const refused = (id: string) => mess('student', 'anonymise', id, '--yes');
  expect(await refused('S001')).toEqual({
    code: 8,
    stdout: '',
    stderr: 'error: S001 is on the roll.\nhint: mess student remove S001 --on DATE\n',
  });
  expect((await refused('S002')).stderr).toContain('S002 is on the roll until 2025-06-30.');
  expect((await refused('S9')).code).toBe(3);
  expect(await mess('student', 'anonymise', 'S003')).toMatchObject({ code: 2, stdout: '' });
  const no = await mess.with({ answers: [false], columns: 80 })('student', 'anonymise', 'S003');
  expect(no).toMatchObject({ code: 130, stdout: '' });
  expect(no.stderr).toContain(
    'Take name, phone number and e-mail address of S003 (सीता देवी) out of',
  );
  await signInAs(mess, 'manager');
  expect(await refused('S003')).toMatchObject({ code: 5, stdout: '' });
  await trySignIn(mess);
  expect(await mess.json('student', 'show', 'S003')).toMatchObject({ name: 'सीता देवी' });
});

test('nobody is taken out of an entry that is not what was written', async () => {
  const mess = await createStory();
  plant(mess, [
    `update audit_entries set "after" = replace("after", 'Farida Kahn', 'Farida Kuhn') where command = 'student import'`,
  ]);
  const before = readRows(mess.database);
  const refused = await mess('student', 'anonymise', 'F001', '--yes');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(
    /^error: Entry \d+ of the record of changes is not what was written\. Nothing was changed\.\n/,
  );
  expect(readRows(mess.database)).toEqual(before);
});

test('after any history everybody can be taken out, and all holds', async () => {
  const mess = await createMess();
  await addHistory(mess, 80, 11);
  const anchor = anchorIn(mess);
  const students = await mess.json<{ id: string }[]>('student', 'list', '--all');
  expect(students.length).toBeGreaterThan(6);
  for (const { id } of students) {
    await mess.do(`student remove ${id} --on 2025-06-01`, `student anonymise ${id} --yes`);
  }
  const entries = JSON.stringify(mess.rows('select "before", "after" from audit_entries'));
  expect(entries).not.toMatch(/Asha|सीता|Dev Anand|Zoë|•/);
  expect(entries.split('erased').length).toBeGreaterThan(2 * students.length);
  await mess.do(`audit verify --anchor ${anchor}`, 'db verify');
});
