import { expect, test } from 'vitest';
import { backUp, takeApart } from '../../support/books/backup.ts';
import { plant } from '../../support/books/planted.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { createMessNow } from '../../support/process.ts';
import { createFour, figures, withoutHome } from '../../support/records/files/import-file.ts';
import { HOSTILE } from '../../support/records/hostile.ts';
import { signInAs } from '../../support/records/month.ts';
import { purchases } from '../../support/records/purchases.ts';
import { createCron } from '../../support/records/service-token.ts';
import { runTogether } from '../../support/together.ts';

const ADD = ['import-profiles', 'add'] as const;

/** The names that there are. */
async function names(mess: TestMess): Promise<string[]> {
  const listed = await mess.json<{ name: string }[]>('import-profiles');
  return listed.map(({ name }) => name);
}

test('add, list, show, edit, remove', async () => {
  const mess = await createMess();
  expect(await mess('import-profiles')).toEqual({
    code: 0,
    stdout: 'No profile is kept yet: mess import-profiles add NAME\n',
    stderr: '',
  });
  const staff = await mess.file('staff.txt', '901 \n902,the guard\n901\n');
  const columns = ['--columns', 'Emp Code,timestamp,_', '--not-students', staff];
  expect(await mess(...ADD, 'Gate', ...columns, '--delimiter', 'tab')).toEqual({
    code: 0,
    stdout:
      'Added the profile Gate, for files of attendance: columns student_id,timestamp,_; not-students 901,902; delimiter tab\n',
    stderr: '',
  });
  await mess.do('import-profiles add till --for purchases --date-format DD/MM/YYYY');
  expect((await mess('import-profiles', '--format', 'csv')).stdout).toBe(
    [
      'name,for,keeps',
      'Gate,attendance,"columns student_id,timestamp,_; not-students 901,902; delimiter tab"',
      'till,purchases,date-format DD/MM/YYYY',
      '',
    ].join('\n'),
  );
  const more = ['--not-students', '903,901', '--mark', 'H=holiday', '--timezone', 'UTC'];
  expect((await mess('import-profiles', 'edit', 'GATE', ...more, '--students', '902')).stdout).toBe(
    'Changed the profile Gate: columns student_id,timestamp,_; timezone UTC; mark H=off; not-students 901,903; delimiter tab\n',
  );
  expect((await mess('import-profiles', 'edit', 'gate', '--students', '902')).stdout).toBe(
    'Nothing changed: the profile Gate is so already.\n',
  );
  expect(await mess.json('import-profiles', 'show', 'gate')).toEqual({
    name: 'Gate',
    for: 'attendance',
    layout: null,
    columns: ['student_id', 'timestamp', '_'],
    column: null,
    dateFormat: null,
    timeZone: 'UTC',
    marks: ['H=off'],
    notStudents: ['901', '903'],
    from: null,
    encoding: null,
    delimiter: 'tab',
    ignoreUnknown: false,
  });
  expect((await mess('import-profiles', 'remove', 'till')).stdout).toBe(
    'Removed the profile till, which kept: date-format DD/MM/YYYY\n',
  );
  expect(await names(mess)).toEqual(['Gate']);
  const entries = await mess.json<{ command: string; subject: string; after: unknown }[]>(
    ...['audit', 'list', '--last', '4'],
  );
  expect(entries.map(({ command, subject, after }) => [command, subject, after])).toEqual([
    [
      'import-profiles add',
      'Gate',
      {
        kind: 'attendance',
        columns: ['student_id', 'timestamp', '_'],
        delimiter: '\t',
        notStudents: ['901', '902'],
      },
    ],
    ['import-profiles add', 'till', { kind: 'purchases', dateFormat: 'DD/MM/YYYY' }],
    [
      'import-profiles edit',
      'Gate',
      {
        kind: 'attendance',
        columns: ['student_id', 'timestamp', '_'],
        delimiter: '\t',
        marks: ['H=off'],
        notStudents: ['901', '903'],
        timeZone: 'UTC',
      },
    ],
    ['import-profiles remove', 'till', null],
  ]);
});

test('a name that is there is refused, or its profile replaced', async () => {
  const mess = await createMess();
  await mess.do('import-profiles add gate --layout punches --timezone UTC');
  expect(await mess(...ADD, 'GATE', '--layout', 'daily')).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: There is a profile gate already, for files of attendance.\n' +
      'hint: mess import-profiles edit gate changes it; --replace takes its place\n',
  });
  expect((await mess(...ADD, 'GATE', '--layout', 'daily', '--replace')).stdout).toBe(
    'Replaced the profile GATE, for files of attendance: layout daily\n',
  );
  expect((await mess(...ADD, 'GATE', '--layout', 'daily', '--replace')).stdout).toBe(
    'Nothing changed: the profile GATE is so already.\n',
  );
  expect(await names(mess)).toEqual(['GATE']);
});

