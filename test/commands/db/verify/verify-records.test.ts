import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTwoBills, expectFound, plant } from '../../../support/books/planted.ts';
import { createMess } from '../../../support/mess.ts';
import { expectSafe } from '../../../support/records/hostile.ts';
import { addMay, signInAs, signInStudent } from '../../../support/records/month.ts';
import { trySignIn } from '../../../support/records/sign-in.ts';

const AT = '2025-06-01T00:00:00.000Z';

const UNDO = 'hint: keep the database as it is, and compare it with your last backup\n';

test('entries of the record of changes that are missing', () => {
  const gone = (where: string) => `delete from audit_entries where sequence ${where}`;
  return expectFound([
    [
      'one in the middle',
      [gone('= 4')],
      'audit_entries 4: audit_sequence: entry 4 of the record of changes missing',
      'students 2: foreign_key: entered_by points to nothing in audit_entries',
    ],
    [
      'several',
      [gone('in (3, 4, 6)')],
      'audit_entries 3: audit_sequence: entries 3 to 4 of the record of changes missing',
      'audit_entries 6: audit_sequence: entry 6 of the record of changes missing',
      'students 1: foreign_key: entered_by points to nothing in audit_entries',
      'students 2: foreign_key: entered_by points to nothing in audit_entries',
      'students 4: foreign_key: entered_by points to nothing in audit_entries',
    ],
    [
      'the first ones',
      [gone('< 3')],
      'audit_entries 1: audit_sequence: entries 1 to 2 of the record of changes missing',
      'settings currency: record: the record of changes does not tell of it',
      'settings name: record: the record of changes does not tell of it',
      'settings time_zone: record: the record of changes does not tell of it',
      'admins warden: record: the record of changes does not tell of it',
    ],
    [
      'the one that wrote a bill, which is the last',
      [gone('= 10')],
      'bills 2025-05 1: foreign_key: operation_id points to nothing in audit_entries',
      'bills 2025-05 1: record: the record of changes does not tell of it',
    ],
    [
      'the one that wrote a figure',
      [gone('= 8')],
      'audit_entries 8: audit_sequence: entry 8 of the record of changes missing',
      'attendance 2025-04 1: foreign_key: changed_by points to nothing in audit_entries',
      'attendance 2025-04 1: record: changed_by is not what the record of changes tells',
    ],
    [
      'numbered anew',
      ['update audit_entries set sequence = 400 where sequence = 4'],
      'audit_entries 400: audit_renumbered: the entry was written as number 4',
      'students 2: foreign_key: entered_by points to nothing in audit_entries',
      'students 2: record: no is not what the record of changes tells',
      'students 2: record: entered_by is not what the record of changes tells',
      'students 3: record: no is not what the record of changes tells',
      'students 4: record: no is not what the record of changes tells',
    ],
  ]);
});

test('words that nothing but mess writes, and it does not', () =>
  expectFound([
    [
      'a time',
      ["update audit_entries set at = 'yesterday' where sequence = 4"],
      'audit_entries 4: value: not a time: yesterday',
      'audit_entries 4: audit_altered: the entry is not what was written',
      'students 2: record: entered_at is not what the record of changes tells',
    ],
    [
      'what was before',
      ['update audit_entries set "before" = \'not json\' where sequence = 4'],
      'audit_entries 4: value: before is not JSON',
      'audit_entries 4: audit_altered: the entry is not what was written',
    ],
    [
      'a role',
      [
        "insert into admins (id_key, id, role, password_hash, created_at) values ('zeus', 'zeus', 'god', '', '2025-06-01T00:00:00.000Z')",
      ],
      'admins zeus: value: no role: god',
      'admins zeus: record: the record of changes does not tell of it',
    ],
    [
      'a status',
      ["update bills set status = 'LIVE' where month = '2025-05'"],
      'bills 2025-05 1: value: no status: LIVE',
      'bills 2025-05 1: record: status is not what the record of changes tells',
    ],
    [
      'a phone number',
      ["update students set phone = '12' where no = 1"],
      'students 1: value: not a phone number; write 10 digits, or + and 8 to 15 digits with the country code',
      'students 1: record: phone is not what the record of changes tells',
    ],
  ]));

