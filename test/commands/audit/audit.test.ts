import { expect, test } from 'vitest';
import { displayWidth } from '../../../src/output/page/width.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { type Entry, plantEntry } from '../../support/records/audit.ts';
import { addFourStudents, MAY_CSV, signInAs, signInStudent } from '../../support/records/month.ts';
import { MINUTE_MS, passMs, trySignIn } from '../../support/records/sign-in.ts';

/** A month in which everybody did something. */
async function createStory(): Promise<TestMess> {
  const mess = await createMess();
  const later = () => passMs(mess, MINUTE_MS);
  await addFourStudents(mess);
  later();
  const path = await mess.file('may.csv', MAY_CSV);
  await mess.do(
    `attendance import ${path}`,
    'attendance record S002 --month 2025-05 --days 26',
    'attendance record S001 --month 2025-04 --days 12.5',
    'student edit s003 --name "सीता कुमारी" --phone 9876543299',
  );
  later();
  await mess.do('bill register --month 2025-05 --total 74000 --fixed 1000');
  later();
  await signInAs(mess, 'manager');
  await mess.do(
    'bill void --month 2025-05 --reason "gas bill missing" --yes',
    'student remove S004 --on 2025-05-31',
    'admin logout',
  );
  await signInStudent(mess, 'S001', '9876543210');
  await mess.do('student logout');
  // At night, when nobody watches.
  plantEntry(mess, {
    sequence: 17,
    at: '2025-06-01T18:30:00.000Z',
    actor_kind: 'token',
    actor_id: 'Cron',
    command: 'bill register',
    subject: 'bill 2025-05',
    month: '2025-05',
    after: JSON.stringify({ revision: 2, billed: '75000.00' }),
  });
  await trySignIn(mess);
  return mess;
}

test('the story of a month', async () => {
  const mess = await createStory();
  await expectTold(mess);
  await expectDocuments(mess);
  await expectFound(mess);
  await expectMasked(mess);
});

/** In order, with who did it, on a terminal and off it. */
async function expectTold(mess: TestMess): Promise<void> {
  const { code, stdout, stderr } = await mess('audit', 'list');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual([
    'No When By Command On',
    expect.stringMatching(/^──( ─+){4}$/),
    ' 1 2025-06-01 12:00 database init Ganga Mess',
    ' name Ganga Mess, currency INR, time zone Asia/Kolkata, admin id warden, admin role owner',
    ' 2 2025-06-01 12:00 warden admin login warden',
    ' place tester@desk',
    ' 3 2025-06-01 12:00 warden student add S001',
    ' name Asha Rao, branch CSE, phone ••••••3210',
    ' 4 2025-06-01 12:00 warden student add S002',
    ' name Vikram Shah, branch ECE, phone ••••••3211',
    ' 5 2025-06-01 12:00 warden student add S003',
    ' name सीता देवी, branch CSE, phone ••••••3212',
    ' 6 2025-06-01 12:00 warden student add S004',
    ' name Dev Anand, branch ME, phone ••••••••••5678',
    ' 7 2025-06-01 12:01 warden attendance import may.csv, May 2025',
    ' rows 4, inserted 4, updated 0, rejected 0, months 2025-05',
    ' 8 2025-06-01 12:01 warden attendance record S002, May 2025',
    ' days 28 → 26',
    ' 9 2025-06-01 12:01 warden attendance record S001, April 2025',
    ' days 12.5',
    '10 2025-06-01 12:01 warden student edit S003',
    ' name सीता देवी → सीता कुमारी, phone ••••••3212 → ••••••3299',
    '11 2025-06-01 12:02 warden bill register bill 2025-05',
    expect.stringMatching(/^ revision 1, .*total 74000\.00, fixed 1000\.00, billed 75000\.00/),
    '12 2025-06-01 12:03 warden admin add manager',
    ' role manager',
    '13 2025-06-01 12:03 manager admin login manager',
    ' place tester@desk',
    '14 2025-06-01 12:03 manager bill void bill 2025-05',
    ' status live → void, reason gas bill missing',
    '15 2025-06-01 12:03 manager student remove S004',
    ' left none → 2025-05-31',
    '16 2025-06-01 12:03 manager admin logout manager',
    '17 2025-06-02 00:00 Cron (token) bill register bill 2025-05',
    ' revision 2, billed 75000.00',
    '18 2025-06-01 12:03 warden admin login warden',
    ' place tester@desk',
    '',
  ]);
  const narrow = (
    await mess.with({ columns: 64 })('audit', 'list', '--no-color', '--month', '2025-05')
  ).stdout;
  for (const line of narrow.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(64);
  expect(narrow.split('\n').slice(0, 6)).toEqual([
    'No  When              By          Command            On',
    '──  ────────────────  ──────────  ─────────────────  ───────────',
    ' 7  2025-06-01 12:01  warden      attendance import  may.csv,',
    '                                                     May 2025',
    '    rows 4, inserted 4, updated 0, rejected 0, months 2025-05',
    ' 8  2025-06-01 12:01  warden      attendance record  S002, May',
  ]);
}

async function expectDocuments(mess: TestMess): Promise<void> {
  const [row] = mess.rows<{ id: string }>(
    'select operation_id as id from audit_entries where sequence = 8',
  );
  expect(await mess.json('audit', 'list', '--on', 's002', '--month', '2025-05')).toEqual([
    {
      sequence: 8,
      at: '2025-06-01T06:31:00.000Z',
      actor: { kind: 'admin', id: 'warden' },
      command: 'attendance record',
      subject: 'S002',
      month: '2025-05',
      before: { days: 28 },
      after: { days: 26 },
      operation: row?.id,
    },
  ]);
  const sheet = await mess('audit', 'list', '--on', 'S002', '--format', 'csv');
  expect(sheet.stdout.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').split('\n')).toEqual([
    'sequence,at,actor_kind,actor_id,command,subject,month,before,after,operation',
    '4,2025-06-01T06:30:00.000Z,admin,warden,student add,S002,,,"{""id"":""S002"",""name"":""Vikram Shah"",""branch"":""ECE"",""phone"":""••••••3211"",""joined"":null,""left"":null}",ID',
    '8,2025-06-01T06:31:00.000Z,admin,warden,attendance record,S002,2025-05,"{""days"":28}","{""days"":26}",ID',
    '',
  ]);
}

