import { expect, test } from 'vitest';
import { plant } from '../../support/books/planted.ts';
import { createMess } from '../../support/mess.ts';
import { type Entry, plantEntry } from '../../support/records/audit.ts';
import { expectSafe } from '../../support/records/hostile.ts';
import { addFourStudents, signInAs, signInStudent } from '../../support/records/month.ts';

test('an import that is of several months is found by each of them', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const text = 'student_id,month,days_present\nS001,2025-04,3\nS001,2025-05,4\n';
  await mess.do(`attendance import ${await mess.file('both.csv', text)}`, 'attendance undo 1');
  for (const month of ['2025-04', '2025-05']) {
    const entries = await mess.json<Entry[]>('audit', 'list', '--month', month);
    expect(entries.map(({ command }) => command)).toEqual(['attendance import', 'attendance undo']);
  }
  expect(await mess.json('audit', 'list', '--month', '2025-06')).toEqual([]);
});

test('of many new students the number is said, of a few who they are', async () => {
  const mess = await createMess();
  const rows = Array.from(
    { length: 4000 },
    (_, no) => `T${no},N,B,98${String(no).padStart(8, '0')}`,
  );
  const header = 'id,name,branch,phone';
  const many = await mess.file('many.csv', [header, ...rows].join('\n'));
  const few = await mess.file('few.csv', `${header}\nT1,Other,B,9800000002\nU1,N,B,9800000001\n`);
  await mess.do(`student import ${many}`, `student import ${few} --on-conflict update`);
  const { stdout } = await mess('audit', 'list', '--last', '2');
  expect(
    stdout
      .split('\n')
      .slice(2)
      .map((line) => line.trim().replace(/ +/g, ' ')),
  ).toEqual([
    '6 2025-06-01 12:00 warden student import many.csv',
    'part 4, of 4, 1,000 added',
    '7 2025-06-01 12:00 warden student import few.csv',
    '1 added (U1), 1 updated (T1)',
    '',
  ]);
  const entries = await mess.json<{ after: { added: unknown[] } }[]>(
    'audit',
    'list',
    '--last',
    '2',
  );
  expect(entries.map(({ after }) => after.added.length)).toEqual([1000, 1]);
});

test('what is recorded is safe for a terminal, whatever it is', async () => {
  const mess = await createMess();
  plantEntry(mess, {
    sequence: 3,
    actor_id: '\u001b[31mred',
    command: 'x\u0007',
    subject: 'a\u202eb\nc',
    before: 'no JSON \u001b[2J',
    after: JSON.stringify({ phone: { old: '9876543210', no: 987 }, '\u001b]0;x': [null, []] }),
  });
  plantEntry(mess, { sequence: 4, after: `{"reason":"${'long '.repeat(1000)}","n":null}` });
  plantEntry(mess, { sequence: 5, before: '{"days":28}' });
  plantEntry(mess, { sequence: 6, after: `{${keys(50)}}` });
  for (const options of [{}, { columns: 80 }]) {
    for (const format of ['table', 'csv', 'json']) {
      const { code, stdout } = await mess.with(options)(
        'audit',
        'list',
        '--format',
        format,
        '--no-color',
      );
      expect(code).toBe(0);
      if (format !== 'csv') expectSafe(stdout);
      expect(stdout).not.toContain('9876543210');
    }
  }
  const text = (await mess('audit', 'list', '--last', '4')).stdout.split('\n').slice(2);
  expect(text).toEqual([
    ' 3  2025-06-02 05:30  \\x1b[31mred  x\\x07     a\\u{202e}b\\nc',
    '    no JSON \\x1b[2J, phone old ••••••3210, phone no •••, \\x1b]0;x none none',
    ' 4  2025-06-02 05:30  warden       settings',
    expect.stringMatching(/^ {4}reason (long ){39}long…$/),
    ' 5  2025-06-02 05:30  warden       settings',
    '    was days 28',
    ' 6  2025-06-02 05:30  warden       settings',
    expect.stringMatching(/^ {4}k0 0, .*, k19 19, and 30 more$/),
    '',
  ]);
});

function keys(count: number): string {
  return Array.from({ length: count }, (_, no) => `"k${no}":${no}`).join(',');
}

test('more than a page of it is read to its end', async () => {
  const mess = await createMess();
  const rows = Array.from(
    { length: 2500 },
    (_, no) => `(${no + 3}, 'op ${no}', '2025-06-02T00:00:00.000Z', 'admin', 'warden', 'many')`,
  );
  plant(mess, [
    `insert into audit_entries (sequence, operation_id, at, actor_kind, actor_id, command)
     values ${rows.join(', ')}`,
  ]);
  const entries = await mess.json<Entry[]>('audit', 'list');
  expect(entries.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 2502 }, (_, index) => index + 1),
  );
  const last = await mess.json<Entry[]>('audit', 'list', '--last', '1500');
  expect([last.length, last[0]?.sequence]).toEqual([1500, 1003]);
});

test('an owner reads it, and nobody else', async () => {
  const mess = await createMess();
  await mess.do('student add S001 --name A --branch B --phone 9876543210');
  await signInAs(mess, 'manager');
  expect(await mess('audit', 'list')).toEqual({
    code: 5,
    stdout: '',
    stderr:
      'error: A manager may not see the record of changes.\n' +
      'hint: sign in as owner: mess admin login\n',
  });
  await signInStudent(mess, 'S001', '9876543210');
  expect(await mess('audit', 'list')).toMatchObject({ code: 5, stdout: '' });
  await mess.do('student logout');
  expect(await mess('audit', 'list')).toMatchObject({ code: 4, stdout: '' });
});
