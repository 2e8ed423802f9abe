import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { addFourStudents } from '../../support/records/month.ts';
import { serveMess } from '../serve-mess.ts';
import { enterDesk } from './desk-browser.ts';

test('the form of a student has the address, and whether messages are wanted', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const desk = await enterDesk(await serveMess(mess));
  const show = async () => {
    const { email, takesMessages } = await mess.json<{ email: unknown; takesMessages: unknown }>(
      ...['student', 'show', 'S001'],
    );
    return [email, takesMessages];
  };
  const send = (fields: Readonly<Record<string, string>>) =>
    desk.send('/desk/roll/S001', 'Correct', fields);
  expect((await send({ email: 'asha@example.org', messages: 'no' })).status).toBe(303);
  expect(await show()).toEqual(['asha@example.org', false]);
  const page = (await desk.open('/desk/roll/S001')).text;
  expect(page).toContain('asha@example.org');
  expect(page).toContain('wants none');
  const refused = await send({ email: 'a@x.org;b@x.org' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Not an e-mail address');
  // What the form says stays, and what it is emptied of goes.
  expect((await send({ name: 'Asha R' })).status).toBe(303);
  expect(await show()).toEqual(['asha@example.org', false]);
  expect((await send({ email: '', messages: 'yes' })).status).toBe(303);
  expect(await show()).toEqual([null, true]);
});
