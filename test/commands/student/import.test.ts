import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import {
  createFour,
  importRoll,
  refused,
  stored,
  taken,
} from '../../support/records/files/import-file.ts';

const HEADER = 'id,name,branch,phone\n';
const ASHA = 'S001,Asha Rao,CSE,9876543210';
const EKA = 'S005,Eka Nair,CSE,9876543219';
const READ_AS = 'roll, utf-8, comma';

const roll = (mess: TestMess) =>
  mess.rows<{ id: string }>(
    'select id, name, branch, phone, joined, "left" from students order by id',
  );

describe('adds', () => {
  // Rows are inserted in groups, of which the last one is mostly shorter.
  test('every row, however many there are', async () => {
    const mess = await createMess();
    let no = 0;
    for (const count of [2, 24, 25, 26, 50, 999]) {
      const ids = Array.from({ length: count }, () => `T${String(++no).padStart(4, '0')}`);
      const rows = ids.map((id) => `${id},Name of ${id},CSE,987654${id.slice(1)}\n`);
      expect(await importRoll(mess, `${HEADER}${rows.join('')}`)).toEqual(
        taken(`${count} rows: ${count} new, 0 changed, 0 unchanged`, READ_AS),
      );
      const added = roll(mess).slice(-count);
      expect(added.map(({ id }) => id)).toEqual(ids);
      expect(added[0]).toMatchObject({ name: `Name of ${ids[0]}`, branch: 'CSE', left: null });
    }
  });

  test('new students, and leaves those alone who are recorded just so', async () => {
    const mess = await createFour();
    const before = roll(mess);
    expect(await importRoll(mess, `${HEADER}${ASHA}\n${EKA}\n`)).toEqual(
      taken('2 rows: 1 new, 0 changed, 1 unchanged', READ_AS),
    );
    expect(roll(mess)).toEqual([
      ...before,
      {
        id: 'S005',
        name: 'Eka Nair',
        branch: 'CSE',
        phone: '9876543219',
        joined: null,
        left: null,
      },
    ]);
    const after = stored(mess);
    expect(await importRoll(mess, `${HEADER}${ASHA}\n${EKA}\n`)).toEqual(
      taken('2 rows: 0 new, 0 changed, 2 unchanged. Nothing changed', READ_AS),
    );
    expect(stored(mess)).toEqual(after);
  });

  test('the roll of the fixtures', async () => {
    const mess = await createMess();
    const fixture = await readFile(new URL('../../../fixtures/roll.csv', import.meta.url));
    expect(await importRoll(mess, fixture)).toEqual(
      taken('13 rows: 13 new, 0 changed, 0 unchanged', READ_AS),
    );
    expect(mess.rows("select joined from students where id = '22CH009'")).toEqual([
      { joined: '2025-05-12' },
    ]);
  });

  test('columns by other names, cells as people write them', async () => {
    const mess = await createMess();
    const text =
      'DOJ;Mobile_No;Department;Name of Student;Roll No;_note;Remarks\n2025-06-01;+91 98765-43210;  CSE ; Asha  Rao ; s001 ;x;\n;(98765) 43211;ECE;"Nair; Eka";S002;;veg\n';
    expect(await importRoll(mess, text)).toEqual(
      taken('2 rows: 2 new, 0 changed, 0 unchanged', 'roll, utf-8, semicolon'),
    );
    expect(roll(mess)).toEqual([
      {
        id: 'S002',
        name: 'Nair; Eka',
        branch: 'ECE',
        phone: '9876543211',
        joined: null,
        left: null,
      },
      {
        id: 's001',
        name: 'Asha  Rao',
        branch: 'CSE',
        phone: '+919876543210',
        joined: '2025-06-01',
        left: null,
      },
    ]);
  });

  test('a date of leaving for new students only', async () => {
    const mess = await createFour();
    const text = `id,name,branch,phone,joined,left\n${ASHA},,2025-05-31\n${EKA},2025-01-01,2025-05-31\n`;
    expect(await importRoll(mess, text, '--on-conflict', 'update')).toEqual(
      taken('2 rows: 1 new, 0 changed, 1 unchanged', READ_AS),
    );
    expect(mess.rows('select id, joined, "left" from students where "left" is not null')).toEqual([
      { id: 'S005', joined: '2025-01-01', left: '2025-05-31' },
    ]);
  });

  test('what student list writes: it imports as it is, and changes nothing', async () => {
    const mess = await createFour();
    await mess.do(
      'student add S005 --name "=Eka, \'N\'" --branch @CSE --phone +9779812345679 --joined 2025-05-01',
      'student remove S002 --on 2025-05-31',
      'student edit S003 --joined 2025-05-12',
    );
    const before = stored(mess);
    const csv = (await mess('student', 'list', '--all', '--format', 'csv')).stdout;
    expect(csv.split('\n')).toHaveLength(7);
    expect(await importRoll(mess, csv)).toEqual(
      taken('5 rows: 0 new, 0 changed, 5 unchanged. Nothing changed', READ_AS),
    );
    expect(stored(mess)).toEqual(before);
    const other = await createMess();
    expect(await importRoll(other, csv)).toEqual(
      taken('5 rows: 5 new, 0 changed, 0 unchanged', READ_AS),
    );
    expect(roll(other)).toEqual(roll(mess));
  });
});

