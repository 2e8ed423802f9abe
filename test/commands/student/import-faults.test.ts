import { describe, expect, test } from 'vitest';
import { createHome, createMess, type TestMess } from '../../support/mess.ts';
import {
  createFour,
  importBytes,
  importRoll,
  refused,
  stored,
} from '../../support/records/files/import-file.ts';
import { signInAs, signInStudent } from '../../support/records/month.ts';
import { passMs, SECOND_MS } from '../../support/records/sign-in.ts';

const HEADER = 'id,name,branch,phone\n';
const ASHA = 'S001,Asha Rao,CSE,9876543210';
const EKA = 'S005,Eka Nair,CSE,9876543219';

const roll = (mess: TestMess) =>
  mess.rows<{ id: string }>(
    'select id, name, branch, phone, joined, "left" from students order by id',
  );
const lastEntry = (mess: TestMess) =>
  mess
    .rows('select command, subject, month, actor_id, "before", "after" from audit_entries')
    .at(-1);

describe('mistakes', () => {
  test('are named all at once', async () => {
    const mess = await createFour();
    const before = stored(mess);
    const text = `id,name,branch,phone,joined\nS006,,,12,31/5/2025\n,x,y,9876543216,\n${EKA}\n${EKA},2025-02-30\n`;
    expect(await importRoll(mess, text)).toEqual(
      refused(
        'a.csv:2: name: the name is missing',
        'a.csv:2: branch: the branch is missing',
        'a.csv:2: phone: not a phone number; write 10 digits, or + and 8 to 15 digits with the country code (12)',
        'a.csv:2: joined: not a date like 2025-05-31; try --date-format "D/M/YYYY" (31/5/2025)',
        'a.csv:3: id: the id is missing',
        'a.csv:4: the row has 4 cells, the header 5 (S005,Eka Nair,CSE,9876543219)',
        'a.csv:5: joined: February 2025 has 28 days (2025-02-30)',
        'error: a.csv has 7 mistakes: missing (3), bad date (2), bad phone, ragged row. Nothing was written.',
      ),
    );
    expect(stored(mess)).toEqual(before);
  });

  test('of the header', async () => {
    const mess = await createFour();
    expect(await importRoll(mess, 'id,naem,phnoe,ID\nS005,x,9876543216,S005\n')).toEqual(
      refused(
        'a.csv:1: naem: unknown column; did you mean name?; --ignore-unknown passes over it (naem)',
        'a.csv:1: phnoe: unknown column; did you mean phone?; --ignore-unknown passes over it (phnoe)',
        'a.csv:1: ID: a second column for id; take one away (ID)',
        ...['name', 'branch', 'phone'].map(
          (column) => `a.csv:1: the column ${column} is missing from the header`,
        ),
        'error: a.csv has 6 mistakes: missing column (3), unknown column (2), duplicate column. Nothing was written.',
      ),
    );
  });

  test('a student twice in the file: neither row is taken', async () => {
    const mess = await createFour();
    const text = `${HEADER}${EKA}\nS006,Jo,ME,9876543217\n${EKA.toLowerCase()}\n`;
    expect(await importRoll(mess, text)).toEqual(
      refused(
        'a.csv:4: id: s005 has a row already, on line 2 (s005)',
        'error: a.csv has 1 mistake: duplicate row. Nothing was written.',
      ),
    );
    expect(await importRoll(mess, text, '--partial')).toEqual({
      code: 6,
      stdout:
        'a.csv: 3 rows: 1 new, 0 changed, 0 unchanged, 2 rejected.\nRead as: roll, utf-8, comma.\n',
      stderr:
        'a.csv:4: id: s005 has a row already, on line 2 (s005)\nerror: a.csv has 1 mistake: duplicate row, and 1 good row of the same student is rejected with them. The rest was written.\nhint: correct the file and import it again\n',
    });
    expect(roll(mess).map(({ id }) => id)).toEqual(['S001', 'S002', 'S003', 'S004', 'S006']);
  });

  test('a dry run gives the same counts and writes nothing', async () => {
    const mess = await createFour();
    const before = stored(mess);
    const text = `${HEADER}${EKA}\n${ASHA.replace('CSE', 'ME')}\n`;
    const dry = await importRoll(mess, text, '--dry-run', '--on-conflict', 'update');
    expect(dry.stdout).toBe(
      'a.csv: 2 rows: 1 new, 1 changed, 0 unchanged. Dry run: nothing was written.\nRead as: roll, utf-8, comma.\n',
    );
    expect(stored(mess)).toEqual(before);
  });

  test('a row of the attendance whose id a spreadsheet shortened', async () => {
    const mess = await createMess();
    await importRoll(mess, `${HEADER}001,Asha,CSE,9876543210\n00A2,Eka,CSE,9876543211\n`);
    const text = 'student_id,month,days\n1,2025-05,1\n01,2025-05,1\na2,2025-05,1\n2,2025-05,1\n';
    const sentence = 'student_id: no such student';
    expect(await importBytes(mess, text)).toEqual(
      refused(
        `a.csv:2: ${sentence}; is it 001? (1)`,
        `a.csv:3: ${sentence}; is it 001? (01)`,
        `a.csv:4: ${sentence}; is it 00A2? (a2)`,
        `a.csv:5: ${sentence} (2)`,
        'error: a.csv has 4 mistakes: unknown student. Nothing was written.',
      ),
    );
  });
});

