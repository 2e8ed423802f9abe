import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { enterDesk } from '../../web/pages/desk-browser.ts';
import { serveMess } from '../../web/serve-mess.ts';

test('a new mess is told how it begins, at the keyboard and on the desk', async () => {
  const mess = await createMess();
  const toDo = async () => /^To do +(.*)$/m.exec((await mess('status')).stdout)?.[1];
  const desk = await enterDesk(await serveMess(mess));
  const page = async () => (await desk.open('/desk')).text.replace(/<[^>]+>/g, '');
  expect(await toDo()).toBe('enter the students: mess student add, mess student import FILE');
  expect(await page()).toContain('Nobody is on the roll yet.');
  await mess.do('student add S001 --name Asha --branch CSE --phone 9876543210');
  expect(await toDo()).toBe(
    'record attendance: mess attendance record, mess attendance import FILE',
  );
  expect(await page()).toContain('Nothing is recorded of a month yet.');
  await mess.do('attendance record S001 --month 2025-05 --days 30');
  expect(await toDo()).toBe('May 2025: no bill (mess bill register --month 2025-05)');
  expect(await page()).toContain('Months that are open');
});