test.each([
  [['gate'], 'Nothing is said that the profile could keep.'],
  [['gate', '--columns', 'student_id,nosuch'], '--columns: no column of such a file (nosuch).'],
  [['gate', '--column', 'Emp Code'], '--column: not NAME=OURS (Emp Code).'],
  [['gate', '--column', 'Emp Code=salary'], '--column: no column of such a file (salary).'],
  [['gate', '--date-format', 'ddd'], '--date-format: '],
  [['gate', '--timezone', 'Moon'], '--timezone: '],
  [['gate', '--from', '31/31/2025'], '--from: '],
  [['gate', '--mark', 'H=many'], '--mark: a mark means'],
  [['gate', '--not-students', '?,!'], '--not-students: not an id'],
  [['gate', '--layout', 'weekly'], '--layout'],
  [['gate', '--encoding', 'klingon'], '--encoding'],
  [
    ['till', '--for', 'purchases', '--layout', 'daily'],
    '--layout is for files of attendance alone.',
  ],
  [['till', '--for', 'purchases', '--from', 'this'], '--from is for files of attendance alone.'],
  [
    ['till', '--for', 'purchases', '--column', 'x=student_id'],
    '--column: no column of such a file',
  ],
  [['till', '--for', 'bills', '--date-format', 'DD/MM/YYYY'], '--for'],
  [
    ['gate', '--column', `${'x'.repeat(61_000)}=student_id`],
    'The profile: more than a profile can keep',
  ],
])('what is wrong is refused where it is said: %s', async (args, sentence) => {
  const mess = await createMess();
  const { code, stdout, stderr } = await mess(...ADD, ...args);
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(sentence),
  });
  expect(await names(mess)).toEqual([]);
});

test('a file of those who are no students that is not there', async () => {
  const mess = await createMess();
  expect((await mess(...ADD, 'gate', '--not-students', 'nosuch.txt')).code).toBe(3);
});

test('names that are none', async () => {
  const mess = await createMess();
  const bad = [
    ...HOSTILE.map(([name]) => name).filter(
      (name) => !/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]*$/u.test(name.trim()),
    ),
    ...['', ' ', '-x', 'x'.repeat(41), 'x'.repeat(10_240), 'a\u0000b'],
  ];
  for (const name of bad) {
    for (const line of [
      ['add', '--layout', 'daily', `--`, name],
      ['show', '--', name],
    ]) {
      const { code, stdout, stderr } = await mess('import-profiles', ...line);
      expect([name, code, stdout]).toEqual([name, 2, '']);
      expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2066]/);
      expect(stderr.length).toBeLessThan(500);
    }
  }
  expect(await names(mess)).toEqual([]);
});

test('names in any case and script, told apart and found again', async () => {
  const mess = await createMess();
  for (const name of ['Main  Gate', 'गेट', 'x'.repeat(40), '2.floor_B-1', 'constructor']) {
    expect((await mess(...ADD, name, '--layout', 'daily')).code).toBe(0);
  }
  expect(await names(mess)).toEqual([
    '2.floor_B-1',
    'constructor',
    'Main Gate',
    'x'.repeat(40),
    'गेट',
  ]);
  for (const name of ['MAIN GATE', ' main   gate ', 'CONSTRUCTOR', 'गेट']) {
    expect((await mess('import-profiles', 'show', name)).code).toBe(0);
  }
  expect((await mess('import-profiles', 'show', '__proto__')).code).toBe(2);
  expect((await mess('import-profiles', 'show', 'toString')).code).toBe(3);
});

test('a profile that there is not: the nearest, or those that there are', async () => {
  const mess = await createMess();
  const path = await mess.file('a.csv', 'x\n');
  const line = ['attendance', 'import', path, '--profile'];
  const none = 'hint: there is none yet: mess import-profiles add NAME\n';
  expect(await mess(...line, 'gate')).toEqual({
    code: 3,
    stdout: '',
    stderr: `error: There is no import profile gate.\n${none}`,
  });
  await mess.do(
    'import-profiles add gate --layout daily',
    'import-profiles add office --layout daily',
  );
  expect((await mess(...line, 'gaet')).stderr).toContain(
    'hint: is it gate? All of them: mess import-profiles\n',
  );
  expect((await mess(...line, 'zzz')).stderr).toContain(
    'hint: there is gate, office: mess import-profiles\n',
  );
  for (const verb of ['show', 'remove']) {
    expect((await mess('import-profiles', verb, 'nosuch')).code).toBe(3);
  }
  expect((await mess('import-profiles', 'edit', 'nosuch', '--layout', 'daily')).code).toBe(3);
  expect((await mess('import-profiles', 'edit', 'gate')).code).toBe(2);
});

