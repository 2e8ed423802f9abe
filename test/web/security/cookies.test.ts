import { expect, test } from 'vitest';
import { findShownToken, readCookie, setCookie } from '../../../src/web/access/cookies.ts';
import { createMess } from '../../support/mess.ts';
import { serveMess } from '../serve-mess.ts';
import { askRaw, BEHIND_PROXY, viaProxy } from './ask-raw.ts';

test('a cookie is for this host, by HTTPS, and for no script', () => {
  expect(setCookie('mess', 'x', { isSecure: true })).toBe(
    '__Host-mess=x; Path=/; HttpOnly; SameSite=Lax; Secure',
  );
  expect(setCookie('mess', '', { isSecure: true, maxAgeSeconds: 0 })).toBe(
    '__Host-mess=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0',
  );
  // Without HTTPS a browser would throw such a one away.
  expect(setCookie('mess', 'x', { isSecure: false })).toBe(
    'mess=x; Path=/; HttpOnly; SameSite=Lax',
  );
});

test.each([
  ['mess=one', 'one'],
  ['other=1; mess=one; more=2', 'one'],
  ['mess=', ''],
  ['xmess=one', undefined],
  ['mess=one; mess=two', undefined],
  [undefined, undefined],
])('of the cookies %s the one that is asked for is %s', (header, value) => {
  expect(readCookie(header, 'mess')).toBe(value);
});

test('a token that is sent on purpose goes before a cookie, and is no cookie', () => {
  expect(findShownToken('Bearer abc', 'mess=xyz', false)).toMatchObject({
    token: 'abc',
    by: 'bearer',
  });
  expect(findShownToken('Bearer mess_abc', undefined, false)).toMatchObject({ kind: 'service' });
  expect(findShownToken(undefined, 'mess=xyz', false)).toMatchObject({
    token: 'xyz',
    by: 'cookie',
  });
  // By HTTPS a cookie that plain HTTP could have set is none of ours.
  expect(findShownToken(undefined, 'mess=xyz', true)).toBeUndefined();
});

test('every cookie that is set by HTTPS is of this kind', async () => {
  const mess = await createMess();
  await mess.do('student add S001 --name A --branch B --phone 9876543210');
  const { url } = await serveMess(mess, BEHIND_PROXY);
  const answer = await askRaw(url, {
    method: 'POST',
    headers: viaProxy('203.0.113.7', {
      origin: 'https://mess.example.org',
      'content-type': 'application/x-www-form-urlencoded',
    }),
    body: 'id=S001&secret=9876543210',
  });
  const cookies = answer.headers['set-cookie'] ?? [];
  expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual([
    '__Host-mess',
    '__Host-mess-device',
  ]);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Secure(; Max-Age=\d+)?$/);
    expect(cookie).not.toContain('Domain');
  }
});
