import { expect, test } from 'vitest';
import { plant } from '../../support/books/planted.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { signInAs, signInStudent } from '../../support/records/month.ts';
import {
  HOUR_MS,
  MINUTE_MS,
  passMs,
  SECOND_MS,
  SESSION_OVER,
  trySignIn,
} from '../../support/records/sign-in.ts';

const DEFAULTS = {
  name: 'Ganga Mess',
  currency: 'INR',
  timeZone: 'Asia/Kolkata',
  dateFormat: 'DD/MM/YYYY',
  dayStarts: '00:00',
  studentSignIn: 'phone',
  accountsFrom: null,
  dueDay: 10,
  guestIncome: 'lowers',
  discountsBy: 'pool',
  lateFee: 'none',
  upiAddress: 'none',
  upiName: 'none',
  studentLanguage: 'en',
  noticeNames: 'shown',
  countryCode: '91',
  adminIdleMinutes: 30,
  adminSessionHours: 12,
  studentSessionMinutes: 60,
};

const LIST = [
  'Name             Ganga Mess',
  'Currency         INR',
  'Time zone        Asia/Kolkata',
  'Date format      DD/MM/YYYY',
  'Day starts       00:00',
  'Student sign-in  phone',
  'Accounts from    not kept',
  'Due day          10',
  'Guest income     lowers',
  'Discounts by     pool',
  'Late fee         none',
  'UPI address      none',
  'UPI name         none',
  'Students read    en',
  'Notice names     shown',
  'Country code     91',
  'Admin idle       30 minutes',
  'Admin session    12 hours',
  'Student session  60 minutes',
  '',
].join('\n');

function readEntries(mess: TestMess) {
  return mess.rows(
    `select actor_id, subject, "before", "after" from audit_entries
     where command = 'settings' order by sequence`,
  );
}

test('are listed, in each format', async () => {
  const mess = await createMess();
  expect(await mess('settings')).toEqual({ code: 0, stdout: LIST, stderr: '' });
  expect(await mess.json('settings')).toEqual(DEFAULTS);
  expect((await mess('settings', '--format', 'csv')).stdout).toBe(
    'name,currency,time_zone,date_format,day_starts,student_sign_in,accounts_from,due_day,guest_income,discounts_by,late_fee,upi_address,upi_name,student_language,notice_names,country_code,admin_idle_minutes,admin_session_hours,student_session_minutes\n' +
      'Ganga Mess,INR,Asia/Kolkata,DD/MM/YYYY,00:00,phone,,10,lowers,pool,none,none,none,en,shown,91,30,12,60\n',
  );
  expect(readEntries(mess)).toEqual([]);
});

test('are changed at once, in one entry; the same again changes nothing', async () => {
  const mess = await createMess();
  const all = [
    'settings',
    '--name',
    ' यमुना  Mess ',
    '--timezone',
    'Asia/Kathmandu',
    '--day-starts',
    '4:00',
    '--admin-idle',
    '45',
    '--admin-session',
    '1',
    '--student-session',
    '15',
  ];
  expect(await mess(...all)).toEqual({
    code: 0,
    stdout:
      'Changed: name Ganga Mess → यमुना  Mess, time zone Asia/Kolkata → Asia/Kathmandu, ' +
      'date format DD/MM/YYYY → YYYY-MM-DD, day starts 00:00 → 04:00, country code 91 → none, ' +
      'admin idle 30 minutes → 45 minutes, admin session 12 hours → 1 hour, ' +
      'student session 60 minutes → 15 minutes.\n',
    stderr: '',
  });
  const changed = {
    name: 'यमुना  Mess',
    currency: 'INR',
    timeZone: 'Asia/Kathmandu',
    dateFormat: 'YYYY-MM-DD',
    dayStarts: '04:00',
    studentSignIn: 'phone',
    accountsFrom: null,
    dueDay: 10,
    guestIncome: 'lowers',
    discountsBy: 'pool',
    lateFee: 'none',
    upiAddress: 'none',
    upiName: 'none',
    studentLanguage: 'en',
    noticeNames: 'shown',
    countryCode: 'none',
    adminIdleMinutes: 45,
    adminSessionHours: 1,
    studentSessionMinutes: 15,
  };
  // The form of dates and the country code go by the time zone, and were not set.
  const same = [
    'currency',
    'dateFormat',
    'studentSignIn',
    'accountsFrom',
    'dueDay',
    'guestIncome',
    'discountsBy',
    'lateFee',
    'upiAddress',
    'upiName',
    'studentLanguage',
    'noticeNames',
    'countryCode',
  ];
  const without = (settings: object) =>
    Object.fromEntries(Object.entries(settings).filter(([name]) => !same.includes(name)));
  const [before, after] = [without(DEFAULTS), without(changed)];
  const entries = readEntries(mess).map((row) => ({
    ...row,
    before: JSON.parse(String(row.before)),
    after: JSON.parse(String(row.after)),
  }));
  const first = { actor_id: 'warden', subject: 'settings', before, after };
  expect(entries).toEqual([first]);

  expect(await mess(...all)).toEqual({
    code: 0,
    stdout: 'Nothing changed: the settings are like that already.\n',
    stderr: '',
  });
  expect(readEntries(mess)).toHaveLength(1);
  expect(await mess.json('settings', '--admin-idle', '45', '--student-session', '20')).toEqual({
    ...changed,
    studentSessionMinutes: 20,
  });
  expect(readEntries(mess)[1]).toMatchObject({
    before: '{"studentSessionMinutes":15}',
    after: '{"studentSessionMinutes":20}',
  });
  expect(await mess('settings', '--name', 'Q', '--quiet')).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect(await mess.json('settings')).toMatchObject({ name: 'Q', studentSessionMinutes: 20 });
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
});