describe('the record of changes', () => {
  test('has who was added, and what the others were and are', async () => {
    const mess = await createFour();
    await importRoll(
      mess,
      `${HEADER}${EKA}\n${ASHA.replace('CSE', 'ME')}\n`,
      '--on-conflict',
      'update',
    );
    const asha = { id: 'S001', name: 'Asha Rao', branch: 'CSE', phone: '••••••3210' };
    const dates = { joined: null, left: null };
    const { before, after, ...entry } = lastEntry(mess) ?? {};
    expect(entry).toEqual({
      command: 'student import',
      subject: `${mess.home}/a.csv`,
      month: null,
      actor_id: 'warden',
    });
    expect(JSON.parse(String(before))).toEqual([{ ...asha, ...dates }]);
    expect(JSON.parse(String(after))).toEqual({
      added: [{ id: 'S005', name: 'Eka Nair', branch: 'CSE', phone: '••••••3219', ...dates }],
      updated: [{ ...asha, branch: 'ME', ...dates }],
    });
  });

  test('has one entry for a file, and none where nothing changed', async () => {
    const mess = await createFour();
    const entries = () => mess.rows('select * from audit_entries').length;
    const before = entries();
    await importRoll(mess, `${HEADER}${EKA}\nS006,Jo,ME,9876543217\n`);
    expect(entries()).toBe(before + 1);
    expect(lastEntry(mess)).toMatchObject({ before: null });
    await importRoll(mess, `${HEADER}${EKA}\n`);
    await importRoll(mess, `${HEADER}${EKA.replace('CSE', 'ME')}\n`, '--on-conflict', 'skip');
    expect(entries()).toBe(before + 1);
  });
});

describe('who', () => {
  test('a new phone number ends the sessions of the student, another change does not', async () => {
    const mess = await createFour();
    const env = { MESS_HOME: await createHome(), MESS_DATABASE_URL: mess.databaseUrl };
    const login = ['student', 'login', 'S001', '--phone-stdin'];
    expect((await mess.with({ env, stdin: '9876543210' })(...login)).code).toBe(0);
    const student = mess.with({ env });
    const update = (row: string) =>
      importRoll(mess, `${HEADER}${row}\n`, '--on-conflict', 'update');
    expect((await update(ASHA.replace('CSE', 'ME'))).code).toBe(0);
    expect((await student('expenses', 'show')).code).toBe(0);
    expect((await update(ASHA.replace('9876543210', '9876543200'))).code).toBe(0);
    expect((await student('expenses', 'show')).code).toBe(4);
    expect((await mess.with({ env, stdin: '9876543210' })(...login)).code).toBe(4);
    passMs(mess, SECOND_MS);
    expect((await mess.with({ env, stdin: '9876543200' })(...login)).code).toBe(0);
  });

  test('a viewer, a student, and who is not signed in may not', async () => {
    const mess = await createFour();
    const text = `${HEADER}${EKA}\n`;
    await signInAs(mess, 'viewer');
    const before = roll(mess);
    expect(await importRoll(mess, text)).toMatchObject({ code: 5, stdout: '' });
    await signInStudent(mess, 'S001', '9876543210');
    expect(await importRoll(mess, text)).toMatchObject({ code: 5, stdout: '' });
    await mess.do('student logout');
    expect(await importRoll(mess, text)).toMatchObject({ code: 4, stdout: '' });
    expect(roll(mess)).toEqual(before);
  });

  test('a manager may', async () => {
    const mess = await createFour();
    await signInAs(mess, 'manager');
    expect((await importRoll(mess, `${HEADER}${EKA}\n`)).code).toBe(0);
    expect(lastEntry(mess)).toMatchObject({ actor_id: 'manager' });
  });
});

describe('what spreadsheets lose', () => {
  test('leading zeros of an id that is recorded with them', async () => {
    const mess = await createMess();
    await importRoll(mess, `${HEADER}0701,Asha,CSE,9876543210\n`);
    const before = stored(mess);
    expect(await importRoll(mess, `${HEADER}701,Asha,CSE,9876543210\n`)).toEqual(
      refused(
        'a.csv:2: id: is it 0701, without the zeros that spreadsheets take away? If it is somebody else: mess student add 701 (701)',
        'error: a.csv has 1 mistake: lost zeros. Nothing was written.',
      ),
    );
    expect(stored(mess)).toEqual(before);
  });

  test('an id that became a number, and letters that became question marks', async () => {
    const mess = await createFour();
    expect(await importRoll(mess, `${HEADER}"2,30E+03",?????? ????,CSE,9876543210\n`)).toEqual(
      refused(
        'a.csv:2: id: a spreadsheet took the id for a number; format the column as text (2,30E+03)',
        'a.csv:2: name: letters were lost when the file was saved; save it as "CSV UTF-8" (?????? ????)',
        'error: a.csv has 2 mistakes: bad id, lost letters. Nothing was written.',
      ),
    );
  });

  test('the form of dates, which --date-format gives back', async () => {
    const mess = await createFour();
    const text = `id,name,branch,phone,joined\n${EKA},15.07.23\n`;
    expect((await importRoll(mess, text)).stderr).toContain('try --date-format "DD.MM.YY"');
    expect((await importRoll(mess, text, '--date-format', 'DD.MM.YY')).code).toBe(0);
    expect(await mess.json('student', 'show', 'S005')).toMatchObject({ joined: '2023-07-15' });
    expect((await importRoll(mess, text, '--date-format', 'MM/YY')).code).toBe(2);
  });

  test('a second row that says the same: the first is taken', async () => {
    const mess = await createFour();
    expect((await importRoll(mess, `${HEADER}${EKA}\n${EKA}\n`, '--partial')).stdout).toContain(
      '2 rows: 1 new, 0 changed, 0 unchanged, 1 rejected.',
    );
  });
});
