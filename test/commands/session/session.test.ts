import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addFourStudents } from '../../support/records/month.ts';
import {
  addAdmin,
  createOther,
  HOUR_MS,
  MINUTE_MS,
  passMs,
  SESSION_OVER,
  trySignIn,
  tryStudentSignIn,
} from '../../support/records/sign-in.ts';

const SECRET = 'another good password';

interface Listed {
  readonly session: string;
  readonly kind: string;
  readonly id: string;
  readonly current: boolean;
}

/** The owner, a clerk and a student, each at a desk of their own. */
async function createThree() {
  const mess = await createMess();
  await addFourStudents(mess);
  await addAdmin(mess, 'desk', 'clerk', SECRET);
  const desk = await createOther(mess);
  passMs(mess, MINUTE_MS / 2);
  await desk.signIn('desk', SECRET);
  return { mess, desk, signInAsha: () => tryStudentSignIn(mess, 'S001', '9876543210') };
}

const listed = (mess: TestMess) => mess.json<Listed[]>('session', 'list');

test('an owner sees everybody, an admin and a student themselves', async () => {
  const { mess, desk, signInAsha } = await createThree();
  const [own, other] = await listed(mess);
  expect(own).toEqual({
    session: expect.stringMatching(/^[0-9a-f]{8}$/),
    kind: 'admin',
    id: 'warden',
    place: 'tester@desk',
    startedAt: '2025-06-01T06:30:00.000Z',
    lastUsedAt: '2025-06-01T06:30:00.000Z',
    expiresAt: '2025-06-01T07:00:00.000Z',
    current: true,
  });
  expect(other).toMatchObject({ id: 'desk', current: false });
  expect((await mess('session', 'list')).stdout).toBe(
    [
      'Session   Kind   ID      Place        Started           Last used         Expires           Yours now',
      '────────  ─────  ──────  ───────────  ────────────────  ────────────────  ────────────────  ─────────',
      `${own?.session}  admin  warden  tester@desk  2025-06-01 12:00  2025-06-01 12:00  2025-06-01 12:30  yes`,
      `${other?.session}  admin  desk    tester@desk  2025-06-01 12:00  2025-06-01 12:00  2025-06-01 12:30`,
      '',
    ].join('\n'),
  );
  const ofDesk = JSON.parse((await desk.run('session', 'list', '--json')).stdout);
  expect(ofDesk).toMatchObject([{ id: 'desk', current: true }]);
  await signInAsha();
  expect(await listed(mess)).toMatchObject([{ kind: 'student', id: 'S001', current: true }]);
  // No token can be made of what is shown.
  const hashes = mess.rows<{ token_hash: string }>('select token_hash from sessions');
  for (const { token_hash: hash } of hashes) expect(ofDesk[0].session).not.toBe(hash);
});

test('what is over, or of a disabled admin, is not listed', async () => {
  const { mess, desk } = await createThree();
  passMs(mess, 20 * MINUTE_MS);
  await mess.do('whoami');
  passMs(mess, 15 * MINUTE_MS);
  expect(await listed(mess)).toMatchObject([{ id: 'warden' }]);
  await desk.signIn('desk', SECRET);
  expect(await listed(mess)).toHaveLength(2);
  await mess.do('admin disable desk');
  expect(await listed(mess)).toHaveLength(1);
});