test('rows that point to nothing', () =>
  expectFound([
    [
      'attendance of nobody',
      ["insert into attendance values ('2025-05', 99, 100, 7, null)"],
      'attendance 2025-05 99: foreign_key: student_no points to nothing in students',
      'attendance: record: the days of 2025-05 are not those that entry 7 of the record of changes tells of',
    ],
    [
      'history of nobody, by nobody',
      ["insert into attendance_history values ('2025-05', 99, 77, 100, 88, null)"],
      'attendance_history 2025-05 99 77: foreign_key: student_no points to nothing in students',
      'attendance_history 2025-05 99 77: foreign_key: changed_by points to nothing in audit_entries',
      'attendance_history 2025-05 99 77: foreign_key: replaced_by points to nothing in audit_entries',
      'attendance_history 2025-05 99 77: record: changed_by is not what the record of changes tells',
      'attendance_history 2025-05 99 77: record: replaced_by is not what the record of changes tells',
    ],
    [
      'imports by nobody',
      ['update imports set changed_by = 77, undone_by = 88'],
      'imports 1: foreign_key: changed_by points to nothing in audit_entries',
      'imports 1: foreign_key: undone_by points to nothing in audit_entries',
      'imports 1: record: the record of changes does not tell of it',
      'imports: record: the import of stdin by entry 7 is not there, and the record of changes tells of it',
    ],
    [
      'a student is gone',
      ['delete from students where no = 4'],
      'students: record: S004 is not there, and the record of changes tells of it',
      'attendance 2025-05 4: foreign_key: student_no points to nothing in students',
      'shares 2025-04 1 4: foreign_key: student_no points to nothing in students',
      'shares 2025-05 1 4: foreign_key: student_no points to nothing in students',
    ],
  ]));

test('days and months of attendance that cannot be', () =>
  expectFound([
    [
      '32 days',
      ["update attendance set days_hundredths = 3200 where month = '2025-05' and student_no = 1"],
      'attendance 2025-05 1: days: 32 days in 2025-05',
      'attendance: record: the days of 2025-05 are not those that entry 7 of the record of changes tells of',
    ],
    [
      'one day more than the month has',
      ["update attendance set days_hundredths = 3001 where month = '2025-04'"],
      'attendance 2025-04 1: days: 30.01 days in 2025-04',
      'attendance 2025-04 1: record: days_hundredths is not what the record of changes tells',
    ],
    [
      'less than none',
      ["update attendance set days_hundredths = -50 where month = '2025-04'"],
      'attendance 2025-04 1: days: -0.5 days in 2025-04',
      'attendance 2025-04 1: record: days_hundredths is not what the record of changes tells',
    ],
    [
      'a month that is none',
      ["update attendance set month = '2025-13' where month = '2025-04'"],
      'attendance 2025-13 1: month: not a month: 2025-13',
      'attendance 2025-13 1: record: changed_by is not what the record of changes tells',
      'attendance: record: the 20 days of S001 in 2025-04 are not there, and entry 8 of the record of changes tells of them',
    ],
    [
      'in what was replaced',
      ["insert into attendance_history values ('2025-02', 1, 7, 2900, 8, null)"],
      'attendance_history 2025-02 1 7: days: 29 days in 2025-02',
      'attendance_history 2025-02 1 7: record: changed_by is not what the record of changes tells',
      'attendance_history 2025-02 1 7: record: replaced_by is not what the record of changes tells',
    ],
  ]));

test('ids, settings and owners', () =>
  expectFound([
    [
      'a student who is not found by the id',
      ["update students set id_key = 'zzz' where no = 1"],
      'students 1: id: S001 is looked up as zzz',
    ],
    [
      'an id in capitals where they do not belong',
      ["update students set id_key = 'S001' where no = 1"],
      'students 1: id: S001 is looked up as S001',
    ],
    [
      'an admin who is not found by the id',
      ["update admins set id = 'other'"],
      'admins warden: id: other is looked up as warden',
      'admins warden: record: id is not what the record of changes tells',
    ],
    [
      'no owner',
      ["update admins set role = 'viewer'"],
      'admins warden: record: role is not what the record of changes tells',
      'admins: owner: there is no owner who may sign in',
    ],
    [
      'a currency that is none',
      ["update settings set value = 'XQQ' where \"key\" = 'currency'"],
      'settings currency: setting: not a currency code; write it like INR, EUR or NPR',
      'settings currency: record: value is not what the record of changes tells',
    ],
    [
      'a session of nobody',
      [
        `insert into sessions (token_hash, admin_key, created_at, expires_at, last_used_at)
         values ('x', 'nobody', '${AT}', '${AT}', '${AT}')`,
      ],
      'sessions x: foreign_key: admin_key points to nothing in admins',
    ],
  ]));