test('an option that is given goes before what the profile keeps', async () => {
  const mess = await createFour();
  await mess.do(
    'import-profiles add gate --column Card=student_id --column When=timestamp --date-format "DD/MM/YYYY HH:mm" --not-students 901 --ignore-unknown',
  );
  const run = async (text: string, ...options: string[]) => {
    const path = await mess.file('a.csv', text);
    const line = ['attendance', 'import', path, '--profile', 'gate', ...options];
    return withoutHome(mess, await mess(...line));
  };
  const head = 'Card,When,Colour\n';
  expect(await run(`${head}S001,02/05/2025 08:00,red\n901,02/05/2025 08:00,red\n`)).toMatchObject({
    code: 0,
  });
  expect(figures(mess)).toEqual(['S001 2025-05 1']);
  const american = `${head}S002,05/02/2025 08:00,red\n`;
  expect(await run(american, '--date-format', 'MM/DD/YYYY HH:mm')).toMatchObject({ code: 0 });
  expect(figures(mess)).toEqual(['S001 2025-05 1', 'S002 2025-05 1']);
  // The whole of an option, also of a list.
  const staff = `${head}S003,02/05/2025 08:00,red\n901,02/05/2025 08:00,red\n`;
  expect((await run(staff, '--not-students', '902,903')).code).toBe(6);
  expect(
    (
      await run(
        'Badge,When\nS003,02/05/2025 08:00\n',
        '--column',
        'Badge=student_id',
        '--column',
        'When=timestamp',
      )
    ).code,
  ).toBe(0);
  const late = `${head}S004,01/05/2025 08:00,x\nS004,02/05/2025 08:00,x\n`;
  expect((await run(late, '--from', '2025-05-02')).code).toBe(0);
  expect(figures(mess).at(-1)).toBe('S004 2025-05 1');
});

test('rejected rows are imported again with the options, not by a profile for files without names', async () => {
  const mess = await createFour();
  await mess.do('import-profiles add gate --columns student_id,timestamp --timezone UTC');
  const path = await mess.file('a.dat', 'S001,2025-05-02 08:00\nS009,2025-05-02 08:00\n');
  const line = ['attendance', 'import', path, '--profile', 'gate', '--partial'];
  const rejects = `${mess.home}/r.csv`;
  const { code, stderr } = withoutHome(mess, await mess(...line, '--rejects', rejects));
  expect([code, stderr.split('\n').at(-2)]).toEqual([
    6,
    'hint: for those who are no students: mess import-profiles edit gate --not-students S009; put on the roll who is missing: mess student add ID; else correct r.csv and import it again: mess attendance import r.csv --timezone UTC',
  ]);
  await mess.do('student add S009 --name New --branch ME --phone 9876543219');
  await mess.do(`attendance import ${rejects} --timezone UTC`);
  expect(figures(mess)).toEqual(['S001 2025-05 1', 'S009 2025-05 1']);
});

test('files of purchases and students have theirs', async () => {
  const mess = await createMess();
  await mess.do(
    'import-profiles add till --for purchases --column "Expense Head=head" --date-format DD/MM/YYYY --delimiter ;',
    'import-profiles add office --for students --columns id,name,branch,phone --encoding windows-1252',
  );
  const bought = await mess.file('p.csv', 'Date;Expense Head;Amount\n02/05/2025;Gas;1200\n');
  await mess.do(`purchase import ${bought} --profile till`);
  expect(purchases(mess)).toEqual(['1 2025-05-02 Gas 1200.00']);
  const roll = await mess.file('r.csv', Buffer.from('S1,Ren\xe9,ME,9876543210\n', 'latin1'));
  await mess.do(`student import ${roll} --profile office`);
  expect(await mess.json('student', 'show', 'S1')).toMatchObject({ name: 'René' });
  expect(await mess('attendance', 'import', roll, '--profile', 'till')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: The profile till is for files of purchases, not of attendance.\n' +
      'hint: mess purchase import FILE --profile till\n',
  });
});

