import { expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import {
  createFour,
  type FileContent,
  importRoll,
  refused,
  stored,
  taken,
} from '../../support/records/files/import-file.ts';

const UPDATE = ['--on-conflict', 'update'] as const;

const update = (mess: TestMess, content: FileContent, ...options: string[]) =>
  importRoll(mess, content, ...UPDATE, ...options);

const roll = (mess: TestMess) =>
  mess.rows('select id, name, branch, phone, joined, email, takes_messages from students');

const emails = (mess: TestMess) =>
  mess.rows<{ email: string }>('select email from students order by id').map(({ email }) => email);

test('ids and addresses alone change the addresses and nothing else', async () => {
  const mess = await createFour();
  const before = roll(mess);
  const text = 'Roll No,E-Mail\nS001,asha@Example.org\ns003,sita@example.org\nS004,\n';
  const told = 'a.csv: 3 rows: 0 new, 2 changed, 1 unchanged';
  const dry = await update(mess, text, '--dry-run');
  expect(dry.stdout).toContain(`${told}. Dry run: nothing was written.\n`);
  expect(roll(mess)).toEqual(before);
  expect(await update(mess, text)).toEqual(
    taken('3 rows: 0 new, 2 changed, 1 unchanged', 'roll, utf-8, comma'),
  );
  const added = ['asha@example.org', null, 'sita@example.org', null];
  expect(roll(mess)).toEqual(before.map((student, at) => ({ ...student, email: added[at] })));
  const [last] = mess.rows('select command, "before", "after" from audit_entries').slice(-1);
  expect(last?.command).toBe('student import');
  expect(JSON.parse(String(last?.after))).toMatchObject({
    added: [],
    updated: [{ id: 'S001', name: 'Asha Rao', email: 'asha@example.org' }, { id: 'S003' }],
  });
  const after = stored(mess);
  expect((await update(mess, text)).stdout).toContain('3 unchanged. Nothing changed.');
  expect(stored(mess)).toEqual(after);
});

test.each([
  ['a byte order mark, line ends of Windows', '\ufeffID,Email address\r\nS001,a@x.org\r\n'],
  ['semicolons', 'E-MAIL;ID\na@x.org;S001\n'],
  ['lines above the columns', 'Ganga Hostel Mess\nAddresses\n\nRoll No,Email ID\nS001,a@x.org\n'],
  ['UTF-16', Buffer.from('\ufeffid\temail\nS001\ta@x.org\n', 'utf16le')],
])('%s', async (_, content) => {
  const mess = await createFour();
  expect(await update(mess, content)).toMatchObject({ code: 0, stderr: '' });
  expect(emails(mess)).toEqual(['a@x.org', null, null, null]);
});

test('answers of a form: their time is passed over where that is said, and Username is the address', async () => {
  const mess = await createFour();
  const before = stored(mess);
  const text = (more: string) =>
    `Timestamp,Username,Roll Number${more && ',Mail'}\n03/06/2025 10:11:12,asha.r@example.org,S001${more && `,${more}`}\n`;
  const unsure = await update(mess, text(''));
  expect(unsure).toEqual(
    refused(
      'a.csv:1: Timestamp: unknown column; --ignore-unknown passes over it (Timestamp)',
      'error: a.csv has 1 mistake: unknown column. Nothing was written.',
    ),
  );
  expect(stored(mess)).toEqual(before);
  expect(await update(mess, text(''), '--ignore-unknown')).toMatchObject({ code: 0 });
  expect(emails(mess)[0]).toBe('asha.r@example.org');
  expect(await mess.json('student', 'show', 'S001')).toMatchObject({ name: 'Asha Rao' });
  // Where they were asked for one besides, that is it, and the account they answered by is no name.
  expect(await update(mess, text('asha@home.org'), '--ignore-unknown')).toMatchObject({ code: 0 });
  expect(await mess.json('student', 'show', 'S001')).toMatchObject({
    name: 'Asha Rao',
    email: 'asha@home.org',
  });
});

const persons = (mess: TestMess) => mess.rows('select id, name, email from students order by id');

test.each([
  ['Username,Roll No', 'asha.rao,S001', 'sita@x.org,S003'],
  ['Username,Name,Roll No', 'asha.rao,Asha Rao,S001', 'sita@x.org,Sita Devi,S003'],
  ['Username,Roll No,Branch', 'asha.rao,S001,CSE', 'sita@x.org,S003,CSE'],
])('%s: what is no address is a mistake, and no name', async (header, wrong, right) => {
  const mess = await createFour();
  const before = stored(mess);
  const why = 'not an e-mail address; write one, like asha@example.org';
  expect(await update(mess, `${header}\n${wrong}\n${right}\n`)).toEqual(
    refused(
      `a.csv:2: Username: ${why} (asha.rao)`,
      'error: a.csv has 1 mistake: bad email. Nothing was written.',
    ),
  );
  expect(stored(mess)).toEqual(before);
});

test('an empty Username changes nothing, and --column may say that it is the name', async () => {
  const mess = await createFour();
  const before = persons(mess);
  expect((await update(mess, 'Username,Roll No\n,S001\n')).stdout).toContain('1 unchanged');
  expect(persons(mess)).toEqual(before);
  const said = await update(mess, 'Username,Roll No\nasha@x,S001\n', '--column', 'Username=name');
  expect(said).toMatchObject({ code: 0 });
  expect(persons(mess)[0]).toEqual({ id: 'S001', name: 'asha@x', email: null });
});

test("a form's answers with a name besides, with update and without it", async () => {
  const mess = await createFour();
  const [head, time] = ['Timestamp,Username,Name,Roll No', '03/06/2025 10:11:12'];
  const text = `${head}\n${time},asha@x.org,Asha R Rao,S001\n`;
  expect(await update(mess, text, '--ignore-unknown')).toMatchObject({ code: 0, stderr: '' });
  expect(persons(mess)[0]).toEqual({ id: 'S001', name: 'Asha R Rao', email: 'asha@x.org' });
  const without = await importRoll(mess, text, '--ignore-unknown');
  expect(without.stderr).toContain('hint: to change only what the file has');
  const whole = `${head},Branch,Phone\n${time},zoya@x.org,Zoya Khan,S009,CSE,9876543219\n`;
  expect(await importRoll(mess, whole, '--ignore-unknown')).toMatchObject({ code: 0, stderr: '' });
  expect(persons(mess)[4]).toEqual({ id: 'S009', name: 'Zoya Khan', email: 'zoya@x.org' });
  // Of two addresses the one that was asked for is it.
  const both = `${head},Mail\n${time},asha.rao,Asha R Rao,S001,asha@home.org\n`;
  expect(await update(mess, both, '--ignore-unknown')).toMatchObject({ code: 0, stderr: '' });
  expect(persons(mess)[0]).toEqual({ id: 'S001', name: 'Asha R Rao', email: 'asha@home.org' });
});

test('in a whole roll UserName is the name, as devices write it, unless one of them is an address', async () => {
  const mess = await createFour();
  const row = (name: string, id: string) => `${name},${id},CSE,9876543219\n`;
  const text = (...names: string[]) =>
    `UserName,id,Branch,Phone\n${names.map((name, at) => row(name, `S00${at + 1}`)).join('')}`;
  expect(await update(mess, text('Asha R Rao'))).toMatchObject({ code: 0 });
  expect(persons(mess)[0]).toEqual({ id: 'S001', name: 'Asha R Rao', email: null });
  const before = stored(mess);
  const mixed = await update(mess, text('asha.rao', 'v@x.org'), '--partial', '--dry-run');
  expect(mixed.stderr).toContain('a.csv:2: UserName: not an e-mail address');
  expect(mixed.stdout).toContain('0 new, 1 changed, 0 unchanged, 1 rejected');
  expect((await importRoll(mess, text('v@x.org'))).stderr).toContain('the column name is missing');
  expect(stored(mess)).toEqual(before);
});

test('who is not on the roll is a mistake that names them and what is missing', async () => {
  const mess = await createFour();
  const before = stored(mess);
  const none = 'is not on the roll, and the file has no';
  const only = (line: string) => ({
    ...refused(line, 'error: a.csv has 1 mistake: unknown student. Nothing was written.'),
  });
  const hint = (answer: { stderr: string }) =>
    answer.stderr.replace('put on the roll who is missing: mess student add ID; else ', '');
  for (const [text, lacking] of [
    ['id,email\nS001,a@x.org\nS009,b@x.org\n', 'names'],
    ['id,name,email\nS001,Asha Rao,a@x.org\nS009,Zoya,b@x.org\n', 'branches and phone numbers'],
    ['id,name,phone\nS001,Asha Rao,9876543210\nS009,Zoya,9876543219\n', 'branches'],
    ['id,name,branch\nS001,Asha Rao,CSE\nS009,Zoya,CSE\n', 'phone numbers'],
  ] as const) {
    const answer = await update(mess, text);
    expect({ ...answer, stderr: hint(answer) }).toEqual(
      only(`a.csv:3: id: S009 ${none} ${lacking} (S009)`),
    );
  }
  expect(stored(mess)).toEqual(before);
  const partly = await update(mess, 'id,email\nS001,a@x.org\nS009,b@x.org\n', '--partial');
  expect(partly).toMatchObject({ code: 6 });
  expect(partly.stdout).toContain('2 rows: 0 new, 1 changed, 0 unchanged, 1 rejected.');
  expect(emails(mess)).toEqual(['a@x.org', null, null, null]);
});

test('zeros that a spreadsheet took away are still asked for', async () => {
  const mess = await createFour();
  await mess.do('student edit S001 --id 0701');
  const { stderr } = await update(mess, 'id,email\n701,a@x.org\n');
  expect(stderr).toContain('a.csv:2: id: is it 0701, without the zeros');
  expect(stderr).toContain('1 mistake: lost zeros.');
});

test('without update the missing columns are mistakes, and the command that takes it is named', async () => {
  const mess = await createFour();
  const before = stored(mess);
  const missing = (column: string) =>
    `a.csv:1: the column ${column} is missing from the header, without which nobody is added`;
  for (const options of [[], ['--on-conflict', 'skip']]) {
    expect(await importRoll(mess, 'id,email\nS001,a@x.org\n', ...options)).toEqual({
      code: 6,
      stdout: '',
      stderr: [
        ...['name', 'branch', 'phone'].map(missing),
        'error: a.csv has 3 mistakes: missing column. Nothing was written.',
        'hint: to change only what the file has, of students on the roll: --on-conflict update; else correct the file and import it again',
        '',
      ].join('\n'),
    });
  }
  // Ids alone change nobody.
  expect((await update(mess, 'id\nS001\n')).stderr).toContain('3 mistakes: missing column');
  expect(stored(mess)).toEqual(before);
});

test('a column that is there must be filled as ever, and who was anonymised gets no address', async () => {
  const mess = await createFour();
  const before = stored(mess);
  expect(await update(mess, 'id,name,email\nS001,,a@x.org\n')).toEqual(
    refused(
      'a.csv:2: name: the name is missing',
      'error: a.csv has 1 mistake: missing. Nothing was written.',
    ),
  );
  expect(await update(mess, 'id,email\nS001,a@x.org;b@x.org\n')).toMatchObject({ code: 6 });
  expect(stored(mess)).toEqual(before);
  await mess.do('student remove S004 --on 2025-05-31', 'student anonymise S004 --yes');
  const refusedRow = await update(mess, 'id,email\nS001,a@x.org\nS004,dev@x.org\n');
  expect(refusedRow.stderr).toContain('S004 was anonymised, and gets no name or address again');
  expect(await update(mess, 'id,email\nS001,a@x.org\nS004,\n')).toMatchObject({ code: 0 });
  expect(emails(mess)).toEqual(['a@x.org', null, null, null]);
});