test('the life of a bill, and what was closed', () =>
  expectFound([
    [
      'superseded by nothing',
      ["update bills set status = 'superseded', ended_by = 10 where month = '2025-05'"],
      'bills 2025-05 1: record: status is not what the record of changes tells',
      'bills 2025-05 1: record: ended_by is not what the record of changes tells',
      'bills 2025-05 1: revision: the bill is superseded, and no revision follows it',
    ],
    [
      'ended by what is not recorded',
      ["update bills set status = 'void', ended_by = 77 where month = '2025-05'"],
      'bills 2025-05 1: foreign_key: ended_by points to nothing in audit_entries',
      'bills 2025-05 1: record: status is not what the record of changes tells',
      'bills 2025-05 1: record: ended_by is not what the record of changes tells',
    ],
    [
      'made up of more than the bill',
      ["insert into bill_heads values ('2025-05', 1, 1, 2, 7400000), ('2025-05', 1, 7, 1, 100001)"],
      'bills 2025-05 1: sum: the fixed heads do not add up to the fixed amount',
      'bills 2025-05 1: record: its shares and amounts are not those that entry 10 of the record of changes tells of',
    ],
    [
      'closed by nobody, for no reason',
      ["insert into closed_months values ('2025-5', 77, ' ')"],
      'closed_months 2025-5: foreign_key: closed_by points to nothing in audit_entries',
      'closed_months 2025-5: month: not a month: 2025-5',
      'closed_months 2025-5: value: it was closed as it is, for no reason',
      'closed_months 2025-5: record: the record of changes does not tell of it',
    ],
  ]));

test('a setting that is missing is said before anything is looked at', async () => {
  const mess = await createMess();
  plant(mess, ['delete from settings where "key" = \'time_zone\'']);
  const { code, stdout, stderr } = await mess('db', 'verify');
  expect([1, 9]).toContain(code);
  expect(stdout).toBe('');
  expect(stderr).toContain('the setting time_zone is missing');
});

test('of many findings the text has twenty and the document a thousand', async () => {
  const mess = await createTwoBills();
  const nobody = Array.from({ length: 1200 }, (_, index) => `('2025-05', ${index + 100}, 100, 7)`);
  plant(mess, [
    `insert into attendance (month, student_no, days_hundredths, changed_by) values ${nobody.join(', ')}`,
  ]);
  const text = await mess('db', 'verify');
  const line = (no: number) =>
    `attendance 2025-05 ${no}: foreign_key: student_no points to nothing in students`;
  expect(text).toEqual({
    code: 1,
    stdout: '',
    stderr: [
      ...Array.from({ length: 20 }, (_, index) => line(index + 100)),
      '… and 980 more; --json lists a thousand',
      `error: 1000 or more things do not hold in ${mess.label}.`,
      UNDO,
    ].join('\n'),
  });
  const path = join(mess.home, 'found.json');
  for (const options of [['--json'], ['--json', '--quiet'], ['--output', path]]) {
    const { code, stdout } = await mess('db', 'verify', ...options);
    expect(code).toBe(1);
    const document = stdout === '' ? await readFile(path, 'utf8') : stdout;
    expect(JSON.parse(document).findings).toHaveLength(1000);
  }
});

test('what is found is safe for a terminal', async () => {
  const mess = await createTwoBills();
  plant(mess, [['update students set id = ? where no = 1', '\u001b[31mS1\u202e']]);
  const text = await mess('db', 'verify');
  expect(text.stderr.split('\n')[0]).toBe(
    'students 1: id: \\x1b[31mS1\\u{202e} is looked up as s001',
  );
  expectSafe(text.stderr);
  const { stdout } = await mess('db', 'verify', '--json');
  expectSafe(stdout);
  expect(JSON.parse(stdout).findings[0].message).toBe('\u001b[31mS1\u202e is looked up as s001');
});

test('every admin may verify, and nobody else', async () => {
  const mess = await createMess();
  await addMay(mess);
  for (const role of ['viewer', 'manager'] as const) {
    await trySignIn(mess);
    await signInAs(mess, role);
    expect((await mess('db', 'verify')).code).toBe(0);
  }
  await signInStudent(mess, 'S001', '9876543210');
  expect(await mess('db', 'verify')).toEqual({
    code: 5,
    stdout: '',
    stderr:
      'error: A student may not verify the database.\n' +
      'hint: a student sees their own: mess expenses show, and where accounts are kept, mess dues show\n',
  });
  await mess.do('student logout');
  expect((await mess('db', 'verify')).code).toBe(4);
});