test('that cannot be are refused, and then none is changed', async () => {
  const mess = await createMess();
  const minutes = 'not a number of minutes; write 5 to 1440';
  const hours = 'not a number of hours; write 1 to 168';
  for (const [options, why] of [
    ...['12:00', '4', '04:60', '24:00'].map(
      (time) =>
        [['--day-starts', time], `--day-starts: not a time from 00:00 to 11:59 (${time})`] as const,
    ),
    [['--admin-idle', '4'], `--admin-idle: ${minutes} (4)`],
    [['--admin-idle', '1441'], `--admin-idle: ${minutes} (1441)`],
    [['--admin-idle', '30.5'], `--admin-idle: ${minutes} (30.5)`],
    [['--admin-idle', '1e2'], `--admin-idle: ${minutes} (1e2)`],
    [['--admin-session', '0'], `--admin-session: ${hours} (0)`],
    [['--admin-session', '169'], `--admin-session: ${hours} (169)`],
    [['--student-session', '-5'], `--student-session: ${minutes} (-5)`],
    [['--timezone', '+05:30'], '--timezone: not a time zone; write it like Asia/Kolkata (+05:30)'],
    [['--name', ' '], '--name: the name is missing'],
    [['--name', 'a\nb'], '--name: the name contains control characters (a\\nb)'],
    [['--name', 'x'.repeat(101)], expect.stringContaining('longer than 100 characters')],
  ] as const) {
    const sentence = typeof why === 'string' ? `error: ${why}\n` : why;
    const good = options[0] === '--name' ? ['--admin-idle', '45'] : ['--name', 'Good'];
    const { code, stdout, stderr } = await mess('settings', ...good, ...options);
    expect({ code, stdout, sentence: stderr }).toEqual({ code: 2, stdout: '', sentence });
  }
  expect(await mess('settings', '--currency', 'USD')).toMatchObject({ code: 2, stdout: '' });
  expect(await mess.json('settings')).toEqual(DEFAULTS);
  expect(readEntries(mess)).toEqual([]);
});

test('an admin cannot be idle longer than signed in', async () => {
  const mess = await createMess();
  const refused = (why: string) => ({
    code: 2,
    stdout: '',
    stderr: `error: --admin-idle and --admin-session: ${why}\n`,
  });
  expect(await mess('settings', '--admin-idle', '600', '--admin-session', '5')).toEqual(
    refused('600 idle minutes are longer than the session of an admin, 5 hours'),
  );
  await mess.do('settings --admin-idle 720');
  expect(await mess('settings', '--admin-session', '1')).toEqual(
    refused('720 idle minutes are longer than the session of an admin, 1 hour'),
  );
  expect(await mess.json('settings')).toEqual({ ...DEFAULTS, adminIdleMinutes: 720 });
  await mess.do('settings --admin-idle 60 --admin-session 1');
});

