import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';

const SECRET = 'Geheimnis-9876543210';

test('whatever is sent, and wherever, no secret of it comes into the log', async () => {
  const mess = await createMess();
  await mess.do('student add S001 --name A --branch B --phone 9876543210');
  const { ask, url, log, signIn } = await serveMess(mess);
  const token = await signIn();
  const headers = { origin: url };
  await ask(`/${SECRET}`);
  await ask(`/api/v1/students/${SECRET}`, { token });
  await ask(`/api/v1/students?search=${SECRET}`, { token });
  await ask(`/api/v1/students?unknown=${SECRET}`, { token });
  await ask(`/?next=${SECRET}`);
  await ask(`/%zz${SECRET}`);
  await ask('/api/v1/students', { token: SECRET });
  await ask('/api/v1/students', { headers: { authorization: `Basic ${SECRET}` } });
  await ask('/api/v1/students', { token, headers: { 'x-anything': SECRET, referer: SECRET } });
  await ask('/me', { headers: { cookie: `mess=${SECRET}; mess-device=${SECRET}` } });
  await ask('/studentlogin', { body: { st_id: 'S001', phone: SECRET } });
  await ask('/studentlogin', { body: { st_id: SECRET, phone: '9876543210' } });
  await ask('/adminlogin', { body: { admin_id: 'warden', password: SECRET } });
  await ask('/registerstudent', {
    token,
    body: { st_id: 'S9', name: SECRET, abranch: SECRET, phone: SECRET },
  });
  await ask('/', { form: { id: 'S001', secret: SECRET, [SECRET]: SECRET }, headers });
  await ask('/', { form: { id: 'S001', secret: '9876543210' }, headers });
  await ask('/studentlogin', { method: 'POST', headers: { 'content-type': SECRET } });
  const all = log.join('\n');
  expect(log.length).toBeGreaterThanOrEqual(17);
  for (const secret of [SECRET, '9876543210', token, PASSWORD]) expect(all).not.toContain(secret);
});

test('a line says when, what, for whom, from where, and how it went', async () => {
  const mess = await createMess();
  await mess.do('student add S001 --name A --branch B --phone 9876543210');
  const { ask, log, signIn } = await serveMess(mess);
  const token = await signIn();
  const { headers } = await ask('/api/v1/students/S001', { token });
  expect(JSON.parse(log.at(-1) ?? '')).toEqual({
    time: mess.now.toISOString(),
    request: headers.get('x-request-id'),
    method: 'GET',
    route: '/api/v1/students/:id',
    status: 200,
    ms: expect.any(Number),
    address: '127.0.0.1',
    by: 'admin warden',
  });
  const { json } = await ask('/studentlogin', { body: { st_id: 'S001', phone: '9876543210' } });
  await ask('/api/v1/students', { token: json.access_token });
  // Who is refused is named as well (ASVS 5.0, 16.3.2).
  expect(JSON.parse(log.at(-1) ?? '')).toMatchObject({ status: 403, by: 'student S001' });
  await ask('/nothing');
  expect(JSON.parse(log.at(-1) ?? '')).toMatchObject({ status: 404, by: null });
});
