import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { addFourStudents } from '../../support/records/month.ts';
import { serveMess } from '../serve-mess.ts';

const ADMIN = '/api/v1/sessions/admin';
const STUDENT = '/api/v1/sessions/student';

test('an admin with a one-time code chooses a password, and signs out', async () => {
  const mess = await createMess();
  const stdin = 'another good password';
  await mess.with({ stdin })('admin', 'add', 'desk', '--role', 'clerk', '--password-stdin');
  const { code } = await mess.json<{ code: string }>('admin', 'reset', 'desk');
  const { ask } = await serveMess(mess);
  const come = (more: object) => ask(ADMIN, { body: { id: 'desk', password: code, ...more } });
  expect(await come({})).toMatchObject({
    status: 400,
    json: { error: { reason: 'missing_value', details: { field: 'newPassword' } } },
  });
  const weak = await come({ newPassword: 'desk desk desk' });
  expect(weak).toMatchObject({
    status: 422,
    json: { error: { details: { field: 'newPassword' } } },
  });
  expect(weak.text).not.toContain('desk desk desk');
  const begun = await come({ newPassword: 'the cook left early' });
  expect(begun).toMatchObject({ status: 201, json: { kind: 'admin', id: 'desk', role: 'clerk' } });
  const told =
    "select actor_kind, actor_id, subject from audit_entries where command = 'admin login'";
  expect(mess.rows(told).at(-1)).toEqual({
    ...{ actor_kind: 'admin', actor_id: 'desk', subject: 'desk' },
  });
  const { token } = begun.json;
  const out = await ask('/api/v1/session', { method: 'DELETE', token });
  expect(out).toMatchObject({ status: 200, json: { signedOut: 'desk' } });
  expect((await ask('/api/v1/session', { token })).status).toBe(401);
});

test('a student with a code of the office sets a secret, sees the sessions and ends one', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do('settings --student-sign-in code');
  const { ask, signIn } = await serveMess(mess);
  const made = await ask('/api/v1/students/S001/code', { method: 'POST', token: await signIn() });
  const secret = made.json.code;
  expect(made.status).toBe(201);
  const newSecret = 'mangoes in june';
  expect((await ask(STUDENT, { body: { id: 'S001', secret } })).json.error.details).toEqual({
    field: 'newSecret',
  });
  const first = await ask(STUDENT, { body: { id: 'S001', secret, newSecret } });
  expect(first).toMatchObject({ status: 201, json: { kind: 'student', id: 'S001', role: null } });
  expect(mess.rows('select actor_kind, actor_id, command from audit_entries').at(-1)).toEqual({
    ...{ actor_kind: 'student', actor_id: 'S001', command: 'student login' },
  });
  const { token } = (await ask(STUDENT, { body: { id: 's001', secret: newSecret } })).json;
  const list = (await ask('/api/v1/sessions', { token })).json;
  const [other] = list.filter(({ current }: { current: boolean }) => !current);
  expect(list).toHaveLength(2);
  await ask(`/api/v1/sessions/${other.session}`, { method: 'DELETE', token });
  expect((await ask('/api/v1/session', { token: first.json.token })).status).toBe(401);
  const byPhone = await ask(STUDENT, { body: { id: 'S001', phone: '9876543210' } });
  expect(byPhone).toMatchObject({ status: 401, json: { error: { reason: 'other_sign_in' } } });
});