test('a session is ended by its name, or all of somebody at once, and the record says so', async () => {
  const { mess, desk } = await createThree();
  const again = await createOther(mess);
  await again.signIn('desk', SECRET);
  const [, first] = await listed(mess);
  expect(await mess('session', 'revoke', first?.session.toUpperCase() ?? '')).toEqual({
    code: 0,
    stdout: `Ended the session ${first?.session} of desk.\n`,
    stderr: '',
  });
  const codes = [(await desk.run('whoami')).code, (await again.run('whoami')).code];
  expect(codes.sort()).toEqual([0, 4]);
  await desk.signIn('desk', SECRET);
  const ended = await mess('session', 'revoke', '--of', 'DESK');
  expect(ended.stdout).toMatch(/^Ended (2 sessions|the session \w+) of desk\.\n$/);
  expect(await desk.run('whoami')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
  expect(await again.run('whoami')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
  expect(await mess('session', 'revoke', '--of', 'desk')).toEqual({
    code: 0,
    stdout: 'Nothing to end: there is no such session.\n',
    stderr: '',
  });
  const told = await mess.json<{ command: string; subject: string; before: unknown }[]>(
    'audit',
    'list',
    '--on',
    'desk',
  );
  expect(told.filter(({ command }) => command === 'session revoke')).toMatchObject([
    { before: { sessions: [{ session: first?.session, place: 'tester@desk' }] } },
    {},
  ]);
});

test("nobody but an owner ends, or sees, what is somebody else's", async () => {
  const { mess, desk, signInAsha } = await createThree();
  const [own] = await listed(mess);
  const unknown = {
    code: 3,
    stdout: '',
    stderr: `error: There is no session ${own?.session}.\nhint: mess session list\n`,
  };
  expect(await desk.run('session', 'revoke', own?.session ?? '')).toEqual(unknown);
  expect((await desk.run('session', 'revoke', '--of', 'warden')).code).toBe(5);
  expect((await desk.run('session', 'history')).code).toBe(5);
  expect((await mess('whoami')).code).toBe(0);
  await signInAsha();
  expect((await mess('session', 'revoke', '--of', 'desk')).code).toBe(5);
  expect((await mess('session', 'history')).code).toBe(5);
  const [mine] = await listed(mess);
  expect((await mess('session', 'revoke', mine?.session ?? '')).code).toBe(0);
  expect((await mess('session', 'list')).code).toBe(4);
});

test.each([
  ['', 'The session is missing.'],
  ['3fa9c01b --of desk', 'SESSION and --of exclude each other.'],
  ['nonsense', 'Session: not a session; write its 8 digits and letters (nonsense)'],
  ['3fa9c01', 'Session: not a session; write its 8 digits and letters (3fa9c01)'],
])('session revoke %s is a mistake of the command line', async (words, sentence) => {
  const mess = await createMess();
  const { code, stderr } = await mess(...`session revoke ${words}`.trim().split(' '));
  expect([code, stderr.split('\n')[0]]).toEqual([2, `error: ${sentence}`]);
});

test("students' sign-ins are in a table of their own, for 400 days", async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  expect((await mess('session', 'history')).stdout).toBe('No student has signed in.\n');
  const before = mess.rows('select * from audit_entries');
  for (const [id, phone] of [
    ['S001', '9876543210'],
    ['S002', '9876543211'],
    ['S001', '9876543210'],
  ] as const) {
    passMs(mess, MINUTE_MS);
    expect((await tryStudentSignIn(mess, id, phone)).code).toBe(0);
    await mess.do('student logout');
  }
  expect(mess.rows('select * from audit_entries')).toEqual(before);
  await trySignIn(mess);
  expect(await mess.json('session', 'history')).toEqual([
    { at: '2025-06-01T06:31:00.000Z', id: 'S001', by: 'phone', place: 'tester@desk' },
    { at: '2025-06-01T06:32:00.000Z', id: 'S002', by: 'phone', place: 'tester@desk' },
    { at: '2025-06-01T06:33:00.000Z', id: 'S001', by: 'phone', place: 'tester@desk' },
  ]);
  expect(await mess.json('session', 'history', 's001', '--last', '1')).toEqual([
    { at: '2025-06-01T06:33:00.000Z', id: 'S001', by: 'phone', place: 'tester@desk' },
  ]);
  expect((await mess('session', 'history', 'S999')).code).toBe(3);
  passMs(mess, 400 * 24 * HOUR_MS);
  expect((await tryStudentSignIn(mess, 'S001', '9876543210')).code).toBe(0);
  const kept = mess.rows<{ no: number }>('select no from student_sign_ins order by no');
  expect(kept.map(({ no }) => Number(no))).toEqual([3, 4]);
});
