import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';

const REGISTER = ['bill', 'register', '--month', '2025-05', '--total', '60000'];

test('a person at a terminal sees a bill with something doubtful, and is asked before it is written', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('student add S9 --name "Late Comer" --branch CSE --phone 9876543219');
  const refused = await mess.with({ answers: [false] })(...REGISTER);
  expect(refused).toMatchObject({ code: 130, stdout: '' });
  // The bill first, then what is doubtful, then the question.
  expect(refused.stderr).toMatch(
    /^Bill of May 2025[\s\S]*Late Comer[\s\S]*\nwarning: [\s\S]*\n\? Register the bill of May 2025 like that\?\nNothing was changed\.\n$/,
  );
  expect(mess.rows('select * from bills')).toEqual([]);

  const done = await mess.with({ answers: [true] })(...REGISTER);
  expect(done.code).toBe(0);
  // The bill was shown; a second time it would only hide that it is done.
  expect(done.stdout).toBe('The bill of May 2025 is registered.\n');
  expect(done.stderr.match(/warning: /g)).toHaveLength(1);
  expect(done.stderr).toMatch(
    /\nTo correct it: mess bill revise; to take it back: mess bill void\.\n$/,
  );
  expect(mess.rows('select status from bills')).toEqual([{ status: 'live' }]);
});

test('without a doubt, with --yes and where nobody can be asked it is not asked', async () => {
  const mess = await createMess();
  await addMay(mess);
  const unasked = await mess.with({ answers: [] })(...REGISTER);
  expect(unasked.stdout).toMatch(/^Bill of May 2025/);
  expect(unasked.stderr).toBe(
    'The bill of May 2025 is registered. To correct it: mess bill revise; to take it back: mess bill void.\n',
  );
  await mess.do('student add S9 --name "Late Comer" --branch CSE --phone 9876543219');
  for (const [month, options] of [
    ['2025-04', ['--yes']],
    ['2025-03', []],
  ] as const) {
    await mess.do(`attendance record S001 --month ${month} --days 3`);
    const run = options.length > 0 ? mess.with({ answers: [] }) : mess;
    const line = ['bill', 'register', '--month', month, '--total', '60000', ...options];
    const { code, stderr } = await run(...line);
    expect({ month, code }).toEqual({ month, code: 0 });
    expect(stderr).toMatch(/^warning: No attendance/);
  }
});
