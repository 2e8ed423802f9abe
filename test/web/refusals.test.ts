import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { serveMess } from './serve-mess.ts';

test('an address that is none', async () => {
  const { ask } = await serveMess(await createMess());
  for (const path of ['/api/v1/nothing', '/api/v1/students/A/1']) {
    const { status, headers, json } = await ask(path);
    expect([status, headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
    expect(json).toMatchObject({ error: { reason: 'no_such_page' } });
  }
  expect(await ask('/api/v1/nothing', { method: 'POST', body: {} })).toMatchObject({
    status: 404,
    json: { error: { reason: 'no_such_page', hint: null } },
  });
});

test.each([
  ['text/plain', '{}', 415],
  ['application/json', '{"st_id":', 400],
  ['application/json', `{"st_id":"${'x'.repeat(70_000)}"}`, 413],
])('a body of %s that cannot be read is answered', async (type, body, status) => {
  const { url } = await serveMess(await createMess());
  const answered = await fetch(`${url}/registerstudent`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  expect(answered.status).toBe(status);
  expect(await answered.json()).toMatchObject({ reason: 'unfit_request' });
});

test('what another site had a browser send is refused', async () => {
  const { ask } = await serveMess(await createMess());
  const headers = { origin: 'https://evil.example' };
  const sent = await ask('/', { form: { id: 'S001', secret: '1' }, headers });
  expect(sent.status).toBe(403);
  const withCookie = { ...headers, cookie: 'mess=abc', accept: 'application/json' };
  expect(await ask('/registerstudent', { body: {}, headers: withCookie })).toMatchObject({
    status: 403,
    json: { reason: 'another_site' },
  });
});

test('a control character in an address or in the name of a file names nothing', async () => {
  const { ask, signIn, log } = await serveMess(await createMess());
  const token = await signIn();
  const nowhere = { status: 404, json: { error: { reason: 'no_such_page' } } };
  expect(await ask('/api/v1/operations/%00', { token })).toMatchObject(nowhere);
  expect(await ask('/api/v1/students/S1%0A', { token })).toMatchObject(nowhere);
  expect(await ask('/desk/roll/%00', { token })).toMatchObject({ status: 404 });
  const refused = (field: string) => ({
    status: 422,
    json: { error: { reason: 'bad_value', details: { field, code: 'control_characters' } } },
  });
  expect(await ask('/api/v1/students?branch=a%00', { token })).toMatchObject(refused('branch'));
  expect(await ask('/api/v1/audit?by=a&by=%1F', { token })).toMatchObject({ status: 400 });
  const imports = '/api/v1/students/imports';
  const file = 'id,name,branch,phone\nS1,A,B,9876543210\n';
  const headers = { 'x-file-name': 'a%00.csv' };
  expect(await ask(imports, { token, file, headers })).toMatchObject(refused('fileName'));
  // The word for what stands between the cells of a file is a character, too.
  const tabbed = file.replaceAll(',', '\t');
  const taken = await ask(`${imports}?delimiter=%09`, { token, file: tabbed });
  expect(taken).toMatchObject({ status: 200, json: { inserted: 1 } });
  expect(log.filter((line) => line.includes('"bug"'))).toEqual([]);
});

test('U+0000 in what is sent is refused wherever it stands', async () => {
  const { ask, url, log } = await serveMess(await createMess());
  const headers = { origin: url };
  const bodies = [
    ['/api/v1/sessions/admin', { id: 'a\0', password: 'x' }, 'id'],
    ['/api/v1/sessions/student', { id: 'S001', phone: '\0' }, 'phone'],
    ['/adminlogin', { admin_id: '\0', password: 'x' }, undefined],
    ['/api/v1/attendance/2025-05', { constructor: 1, days: { 'S\0': 1 } }, undefined],
  ] as const;
  for (const [path, body, field] of bodies) {
    const method = path.endsWith('2025-05') ? 'PATCH' : 'POST';
    const { status, json } = await ask(path, { method, body });
    expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    if (field !== undefined) {
      expect(json.error.details).toEqual({ field, code: 'control_characters' });
    }
  }
  const form = { id: 'a\0', secret: 'x' };
  expect((await ask('/adminloginpage', { form, headers })).status).toBe(422);
  // As deep as a body may be.
  const deep = await fetch(`${url}/api/v1/students/S001/return`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '['.repeat(30_000) + ']'.repeat(30_000),
  });
  expect(deep.status).toBe(401);
  expect(log.filter((line) => line.includes('"bug"'))).toEqual([]);
});

test('a slash too many leads to the page, and an icon that there is not is no fault', async () => {
  const { ask } = await serveMess(await createMess());
  const slashed = await ask('/desk/?x=1');
  expect([slashed.status, slashed.headers.get('location')]).toEqual([303, '/desk']);
  expect((await ask('/favicon.ico')).status).toBe(204);
  for (const path of ['/nothing/', '//desk/', '/desk//']) {
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
  }
});
