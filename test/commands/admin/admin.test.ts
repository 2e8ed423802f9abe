import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay, createBilledMay, signInAs } from '../../support/records/month.ts';
import { PASSWORD } from '../../support/template.ts';

const withPassword = (mess: TestMess, stdin: string, ...args: string[]) =>
  mess.with({ stdin })(...args, '--password-stdin');

test('sign in, whoami, sign out', async () => {
  const mess = await createMess();
  await mess.do('admin logout');
  expect((await mess('whoami')).stderr).toBe(
    'error: Nobody is signed in.\nhint: mess admin login, or as a student: mess student login\n',
  );
  const login = await withPassword(mess, PASSWORD, 'admin', 'login', 'WARDEN');
  expect(login.stdout).toBe('Signed in as warden (owner), until 2025-06-01 12:30 Asia/Kolkata.\n');
  expect(await mess.json('whoami')).toEqual({
    kind: 'admin',
    id: 'warden',
    role: 'owner',
    expiresAt: '2025-06-01T07:00:00.000Z',
  });
  const session = await readFile(mess.sessionPath, 'utf8');
  expect((await mess('admin', 'logout')).stdout).toBe('Signed out warden.\n');
  // The session is over in the database too, not only forgotten here.
  await writeFile(mess.sessionPath, session, { mode: 0o600 });
  expect((await mess('whoami')).stderr).toContain('error: Your session is over.');
  expect((await mess('admin', 'logout')).stdout).toBe('Nobody was signed in.\n');
});

test('wrong id, wrong password and disabled look the same', async () => {
  const mess = await createMess();
  await signInAs(mess, 'viewer');
  await withPassword(mess, PASSWORD, 'admin', 'login', 'warden');
  await mess.do('admin disable viewer');
  const results = [
    await withPassword(mess, 'not the password', 'admin', 'login', 'warden'),
    await withPassword(mess, PASSWORD, 'admin', 'login', 'nobody'),
    await withPassword(mess, 'another good password', 'admin', 'login', 'viewer'),
  ];
  for (const result of results) {
    expect(result).toEqual({
      code: 4,
      stdout: '',
      stderr:
        'error: The id or the password is wrong, or the admin is disabled.\nhint: try again: mess admin login; forgotten: an owner resets it with mess admin reset ID, and the only owner uses mess admin recover\n',
    });
  }
  await mess.do('admin enable viewer');
  const enabled = await withPassword(mess, 'another good password', 'admin', 'login', 'viewer');
  expect(enabled.code).toBe(0);
});

test('add, list, edit', async () => {
  const mess = await createMess();
  const added = await withPassword(mess, PASSWORD, 'admin', 'add', 'clerk', '--role', 'manager');
  expect(added.stdout).toBe('Added the manager clerk.\n');
  expect((await mess('admin', 'edit', 'CLERK', '--role', 'viewer')).stdout).toBe(
    'clerk is viewer now.\n',
  );
  expect(await mess.json('admin', 'list')).toEqual([
    { id: 'clerk', role: 'viewer', disabled: false },
    { id: 'warden', role: 'owner', disabled: false },
  ]);
  const taken = await withPassword(mess, PASSWORD, 'admin', 'add', 'Clerk', '--role', 'viewer');
  expect(taken.code).toBe(8);
  expect((await mess('admin', 'edit', 'nobody', '--role', 'viewer')).code).toBe(3);
  expect((await mess('admin', 'edit', 'clerk', '--role', 'king')).code).toBe(2);
  expect((await mess('admin', 'edit', 'clerk')).stderr).toContain('--role is missing.');
});

test('the last enabled owner is neither demoted nor disabled', async () => {
  const mess = await createMess();
  for (const args of [
    ['edit', 'warden', '--role', 'manager'],
    ['disable', 'warden'],
  ]) {
    const { code, stderr } = await mess('admin', ...args);
    expect(code).toBe(8);
    expect(stderr).toContain('warden is the last owner and cannot be');
  }
  await withPassword(mess, PASSWORD, 'admin', 'add', 'second', '--role', 'owner');
  expect(await mess('admin', 'disable', 'second')).toEqual({
    code: 0,
    stdout: 'second is disabled.\n',
    stderr: 'To take it back: mess admin enable second\n',
  });
  expect((await mess('admin', 'disable', 'warden')).code).toBe(8);
  await mess.do('admin enable second');
  // Nobody can undo it alone, so a person is asked.
  const unsure = await mess.with({ answers: [false] })('admin', 'disable', 'Warden');
  expect(unsure).toMatchObject({ code: 130 });
  expect(unsure.stderr).toContain('Disable yourself, warden?');
  await mess.do('admin disable warden');
  expect((await mess('admin', 'list')).code).toBe(4);
});

