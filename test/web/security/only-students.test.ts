import { expect, test } from 'vitest';
import { ENDPOINTS } from '../../../src/web/api/catalogue.ts';
import { ORIGINAL_CALLS } from '../../../src/web/original/calls.ts';
import { PAGES } from '../../../src/web/pages/catalogue.ts';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';

const ORIGINS = [
  ...ENDPOINTS.map((each) => ({ ...each, path: `/api/v1${each.path}` })),
  ...ORIGINAL_CALLS,
];

test('a server for students has neither a desk, nor a sign-in for admins, nor anything of theirs', async () => {
  const mess = await createMess();
  await addMay(mess);
  const everything = await serveMess(mess);
  const token = await everything.signIn();
  const { ask, url } = await serveMess(mess, { onlyStudents: true });
  expect((await ask('/')).status).toBe(200);
  const admin = { admin_id: 'warden', password: PASSWORD };
  for (const path of ['/adminlogin', '/api/v1/sessions/admin']) {
    expect([path, (await ask(path, { body: admin })).status]).toEqual([path, 404]);
  }
  for (const { method, path, own } of ORIGINS) {
    if (own !== undefined || path.includes('student') || path.endsWith('.json')) continue;
    const { status } = await ask(path.replace(/:\w+/g, '1'), { method, token });
    expect([method, path, status]).toEqual([method, path, 404]);
  }
  for (const { path, front } of PAGES) {
    if (front === 'student') continue;
    const answer = await ask(path.replace(/:\w+/g, '1'));
    expect([path, answer.status]).toEqual([path, 404]);
  }
  expect((await ask('/api/v1/students', { token })).status).toBe(404);
  expect((await ask('/registerstudent', { token, body: {} })).status).toBe(404);
  // Whoever shows an admin's token is nobody here.
  expect((await ask('/studentexpense/S001', { token })).status).toBe(401);
  expect((await ask('/me', { headers: { cookie: `mess=${token}` } })).headers.get('location')).toBe(
    '/',
  );
  const form = { id: 'S001', secret: '9876543210' };
  const signedIn = await ask('/', { form, headers: { origin: url } });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  expect((await ask('/me', { headers: { cookie } })).status).toBe(200);
});

test('who signed in by phone number changes nothing', async () => {
  const mess = await createMess();
  await addMay(mess);
  const { ask } = await serveMess(mess);
  const { json } = await ask('/studentlogin', { body: { st_id: 'S001', phone: '9876543210' } });
  const before = await mess.json<{ sequence: number }>('audit', 'head');
  const changing = ORIGINS.filter(({ method }) => method !== 'GET');
  expect(changing.length).toBeGreaterThan(3);
  for (const { method, path, permission } of changing) {
    if (permission === 'none' || /\/sessions?(\/|$)/.test(path)) continue;
    const { status } = await ask(path.replace(/:\w+/g, '1'), {
      method,
      token: json.access_token,
      body: {},
    });
    // What is no such request at all is told so before it is known who sent it.
    expect([method, path, [400, 403, 415, 422].includes(status)]).toEqual([method, path, true]);
  }
  expect(await mess.json('audit', 'head')).toEqual(before);
});