test('a manager may add, and a token that imports only use them', async () => {
  const mess = await createFour();
  const cron = await createCron(mess, '--may', 'import');
  await mess.do('import-profiles add gate --columns student_id,timestamp');
  const path = await mess.file('a.dat', 'S001,2025-05-02 08:00\n');
  expect(await cron(`attendance import ${path} --profile gate --quiet`)).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  for (const line of [
    'import-profiles',
    'import-profiles add b --layout daily',
    'import-profiles edit gate --layout daily',
    'import-profiles remove gate',
  ]) {
    expect([line, (await cron(line)).code]).toEqual([line, 5]);
  }
  await signInAs(mess, 'manager');
  expect((await mess(...ADD, 'b', '--layout', 'daily')).code).toBe(0);
  expect((await mess('import-profiles', 'remove', 'b')).code).toBe(0);
});

test('a viewer looks at them, and changes none', async () => {
  const mess = await createMess();
  await mess.do('import-profiles add gate --layout daily');
  await signInAs(mess, 'viewer');
  await mess.do('import-profiles', 'import-profiles show gate');
  for (const line of ['add b --layout daily', 'edit gate --layout punches', 'remove gate']) {
    expect([line, (await mess('import-profiles', ...line.split(' '))).code]).toEqual([line, 5]);
  }
});

test('two add one name at once: one profile, and the other is told', async () => {
  const mess = await createMessNow();
  const args = [...ADD, 'gate', '--layout', 'daily'];
  const results = await runTogether(mess, 2, args, {});
  expect(results.map(({ code }) => code).sort()).toEqual([0, 8]);
  expect(results.map(({ stderr }) => stderr).join('')).toContain(
    'error: There is a profile gate already, for files of attendance.\n',
  );
  expect(mess.rows('select name from import_profiles')).toEqual([{ name: 'gate' }]);
});

test('profiles are in backups, and verified', async () => {
  const mess = await createMess();
  await mess.do('import-profiles add Gate --layout daily --not-students 901');
  const { tables } = takeApart(await backUp(mess));
  expect(tables.find(({ name }) => name === 'import_profiles')?.rows).toEqual([
    ['gate', 'Gate', 'attendance', '{"layout":"daily","notStudents":["901"]}', 3],
  ]);
  await mess.do('db verify');
  plant(mess, [
    [
      "update import_profiles set name = '-x', kind = 'bills', options = '[]' where name_key = 'gate'",
    ],
  ]);
  const { code, stdout } = await mess('db', 'verify', '--json');
  const found = JSON.parse(stdout).findings.map(({ table, message }: Record<string, string>) => [
    table,
    message,
  ]);
  expect([code, found]).toEqual([
    1,
    [
      'not a name of a profile; use 1 to 40 letters, digits, spaces and . _ - and begin with a letter or digit',
      '-x is looked up as gate',
      'no kind: bills',
      'options is not a JSON object',
      'name is not what the record of changes tells',
      'kind is not what the record of changes tells',
      'options is not what the record of changes tells',
    ].map((message) => ['import_profiles', message]),
  ]);
});

test('a profile that says much: the same file is known again by all of it', async () => {
  const mess = await createFour();
  const marks = Array.from({ length: 60 }, (_, n) => ['--mark', `much said mark ${n}=half`]).flat();
  expect((await mess(...ADD, 'office', ...marks)).code).toBe(0);
  const path = await mess.file(
    'a.csv',
    'student_id,date,status\nS001,2025-05-31,much said mark 7\n',
  );
  const line = ['attendance', 'import', path, '--profile', 'office', '--json'];
  expect(JSON.parse((await mess(...line)).stdout)).toMatchObject({ inserted: 1, import: 1 });
  expect(figures(mess)).toEqual(['S001 2025-05 0.5']);
  expect(JSON.parse((await mess(...line)).stdout)).toMatchObject({ alreadyImported: { no: 1 } });
  await mess.do('import-profiles edit office --mark "much said mark 7=present"');
  expect(JSON.parse((await mess(...line)).stdout)).toMatchObject({ updated: 1, import: 2 });
});

test('who may enter purchases imports them with a profile, and may not change it', async () => {
  const mess = await createMess();
  await mess.do('import-profiles add till --for purchases --date-format MM/DD/YYYY');
  await signInAs(mess, 'clerk');
  const stdin = 'date,head,amount\n05/30/2025,Milk,10\n';
  const taken = await mess.with({ stdin })('purchase', 'import', '-', '--profile', 'till');
  expect(taken).toMatchObject({ code: 0, stderr: '' });
  expect((await mess('import-profiles', 'remove', 'till')).code).toBe(5);
});
