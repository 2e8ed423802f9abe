import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { serveMess } from './serve-mess.ts';

test('a student signs in by a plain form, sees the months, and signs out', async () => {
  const mess = await createMess();
  await mess.do(
    'student add S001 --name "Asha <b>Rao" --branch CSE --phone 9876543210',
    'attendance record S001 --month 2025-05 --days 28',
    'bill register --month 2025-05 --per-head 3100',
  );
  const { ask, url } = await serveMess(mess);
  const start = await ask('/');
  expect(start.text).toContain('Your phone number');
  const origin = { origin: url };
  const form = { id: 'S001', secret: '9876543210' };
  const signedIn = await ask('/', { form, headers: origin });
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/me']);
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const me = await ask('/me', { headers: { cookie } });
  expect(me.text).toContain('Asha &lt;b>Rao');
  expect(me.text).toContain('₹2,800.00');
  const [, csrf = ''] = /name="csrf" value="([^"]+)"/.exec(me.text) ?? [];
  const foreign = await ask('/sign-out', { form: { csrf: 'x' }, headers: { ...origin, cookie } });
  expect(foreign.status).toBe(403);
  const out = await ask('/sign-out', { form: { csrf }, headers: { ...origin, cookie } });
  expect(out.status).toBe(303);
  const after = await ask('/me', { headers: { cookie } });
  expect([after.status, after.headers.get('location')]).toEqual([303, '/']);
});