describe('a student who is recorded otherwise', () => {
  const TEXT = `id,name,branch,phone,joined\n${ASHA},\ns002,Vikram Sah,EE,9876543211,2025-01-05\n${EKA},\n`;

  test('is an error that names what is recorded', async () => {
    const mess = await createFour();
    await mess.do('student edit S001 --joined 2025-02-01');
    const before = stored(mess);
    expect(await importRoll(mess, TEXT.replace('9876543210,', '9876543200,2025-02-02'))).toEqual(
      refused(
        "a.csv:2: id: S001 is recorded with phone 9876543210, not 9876543200; joined 2025-02-01, not 2025-02-02; --on-conflict update takes the file's, skip keeps it (S001)",
        "a.csv:3: id: S002 is recorded with name Vikram Shah, not Vikram Sah; branch ECE, not EE; joined unknown, not 2025-01-05; --on-conflict update takes the file's, skip keeps it (s002)",
        'error: a.csv has 2 mistakes: conflict. Nothing was written.',
      ),
    );
    expect(stored(mess)).toEqual(before);
  });

  test('with --on-conflict update is what the file says', async () => {
    const mess = await createFour();
    expect(await importRoll(mess, TEXT, '--on-conflict', 'update')).toEqual(
      taken('3 rows: 1 new, 1 changed, 1 unchanged', READ_AS),
    );
    expect(await mess.json('student', 'show', 'S002')).toEqual({
      id: 'S002',
      name: 'Vikram Sah',
      branch: 'EE',
      phone: '9876543211',
      joined: '2025-01-05',
      left: null,
      email: null,
      takesMessages: true,
    });
  });

  test('with --on-conflict skip is passed over', async () => {
    const mess = await createFour();
    const before = await mess.json('student', 'show', 'S002');
    expect(await importRoll(mess, TEXT, '--on-conflict', 'skip')).toEqual(
      taken('3 rows: 1 new, 0 changed, 1 unchanged, 1 passed over', READ_AS),
    );
    expect(await mess.json('student', 'show', 'S002')).toEqual(before);
    expect(roll(mess)).toHaveLength(5);
  });

  test('an empty joining date says nothing', async () => {
    const mess = await createFour();
    await mess.do('student edit S001 --joined 2025-02-01');
    for (const text of [`${HEADER}${ASHA}\n`, `id,name,branch,phone,joined\n${ASHA}, \n`]) {
      for (const what of ['error', 'update', 'skip']) {
        expect(await importRoll(mess, text, '--on-conflict', what)).toEqual(
          taken('1 row: 0 new, 0 changed, 1 unchanged. Nothing changed', READ_AS),
        );
      }
    }
    expect(await mess.json('student', 'show', 'S001')).toMatchObject({ joined: '2025-02-01' });
  });

  test('nobody is removed, and who left stays so', async () => {
    const mess = await createFour();
    await mess.do('student remove S001 --on 2025-05-31');
    const text = `id,name,branch,phone,left\n${ASHA.replace('CSE', 'ME')},\n`;
    expect(await importRoll(mess, text, '--on-conflict', 'update')).toEqual(
      taken('1 row: 0 new, 1 changed, 0 unchanged', READ_AS),
    );
    expect(roll(mess).map(({ id }) => id)).toEqual(['S001', 'S002', 'S003', 'S004']);
    expect(await mess.json('student', 'show', 'S001')).toMatchObject({
      branch: 'ME',
      left: '2025-05-31',
    });
  });

  test('joining after leaving is an error, also against what is recorded', async () => {
    const mess = await createFour();
    await mess.do('student remove S001 --on 2025-05-31');
    const text = `id,name,branch,phone,joined,left\n${ASHA},2025-06-01,\n${EKA},2025-06-01,2025-05-31\n`;
    expect(await importRoll(mess, text, '--on-conflict', 'update')).toEqual(
      refused(
        'a.csv:2: id: cannot leave before joining on 2025-06-01 (S001)',
        'a.csv:3: id: cannot leave before joining on 2025-06-01 (S005)',
        'error: a.csv has 2 mistakes: left before joined. Nothing was written.',
      ),
    );
  });

  test('--on-conflict knows no more', async () => {
    const mess = await createFour();
    expect((await importRoll(mess, TEXT, '--on-conflict', 'replace')).code).toBe(2);
  });
});

