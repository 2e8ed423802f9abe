import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';

const GOOD = 'student_id,month,days_present\nS001,2025-05,28\nS002,2025-05,30.5\n';

test('a file is shown with the lines of its mistakes, and taken when that is confirmed', async () => {
  const mess = await createMess();
  await mess.do(
    'student add S001 --name Asha --branch CSE --phone 9876543210',
    'student add S002 --name Binod --branch CSE --phone 9876543211',
  );
  const { url } = await serveMess(mess);
  const send = (path: string, body: FormData | URLSearchParams, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: url, cookie },
    });
  const credentials = new URLSearchParams({ id: OWNER, secret: PASSWORD });
  const signedIn = await send('/adminloginpage', credentials);
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const path = '/desk/imports/attendance';
  const page = await (await fetch(url + path, { headers: { cookie } })).text();
  const [, csrf = ''] = /enctype="multipart.*?name="csrf" value="([^"]+)"/s.exec(page) ?? [];
  const show = async (content: string) => {
    const form = new FormData();
    form.append('csrf', csrf);
    form.append('file', new File([content], '<b>may.csv'));
    return send(path, form, cookie);
  };
  const bad = await (await show(`${GOOD}S003,2025-05,32\n`)).text();
  expect(bad).toContain('<th scope="row">4</th>');
  expect(bad).toContain('Nothing of it can be taken like that.');
  const good = await (await show(GOOD)).text();
  expect(good).not.toContain('<b>may.csv');
  expect(good).toContain('Take the file: 2 rows');
  expect(await mess.json('attendance', 'show', '--month', '2025-05')).toMatchObject([
    { days: null },
    { days: null },
  ]);
  const confirm = new FormData();
  const hidden = good.slice(good.indexOf('enctype="multipart'));
  for (const [, name = '', value = ''] of hidden.matchAll(/name="([^"]+)" value="([^"]*)"/g)) {
    confirm.append(name, value.replaceAll('&lt;', '<'));
  }
  const taken = await send(path, confirm, cookie);
  expect([taken.status, taken.headers.get('location')]).toEqual([303, `${path}?done=2`]);
  const again = await send(path, confirm, cookie);
  expect(again.headers.get('location')).toBe(`${path}?done=2`);
  expect(await mess.json('attendance', 'show', '--month', '2025-05')).toMatchObject([
    { days: 28 },
    { days: 30.5 },
  ]);
  expect(await mess.json('attendance', 'imports')).toMatchObject([{ file: '<b>may.csv' }]);
  const foreign = new FormData();
  foreign.append('file', new File([GOOD], 'x.csv'));
  expect((await send(path, foreign)).headers.get('location')).toBe('/adminloginpage');
  expect((await send(path, foreign, cookie)).status).toBe(403);
});
