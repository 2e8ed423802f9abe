import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { serveMess } from '../serve-mess.ts';

test.each([['x'.repeat(33)], ['x'.repeat(100)], ['\ud800'], [`${'x'.repeat(31)}🍛`]])(
  'a sign-in by an id that there cannot be, %j, is refused as any other',
  async (id) => {
    const { ask, url, log } = await serveMess(await createMess());
    const origin = { origin: url };
    const answers = [
      await ask('/api/v1/sessions/admin', { body: { id, password: 'x' } }),
      await ask('/api/v1/sessions/student', { body: { id, phone: '9876543210' } }),
      await ask('/adminlogin', { body: { admin_id: id, password: 'x' } }),
      await ask('/studentlogin', { body: { st_id: id, phone: '9876543210' } }),
      await ask('/adminloginpage', { form: { id, secret: 'x' }, headers: origin }),
      await ask('/', { form: { id, secret: '9876543210' }, headers: origin }),
    ];
    // The second of each has to wait, by the first one.
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 429, 429, 422, 422]);
    expect(log.filter((line) => line.includes('"bug"'))).toEqual([]);
  },
);