/** By who, on what, which month and since when. */
async function expectFound(mess: TestMess): Promise<void> {
  const found = async (...options: string[]) =>
    (await mess.json<Entry[]>('audit', 'list', ...options)).map(({ sequence }) => sequence);
  expect(await found('--by', 'MANAGER')).toEqual([13, 14, 15, 16]);
  expect(await found('--by', 'cron')).toEqual([17]);
  expect(await found('--by', 'token')).toEqual([17]);
  expect(await found('--by', 'database')).toEqual([1]);
  expect(await found('--by', 'nobody')).toEqual([]);
  expect(await found('--on', 's001')).toEqual([3, 9]);
  expect(await found('--on', 'MAY.csv')).toEqual([7]);
  expect(await found('--on', `${mess.home}/may.csv`)).toEqual([7]);
  expect(await found('--on', 'BILL 2025-05')).toEqual([11, 14, 17]);
  expect(await found('--month', '05/2025')).toEqual([7, 8, 11, 14, 17]);
  expect(await found('--month', 'previous', '--by', 'manager')).toEqual([14]);
  expect(await found('--month', '2024-05')).toEqual([]);
  expect(await found('--last', '2')).toEqual([17, 18]);
  expect(await found('--last', '1', '--on', 'S001')).toEqual([9]);
  expect(await found('--last', '1000')).toHaveLength(18);
  // 18:30 in UTC is the beginning of the 2nd in the mess's time zone.
  expect(await found('--since', '2025-06-01')).toHaveLength(18);
  expect(await found('--since', '2025-06-02')).toEqual([17]);
  expect(await mess('audit', 'list', '--since', '2025-06-03')).toEqual({
    code: 0,
    stdout: 'No entry of the record of changes is like that.\n',
    stderr: '',
  });
  expect(await found('--since', '2025-06-03')).toEqual([]);
  const bad = ['--since yesterday', '--last 0', '--last 1.5', '--month Mai', '--by @', '--on \t'];
  for (const option of bad) {
    const refused = await mess('audit', 'list', ...option.split(' '));
    expect(refused, option).toMatchObject({ code: 2, stdout: '' });
  }
}

/** A phone number shows its last four digits, in every format. */
async function expectMasked(mess: TestMess): Promise<void> {
  for (const format of ['table', 'csv', 'json']) {
    const { stdout } = await mess('audit', 'list', '--format', format);
    expect(stdout).not.toMatch(/987654|9779812/);
    for (const digits of ['3210', '3211', '3212', '3299'])
      expect(stdout).toContain(`••••••${digits}`);
    expect(stdout).toContain(`${'•'.repeat(10)}5678`);
  }
}
