import { expect, test } from 'vitest';
import { createOriginal, LOOSEN, takeOver } from '../../support/books/original.ts';
import { createMess, type TestMess } from '../../support/mess.ts';

interface ShownBill {
  readonly perHead: string;
  readonly shares: readonly { days: number; amount: string }[];
}

test('tables in latin1, amounts and days as floating point numbers, an id once text and once a number', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  await original.run(`${LOOSEN};
    update student set name = 'Ramesh Yadav' where st_id = '20ME021';
    alter table student convert to character set latin1;
    update student set name = 'José Nuñez', phone = '9847011223' where st_id = '20CS011';
    alter table attendance modify days_present float;
    update attendance set days_present = 28.5 where student_id = '20CS024' and month_name = '2025-03';
    alter table student_expense modify student_month_expense float, modify expense_id varchar(10);
    update student_expense set student_month_expense = 72345.67 where student_expense_id = 1;
    update student_expense set student_month_expense = 4000.0 / 30 * 28 where student_expense_id = 7;
    alter table expense modify total_expense double;
    update expense set total_expense = 3720.125 where expense_id = 1`);
  const { code, stderr } = await takeOver(mess, original);
  expect([code, stderr]).toEqual([
    0,
    'warning: Rounded: 2 amounts that have more decimals than the currency.\n',
  ]);
  expect(await mess.json('student', 'show', '20CS011')).toMatchObject({ name: 'José Nuñez' });
  const march = await mess.json<ShownBill>('bill', 'show', '--month', '2025-03');
  expect(march.perHead).toBe('3720.13');
  expect(march.shares.map(({ days, amount }) => `${days} ${amount}`)).toEqual([
    '31 72345.67',
    '28.5 3360.00',
    '30 3600.00',
    '16 1920.00',
    '0 0.00',
  ]);
  const april = await mess.json<ShownBill>('bill', 'show', '--month', '2025-04');
  expect(april.shares.map(({ amount }) => amount)).toEqual([
    '4000.00',
    '3733.33',
    '3866.67',
    '2000.00',
    '0.00',
    '2933.33',
  ]);
});

test('bytes that are no text are a mistake, and not a name with question marks', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  await original.run(`${LOOSEN};
    alter table student modify name varbinary(100);
    update student set name = x'416ec3c3a9ff' where st_id = '20CS011'`);
  const { code, stderr } = await takeOver(mess, original);
  expect(code).toBe(6);
  expect(stderr).toContain(
    'student 20CS011: name: holds bytes that are no text (An\ufffdé\ufffd)\n',
  );
  expect(mess.rows('select * from students')).toEqual([]);
});

test('what is missing is named', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  await original.run(
    'drop table student_expense; alter table attendance change days_present days int',
  );
  expect(await takeOver(mess, original)).toEqual({
    code: 6,
    stdout: '',
    stderr:
      'error: SOURCE is no database of the original service, or its user may not read all of it. Missing: column days_present of table attendance; table student_expense.\n' +
      'hint: check the name of the database, and that the user may SELECT from it\n',
  });
});

test('a mess is no database of the original service', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  const { code, stderr } = await takeOver(mess, { ...original, ...sourceOf(mess) });
  expect(code).toBe(6);
  expect(stderr).toContain(
    'Missing: table student; columns student_id, month_name, days_present of table attendance; table',
  );
});

function sourceOf({ label, database }: TestMess) {
  return { address: label, password: database.kind === 'mysql' ? database.password : '' };
}

test('a wrong password of the source, and no server there', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  expect(await takeOver(mess, { ...original, password: 'guessed' })).toEqual({
    code: 9,
    stdout: '',
    stderr: expect.stringMatching(
      /^error: The server refuses the user or the password of SOURCE\.\nhint: the password is that of \S+; is it this user's\?\n$/,
    ),
  });
  const asked = mess.with({ answers: [original.password] });
  expect(await asked('db', 'import-original', original.address, '--dry-run')).toMatchObject({
    code: 0,
    stderr: `? Password for ${original.address}\n`,
  });
  const nowhere = 'mysql://reader@127.0.0.1:1/hostel';
  expect(await takeOver(mess, { ...original, address: nowhere })).toMatchObject({
    code: 9,
    stderr: expect.stringContaining('error: No server answers at SOURCE.'),
  });
});

test('a password in the address is refused, and so is a file', async () => {
  const mess = await createMess();
  expect(await mess('db', 'import-original', 'mysql://reader:secret@localhost/hostel')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: SOURCE: a password on the command line can be read by others, so it is not used.\n' +
      'hint: leave it out: mysql://reader@localhost/hostel; see mess help files\n',
  });
  expect(await mess('db', 'import-original', 'hostel.db')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: SOURCE: the original service keeps its data on a server, not in a file.\n' +
      'hint: write mysql://USER@HOST/NAME\n',
  });
});

test('a right that the user lacks is named', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  const name = original.address.split('/').at(-1);
  await original.run(`revoke select on ${name}.* from '${original.user}'@'%';
    grant select on ${name}.student to '${original.user}'@'%'`);
  const { code, stderr } = await takeOver(mess, original);
  expect(code).toBe(6);
  expect(stderr).toContain('or its user may not read all of it. Missing: table attendance;');
});

test('the server is told to refuse whatever would write', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  // A function runs with the rights of who made it, so that even one who may only read could write.
  await original.run(`create table log (line int);
    create function note() returns int begin insert into log values (1); return 1; end;
    rename table admin to admins;
    create view admin as select admin_id, password from admins where note() = 1;
    grant execute on ${original.address.split('/').at(-1)}.* to '${original.user}'@'%'`);
  // For a transaction that may only read, such a view is not even there.
  expect(await takeOver(mess, original)).toMatchObject({ code: 6 });
  expect(await original.rows('log')).toEqual([]);
});
