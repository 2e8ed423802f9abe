import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { createAccounts, STATEMENT } from '../api/money/accounts.ts';
import { serveMess } from '../serve-mess.ts';
import { type Desk, enterDesk, readFormOf } from './desk-browser.ts';

const GOOD = 'student_id,month,days_present\nS001,2025-05,28\nS002,2025-05,30.5\n';
const PATH = '/desk/imports/attendance';
const SHOW = 'Show what it would do';
const TAKE = 'Take the file: 2 rows';

async function createSmall(): Promise<{ readonly mess: TestMess; readonly desk: Desk }> {
  const mess = await createMess();
  await mess.do(
    'student add S001 --name Asha --branch CSE --phone 9876543210',
    'student add S002 --name Binod --branch CSE --phone 9876543211',
  );
  return { mess, desk: await enterDesk(await serveMess(mess)) };
}

async function show(desk: Desk, text: string, path = PATH, name = '<b>may.csv') {
  const { action, form } = await desk.read(path, SHOW);
  return desk.upload(action, form, { name, text });
}

function showDays(mess: TestMess): Promise<unknown> {
  return mess.json('attendance', 'show', '--month', '2025-05');
}

test('a file is shown with the lines of its mistakes, and taken when that is confirmed', async () => {
  const { mess, desk } = await createSmall();
  const bad = await show(desk, `${GOOD}S003,2025-05,32\n`);
  expect(bad.text).toContain('<th scope="row" data-title="Line">4</th>');
  expect(bad.text).toContain('Nothing of it can be taken like that.');
  const good = await show(desk, GOOD);
  expect(good.text).not.toContain('<b>may.csv');
  expect(await showDays(mess)).toMatchObject([{ days: null }, { days: null }]);
  const { action, form } = readFormOf(good.text, TAKE);
  const taken = await desk.upload(action, form);
  expect([taken.status, taken.headers.get('location')]).toEqual([303, `${PATH}?done=2`]);
  const again = await desk.upload(action, form);
  expect(again.headers.get('location')).toBe(`${PATH}?done=2`);
  expect(await showDays(mess)).toMatchObject([{ days: 28 }, { days: 30.5 }]);
  expect(await mess.json('attendance', 'imports')).toMatchObject([{ file: '<b>may.csv' }]);
});

test("a form's answers change the addresses of who is on the roll", async () => {
  const { mess, desk } = await createSmall();
  const { action, form } = await desk.read('/desk/imports/roll', SHOW);
  const file = { name: 'a.csv', text: 'Timestamp,Username,Roll No\n1/2/2025,asha@x.org,S001\n' };
  const without = await desk.upload(action, form, file);
  expect(without.text).toContain('without which nobody is added');
  const asked = { ...form, onConflict: 'update', ignoreUnknown: 'yes' };
  const shown = await desk.upload(action, asked, file);
  const taking = readFormOf(shown.text, 'Take the file: 1 row');
  expect((await desk.upload(taking.action, taking.form)).status).toBe(303);
  expect(await mess.json('student', 'show', 'S001')).toMatchObject({
    name: 'Asha',
    email: 'asha@x.org',
  });
});

test('who is not signed in sends no file, nor another site', async () => {
  const mess = await createMess();
  const server = await serveMess(mess);
  const desk = await enterDesk(server);
  const foreign = new FormData();
  foreign.append('file', new File([GOOD], 'x.csv'));
  const sent = { method: 'POST', body: foreign, redirect: 'manual' } as const;
  const nobody = await fetch(server.url + PATH, { ...sent, headers: { origin: server.url } });
  expect(nobody.headers.get('location')).toBe('/adminloginpage');
  expect((await desk.upload(PATH, {}, { name: 'x.csv', text: GOOD })).status).toBe(403);
});

test('what is not as it was shown is not written, and shown again', async () => {
  const { mess, desk } = await createSmall();
  const { action, form } = readFormOf((await show(desk, GOOD)).text, TAKE);
  const other = Buffer.from(GOOD.replace('30.5', '3')).toString('base64');
  const swapped = await desk.upload(action, { ...form, content: other });
  expect(swapped.status).toBe(409);
  expect(swapped.text).toContain('is another than the one that was shown');
  await mess.do('attendance record S002 --month 2025-05 --days 30.5');
  const changed = await desk.upload(action, { ...form, operation: crypto.randomUUID() });
  expect(changed.status).toBe(409);
  expect(await showDays(mess)).toMatchObject([{ days: null }, { days: 30.5 }]);
  const now = readFormOf(changed.text, 'Take the file: 1 row');
  expect((await desk.upload(now.action, now.form)).headers.get('location')).toBe(`${PATH}?done=1`);
  expect(await showDays(mess)).toMatchObject([{ days: 28 }, { days: 30.5 }]);
});

const MORE = `Account No : 50100000001234
Date,Narration,Ref,Debit,Credit,Balance
01/06/2025,UPI/515212345601/MESS S002 2025-05/UNCLE@OKAXIS,515212345601,,100.00,1100.00
01/06/2025,UPI/515212345602/SOMEBODY@OKAXIS,515212345602,,60.00,1160.00
01/06/2025,UPI/515212345603/LUNCH/UNCLE@OKAXIS,515212345603,,40.00,1200.00
01/06/2025,UPI/515212345604/NOBODY@OKAXIS,515212345604,,55.00,1255.00
`;

test("the bank's file is shown by rule, with what is known and what goes into suspense, and booked", async () => {
  const mess = await createAccounts();
  const desk = await enterDesk(await serveMess(mess));
  const path = '/desk/imports/payments';
  const known = await show(desk, STATEMENT, path, 'june.csv');
  expect(known.text).toContain('This file was taken before, as import 2.');
  const shown = await show(desk, MORE, path, 'june-2.csv');
  expect(shown.text).toContain('by whom the payer paid for before</th>');
  expect(shown.text).toMatch(/Recorded already<\/dt><dd><bdi[^>]*>2 lines, 160.00/);
  expect(shown.text).toContain('In suspense, as nobody follows: 1 line');
  const { action, form } = readFormOf(shown.text, TAKE);
  expect(await mess.json('payment', 'imports')).toHaveLength(1);
  const taken = await desk.upload(action, form);
  expect(taken.headers.get('location')).toBe(`${path}?done=2`);
  expect(await mess.json('payment', 'suspense', 'list')).toHaveLength(2);
  expect(await mess.json('dues', 'show', 'S002')).toMatchObject({
    lines: expect.arrayContaining([expect.objectContaining({ credit: '40.00' })]),
  });
});

test('a file that was taken is taken back, by who may', async () => {
  const mess = await createAccounts();
  const desk = await enterDesk(await serveMess(mess));
  const undone = await desk.send('/desk/imports', 'Take import 2 back', { reason: 'wrong file' });
  expect(undone.headers.get('location')).toBe('/desk/imports?done=2');
  const { text } = await desk.open('/desk/imports');
  expect(text).toContain('taken back');
  expect(text).not.toContain('Take import 2 back');
  expect(await mess.json('payment', 'imports')).toMatchObject([{ import: 2, undone: true }]);
  const refused = await desk.send('/desk/imports', 'Take import 1 back');
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('<details open');
});
