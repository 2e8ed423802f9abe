import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { insertStudents, manyStudents } from '../../support/records/students.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { enterDesk } from '../../web/pages/desk-browser.ts';
import { serveMess } from '../../web/serve-mess.ts';

const MOST = '90071992547409.91';

test('bills that come to more than 2^63 are added up, and all is still said', async () => {
  const mess = await createMess();
  const students = manyStudents(1000);
  insertStudents(mess, students);
  const months = ['2025-05', '2025-04'];
  const days = months.flatMap((month) => students.map(({ id }) => `${id},${month},30\n`));
  const stdin = `student_id,month,days_present\n${days.join('')}`;
  expect(await mess.with({ stdin })('attendance', 'import', '-')).toMatchObject({ code: 0 });
  await mess.do('settings --accounts-from 2025-04 --quiet');
  for (const month of months) {
    await mess.do(`bill register --month ${month} --per-head ${MOST} --days 30 --quiet`);
  }
  // 1,000 students with two bills each.
  const all = '180143985094819820.00';
  expect(await mess.json('status')).toMatchObject({ accounts: { owed: all } });
  for (const words of [
    'status',
    'dues list',
    'bill list',
    'report month --month 2025-05',
    'report year 2025-26',
    'report defaulters',
    'export journal --format hledger',
    'db verify',
  ]) {
    const { code, stderr } = await mess(...words.split(' '));
    expect([words, code, code === 0 ? '' : stderr]).toEqual([words, 0, '']);
  }
  const server = await serveMess(mess);
  const { json } = await server.ask('/api/v1/status', { token: await server.signIn() });
  expect(json).toMatchObject({ accounts: { owed: all } });
  const desk = await enterDesk(server);
  for (const path of ['/desk', '/desk/books', '/desk/dues']) {
    expect([path, (await desk.open(path)).status]).toEqual([path, 200]);
  }
  mess.now = new Date('2025-06-03T06:30:00Z');
  const signIn = mess.with({ stdin: PASSWORD });
  expect((await signIn('admin', 'login', OWNER, '--password-stdin')).code).toBe(0);
  const { stdout } = await mess('books', 'close', '--through', '2025-06-02', '--json');
  expect(stdout.split(all).length - 1).toBeGreaterThanOrEqual(2);
});