test('addresses, and who wants messages, come in with a file and go out with the list', async () => {
  const mess = await createFour();
  const text = 'Roll No,Name,Branch,Phone,E-mail ID,takes_messages\n';
  const row = (id: string, name: string, phone: string, rest: string) =>
    `${id},${name},CSE,${phone},${rest}\n`;
  const file =
    text +
    row('S001', 'Asha Rao', '9876543210', 'asha@Example.org,no') +
    row('S005', 'Eka Nair', '9876543219', 'eka@example.org,');
  expect(await importRoll(mess, file, '--on-conflict', 'update')).toMatchObject({ code: 0 });
  const read = async (id: string) => {
    const student = await mess.json<{ email: unknown; takesMessages: unknown }>(
      ...['student', 'show', id],
    );
    return [student.email, student.takesMessages];
  };
  expect([await read('S001'), await read('S005')]).toEqual([
    ['asha@example.org', false],
    ['eka@example.org', true],
  ]);
  // An empty cell changes nothing, and what the list writes is what there is.
  const bare = text + row('S001', 'Asha Rao', '9876543210', ',');
  expect((await importRoll(mess, bare)).stdout).toContain('1 unchanged');
  const list = (await mess('student', 'list', '--format', 'csv')).stdout;
  const again = await importRoll(mess, list);
  expect(again).toMatchObject({ code: 0 });
  expect(again.stdout).toContain('0 new, 0 changed');
  expect(await read('S001')).toEqual(['asha@example.org', false]);
  // The same rules as at the keyboard, each mistake with its line.
  const faulty =
    text +
    row('S001', 'Asha Rao', '9876543210', 'a@x.org;b@x.org,maybe') +
    row('S005', 'Eka Nair', '9876543219', 'eka@example.org,yes');
  const { code, stderr } = await importRoll(mess, faulty, '--on-conflict', 'update');
  expect(code).toBe(6);
  expect(stderr).toContain('not an e-mail address; write one, like asha@example.org');
  expect(stderr).toContain('not known; write yes or no');
  const other = text + row('S001', 'Asha Rao', '9876543210', 'other@example.org,yes');
  expect((await importRoll(mess, other)).stderr).toContain(
    'S001 is recorded with email asha@example.org, not other@example.org; messages no, not yes',
  );
});
