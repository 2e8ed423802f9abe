import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';

const WARNING =
  'The bill of May 2025 would have been due on 10 June 2025: made today, it is due today, 20 June 2025.';

test('whoever makes a bill after its due day is told that it is due at once', async () => {
  const mess = await createMess();
  await addMay(mess);
  mess.now = new Date('2025-06-20T06:00:00Z');
  await mess.do('settings --accounts-from 2025-05 --due-day 10 --quiet');
  const register = (...more: string[]) =>
    mess('bill', 'register', '--month', '2025-05', '--total', '60000', ...more);
  expect((await register('--dry-run')).stderr).toContain(WARNING);
  const { stdout, code } = await register('--json');
  expect([code, JSON.parse(stdout).warnings]).toEqual([0, [WARNING]]);
});
