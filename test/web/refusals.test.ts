import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { serveMess } from './serve-mess.ts';

test('an address that is none', async () => {
  const { ask } = await serveMess(await createMess());
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