test('who is disabled or demoted while a question waits writes nothing', async () => {
  const mess = await createMess();
  await withPassword(mess, PASSWORD, 'admin', 'add', 'second', '--role', 'owner');
  const session = await readFile(mess.sessionPath, 'utf8');
  /** Runs a command of `second` and, when it asks for a password, one of `warden`. */
  const meanwhile = async (command: string[], ofWarden: string) => {
    // Else it would end with the sign-in.
    await rm(mess.sessionPath);
    await withPassword(mess, PASSWORD, 'admin', 'login', 'second');
    let done = false;
    const secret = async () => {
      if (!done) {
        await writeFile(mess.sessionPath, session, { mode: 0o600 });
        await mess.do(ofWarden);
        done = true;
      }
      return 'quite another password';
    };
    return mess.with({ prompter: { secret } })(...command);
  };
  const add = ['admin', 'add', 'ghost', '--role', 'owner'];
  const demoted = await meanwhile(add, 'admin edit second --role viewer');
  expect(demoted.code).toBe(4);
  expect(demoted.stderr).toContain('Your session is over.');
  await mess.do('admin edit second --role owner');
  const disabled = await meanwhile(add, 'admin disable second');
  expect(disabled.code).toBe(4);
  expect(disabled.stderr).toContain('Your session is over.');
  expect(mess.rows("select * from admins where id = 'ghost'")).toEqual([]);
});

describe('who may', () => {
  const READS = [
    'student list',
    'student show S001',
    'attendance show --month 2025-05',
    'bill list',
    'bill show --month 2025-05',
    'expenses show S001',
    'admin list',
    'status',
    'whoami',
    'bill history --month 2025-05',
    'bill explain S001 --month 2025-05',
    'month list',
  ];
  const CHANGES = [
    'student edit S001 --branch ECE',
    'student remove S002 --on 2025-05-31',
    'student restore S002',
    'attendance record S001 --month 2025-05 --days 29',
    'bill revise --month 2025-05 --reason x --yes',
    'bill void --month 2025-05 --reason x --yes',
    'bill register --month 2025-05 --total 9',
    'month close --month 2025-05',
    'student add N1 --name N --branch B --phone 9876543210',
  ];
  const OWNERS_ONLY = [
    'admin edit warden --role viewer',
    'admin disable warden',
    'admin enable warden',
    'admin passwd warden --password-file /nowhere',
    'admin add x --role viewer',
    'month reopen --month 2025-05 --reason x',
  ];
  const ENTRIES = [
    'attendance record S001 --month 2025-04 --days 2',
    'attendance today --date 2025-06-01 --absent S001',
    'attendance away S001 --from 2025-06-02 --to 2025-06-03',
    'purchase add --date 2025-06-01 --amount 20 --head Gas',
  ];
  const TAKEN_BACK = [
    'attendance clear S001 --month 2025-04',
    'attendance undo 1',
    'attendance marks set HL half',
    'purchase void 1 --reason x --yes',
    'purchase edit 1 --amount 30',
    'purchase heads add Sweets --kind dividing',
  ];

  async function codes(mess: TestMess, lines: readonly string[]): Promise<Set<number>> {
    const found = new Set<number>();
    for (const line of lines) found.add((await mess(...line.split(' '))).code);
    return found;
  }

  test('a viewer reads, a manager also changes, neither touches the admins', async () => {
    const mess = await createBilledMay();
    await signInAs(mess, 'viewer');
    expect(await codes(mess, READS)).toEqual(new Set([0]));
    expect(await codes(mess, [...CHANGES, ...OWNERS_ONLY])).toEqual(new Set([5]));
    const path = await mess.file('a.csv', 'student_id,month,days_present\n');
    expect((await mess('attendance', 'import', path)).code).toBe(5);
    const old = await mess.file('old', 'another good password', 0o600);
    const own = ['admin', 'passwd', '--old-password-file', old];
    expect((await withPassword(mess, 'my own new password', ...own)).code).toBe(0);

    await withPassword(mess, PASSWORD, 'admin', 'login', 'warden');
    await signInAs(mess, 'manager');
    expect(await codes(mess, [...READS, ...CHANGES])).toEqual(new Set([0]));
    expect(await codes(mess, OWNERS_ONLY)).toEqual(new Set([5]));
  });

  test('a clerk enters what the day brings, takes nothing back and registers nothing', async () => {
    const mess = await createBilledMay();
    await signInAs(mess, 'clerk');
    expect(await codes(mess, READS)).toEqual(new Set([0]));
    expect(await codes(mess, ENTRIES)).toEqual(new Set([0]));
    const days = await mess.file('days.csv', 'student_id,month,days_present\nS002,2025-04,3\n');
    const bought = await mess.file('bought.csv', 'date,head,amount\n2025-06-01,Milk,900\n');
    const imports = [`attendance import ${days}`, `purchase import ${bought}`];
    expect(await codes(mess, imports)).toEqual(new Set([0]));
    // What takes it back is for somebody else.
    const again = await mess(
      'purchase',
      'add',
      ...'--date 2025-06-01 --amount 900 --head Milk'.split(' '),
    );
    expect(again.stderr).toMatch(
      /^If that is wrong: ask a manager, who may: mess purchase void \d+ --reason TEXT$/m,
    );
    const more = await mess.file('more.csv', 'student_id,month,days_present\nS003,2025-04,3\n');
    const imported = await mess.with({ answers: [] })('attendance', 'import', more);
    expect(imported.stderr).toContain('ask a manager, who may: mess attendance undo ');
    const before = mess.rows('select * from audit_entries');
    const others = [
      ...TAKEN_BACK,
      ...OWNERS_ONLY,
      ...CHANGES.filter((line) => !/record/.test(line)),
    ];
    expect(await codes(mess, others)).toEqual(new Set([5]));
    expect(mess.rows('select * from audit_entries')).toEqual(before);
    expect((await mess('bill', 'register', '--month', '2025-04', '--total', '9')).stderr).toBe(
      'error: A clerk may not register bills.\nhint: sign in as manager or owner: mess admin login\n',
    );
  });

  test('nobody signed in: everything is exit 4', async () => {
    const mess = await createMess();
    await addMay(mess);
    await mess.do('admin logout');
    const all = [...READS, ...CHANGES, 'admin disable warden', 'admin enable warden'];
    expect(
      await codes(
        mess,
        all.filter((line) => !line.includes('void')),
      ),
    ).toEqual(new Set([4]));
  });
});

