import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { serveMess } from '../serve-mess.ts';

const PASSWORD = 'another long password';

test('phone numbers and addresses are whole for who keeps the roll, and masked for all others', async () => {
  const mess = await createMess();
  const asha = '--name A --branch B --phone 9876543210 --email asha@example.org';
  await mess.do(`student add S001 ${asha}`);
  for (const role of ['viewer', 'clerk', 'manager']) {
    await mess.with({ stdin: PASSWORD })('admin', 'add', role, '--role', role, '--password-stdin');
  }
  const { ask, signIn } = await serveMess(mess);
  const shown = async (token: string) => {
    const [one] = (await ask('/api/v1/students', { token })).json;
    const { json } = await ask('/api/v1/students/S001', { token });
    return [one.phone, json.phone, one.email, json.email];
  };
  const search = async (token: string, text: string) =>
    (await ask(`/api/v1/students?search=${text}`, { token })).json.length;
  const whole = ['9876543210', '9876543210', 'asha@example.org', 'asha@example.org'];
  const masked = ['••••••3210', '••••••3210', 'a•••@example.org', 'a•••@example.org'];
  expect(await shown(await signIn())).toEqual(whole);
  expect(await shown(await signIn('manager', PASSWORD))).toEqual(whole);
  expect(await shown(await signIn('clerk', PASSWORD))).toEqual(masked);
  expect(await shown(await signIn('viewer', PASSWORD))).toEqual(masked);
  const { token } = await mess.json<{ token: string }>(
    ...['admin', 'token', 'create', 'reader', '--may', 'read'],
  );
  expect(await shown(token)).toEqual(masked);
  // Nor are they found out digit by digit.
  const [owner, viewer] = [await signIn(), await signIn('viewer', PASSWORD)];
  expect([await search(owner, '98765'), await search(viewer, '98765')]).toEqual([1, 0]);
  expect(await search(viewer, 'S001')).toBe(1);
});
