import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';
import { enterDesk } from './desk-browser.ts';

test('a changed UPI id stands on the pages of every admin for seven days, with who and when', async () => {
  const mess = await createMess();
  const password = `${PASSWORD} viewer`;
  await mess.with({ stdin: password })('admin', 'add', 'v', '--role', 'viewer', '--password-stdin');
  await mess.do('settings --due-day 7 --quiet');
  const server = await serveMess(mess);
  const pages = ['/desk', '/desk/roll', '/desk/dues'];
  const isTold = async (id: string, secret: string) => {
    const desk = await enterDesk(server, id, secret);
    const texts = await Promise.all(pages.map(async (path) => (await desk.open(path)).text));
    return texts.map((text) => text.includes('class="upi-changed"'));
  };
  const [owner, viewer] = [
    ['warden', PASSWORD],
    ['v', password],
  ] as const;
  expect(await isTold(...viewer)).toEqual([false, false, false]);
  await mess.do('settings --upi-address ganga@sbi --quiet');
  expect(await isTold(...viewer)).toEqual([false, false, false]);
  mess.now = new Date(mess.now.getTime() + 60_000);
  await mess.do('settings --upi-address other@ybl --quiet', 'settings --due-day 8 --quiet');
  expect(await isTold(...owner)).toEqual([true, true, true]);
  expect(await isTold(...viewer)).toEqual([true, true, true]);
  const { text } = await (await enterDesk(server, ...viewer)).open('/desk/roll');
  const [told = ''] = /<section class="upi-changed".*?<\/section>/s.exec(text) ?? [];
  const words = told.replace(/<[^>]+>/g, '');
  expect(words).toContain('Students are told to pay to other@ybl.');
  expect(words).toContain('warden changed it at 2025-06-01 12:01');
  expect(words).toContain('the UPI id was ganga@sbi');
  expect(words).toContain('tell an owner at once');
  mess.now = new Date(mess.now.getTime() + 7 * 24 * 3600 * 1000 - 1000);
  expect(await isTold(...viewer)).toEqual([true, true, true]);
  mess.now = new Date(mess.now.getTime() + 1000);
  expect(await isTold(...viewer)).toEqual([false, false, false]);
});