test('status says which mess, who, and what is to be billed', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'attendance record S001 --month 2025-04 --days 3',
    'bill register --month 2025-04 --total 1',
  );
  expect((await mess('status')).stdout).toBe(
    [
      'Mess       Ganga Mess (INR, Asia/Kolkata)',
      `Database   ${mess.label}`,
      'Signed in  warden (owner), until 2025-06-01 12:30 Asia/Kolkata',
      'Backup     none yet',
      'To do      April 2025: can be closed, no attendance for 3 of 4 (mess month close --month 2025-04)',
      '           May 2025: no bill (mess bill register --month 2025-05)',
      '',
    ].join('\n'),
  );
  const { openMonths, ...status } = await mess.json<{ openMonths: { month: string }[] }>('status');
  expect(openMonths.map(({ month }) => month)).toEqual(['2025-04', '2025-05']);
  expect(status).toEqual({
    mess: { name: 'Ganga Mess', currency: 'INR', timeZone: 'Asia/Kolkata' },
    accounts: null,
    database: mess.label,
    signedIn: { kind: 'admin', id: 'warden', role: 'owner', expiresAt: '2025-06-01T07:00:00.000Z' },
    unbilledMonths: ['2025-05'],
    lastBackupAt: null,
    messages: [],
  });
});

test('a session of somebody else ends only after a yes, where somebody can be asked', async () => {
  const mess = await createMess();
  await withPassword(mess, PASSWORD, 'admin', 'add', 'second', '--role', 'viewer');
  const login = (answer: boolean | string) =>
    mess.with({ answers: [answer, PASSWORD] })('admin', 'login', 'second');
  const unsure = await login(false);
  expect(unsure).toMatchObject({ code: 130 });
  expect(unsure.stderr).toContain('? End the session of warden, and sign in as second?');
  expect(await mess.json('whoami')).toMatchObject({ id: 'warden' });
  expect(await login(true)).toMatchObject({ code: 0 });
  expect(await mess.json('whoami')).toMatchObject({ id: 'second' });
  // What nobody can trust is no session: the only answer is the password.
  await writeFile(mess.sessionPath, 'damaged');
  expect(await mess.with({ answers: [PASSWORD] })('admin', 'login', 'warden')).toMatchObject({
    code: 0,
  });
});