test('idle admins are signed out by what is set now', async () => {
  const mess = await createMess();
  await mess.do('settings --admin-idle 60');
  passMs(mess, 60 * MINUTE_MS - SECOND_MS);
  expect(await mess.json('whoami')).toMatchObject({ expiresAt: '2025-06-01T08:29:59.000Z' });
  await mess.do('settings --admin-idle 5');
  passMs(mess, 5 * MINUTE_MS);
  expect(await mess('whoami')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
  expect((await trySignIn(mess)).stdout).toContain('until 2025-06-01 13:09 Asia/Kolkata');
});

test('a session ends when it was to end as it began', async () => {
  const mess = await createMess();
  await mess.do(
    'student add S1 --name A --branch B --phone 9876543210',
    'settings --admin-idle 120 --admin-session 2',
  );
  for (let use = 0; use < 6; use++) {
    passMs(mess, 2 * HOUR_MS - SECOND_MS);
    await mess.do('whoami');
  }
  passMs(mess, 5 * SECOND_MS);
  await mess.do('settings --student-session 10');
  expect(await trySignIn(mess)).toMatchObject({ code: 0 });
  passMs(mess, 2 * HOUR_MS - SECOND_MS);
  await mess.do('settings --admin-session 24');
  passMs(mess, SECOND_MS);
  expect(await mess('settings')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
  await signInStudent(mess, 'S1', '9876543210');
  passMs(mess, 10 * MINUTE_MS - SECOND_MS);
  await mess.do('whoami');
  passMs(mess, SECOND_MS);
  expect(await mess('whoami')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
});

test('of another time zone months and times are those of that zone', async () => {
  const mess = await createMess();
  mess.now = new Date('2025-06-30T19:00:00Z');
  expect(await trySignIn(mess)).toMatchObject({ code: 0 });
  await mess.do('student add S1 --name A --branch B --phone 9876543210');
  const month = async () => {
    const sheet = await mess('attendance', 'template', '--month', 'this', '--format', 'csv');
    return sheet.stdout.split('\n')[1];
  };
  expect(await month()).toContain('2025-07');
  await mess.do('settings --timezone America/New_York');
  expect(await month()).toContain('2025-06');
  expect((await mess('audit', 'list', '--last', '1')).stdout).toContain('2025-06-30 15:00');
});

test('a manager sees them, and an owner changes them', async () => {
  const mess = await createMess();
  await mess.do('student add S001 --name A --branch B --phone 9876543210');
  await signInAs(mess, 'manager');
  expect(await mess('settings')).toEqual({ code: 0, stdout: LIST, stderr: '' });
  expect(await mess('settings', '--name', 'Mine')).toEqual({
    code: 5,
    stdout: '',
    stderr:
      'error: A manager may not change the settings.\n' +
      'hint: sign in as owner: mess admin login\n',
  });
  await signInStudent(mess, 'S001', '9876543210');
  expect(await mess('settings')).toMatchObject({ code: 5, stdout: '' });
  await mess.do('student logout');
  expect(await mess('settings')).toMatchObject({ code: 4, stdout: '' });
});

test.each(['0', '', 'thirty', '1441'])(
  'a stored limit of "%s" is said, and not guessed',
  async (value) => {
    const mess = await createMess();
    plant(mess, [['insert into settings values (?, ?)', 'admin_idle_minutes', value]]);
    expect(await mess('bill', 'list')).toEqual({
      code: 9,
      stdout: '',
      stderr:
        'error: The mess cannot be used: the setting admin_idle_minutes is not a number of minutes.\n' +
        'hint: put back your last backup: mess db restore FILE\n',
    });
  },
);

test('a UPI id is set, checked, taken away, and verified', async () => {
  const mess = await createMess();
  const set = await mess('settings', '--upi-address', 'ganga.mess@sbi', '--upi-name', 'Ganga');
  expect(set.stdout).toBe('Changed: upi address none → ganga.mess@sbi, upi name none → Ganga.\n');
  expect(await mess.json('settings')).toMatchObject({
    upiAddress: 'ganga.mess@sbi',
    upiName: 'Ganga',
  });
  for (const wrong of ['ganga', 'g@sbi', 'ganga@1', 'ganga mess@sbi', 'ganga@sbi&am=1']) {
    expect((await mess('settings', '--upi-address', wrong)).code).toBe(2);
  }
  await mess.do('settings --upi-address none --upi-name none');
  expect(await mess.json('settings')).toEqual(DEFAULTS);
  expect((await mess('db', 'verify')).code).toBe(0);
  expect(readEntries(mess)).toHaveLength(2);
});
