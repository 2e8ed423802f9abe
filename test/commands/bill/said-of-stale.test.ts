import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { addMay, createBilledMay, signInStudent } from '../../support/records/month.ts';

const EXPLAIN = ['bill', 'explain', 'S001', '--month', '2025-05'];

test('an explanation says that its bill is stale; to a student without whom it is about', async () => {
  const mess = await createBilledMay();
  expect(await mess(...EXPLAIN)).toMatchObject({ code: 0, stderr: '' });
  expect(await mess.json(...EXPLAIN)).toMatchObject({ stale: false, warnings: [] });
  await mess.do('attendance record S002 --month 2025-05 --days 10');
  expect((await mess(...EXPLAIN)).stderr).toBe(
    'warning: Attendance or the roll changed after this bill was made: S002. To take it in: mess bill revise --month 2025-05 --reason TEXT.\n',
  );
  await signInStudent(mess, 'S001', '9876543210');
  const own = await mess('bill', 'explain', '--month', '2025-05');
  expect(own.stderr).toBe(
    'warning: What the bill of May 2025 rests on was changed after it was made, so it may be made anew.\n',
  );
  expect(await mess.json('bill', 'explain', '--month', '2025-05')).toMatchObject({ stale: true });
});

test('purchases after a bill that leaves them out are said wherever the month is', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'purchase add --date 2025-05-03 --amount 100 --head Milk',
    'bill register --month 2025-05 --total 60000',
  );
  // Who wanted another amount beside those of before was told so then, and is not told for ever.
  expect((await mess('status')).stdout).toContain('May 2025: can be closed (mess month close');
  expect(await mess.json('month', 'list')).toMatchObject([{ missing: ['closing'] }]);
  await mess.do('purchase add --date 2025-05-04 --amount 20 --head Milk');
  const said = 'its purchases are not in the bill, can be closed';
  expect((await mess('status')).stdout).toContain(
    `To do      May 2025: ${said} (mess bill revise --from-purchases --month 2025-05)\n`,
  );
  expect((await mess('month', 'list')).stdout).toContain(said);
  expect(await mess.json('month', 'list')).toMatchObject([{ missing: ['purchases', 'closing'] }]);
  expect((await mess('bill', 'show', '--month', '2025-05')).stderr).toBe(
    'warning: Purchases of 120.00 are recorded in May 2025, and this bill is not made up of them. To make it so: mess bill revise --month 2025-05 --from-purchases --reason TEXT.\n',
  );
  await mess.do('bill revise --month 2025-05 --total 70000 --reason x --yes');
  expect(await mess.json('month', 'list')).toMatchObject([{ missing: ['closing'] }]);
  await mess.do('purchase void 2 --reason twice --yes');
  expect((await mess('month', 'list')).stdout).toContain(said);
  await mess.do('bill revise --month 2025-05 --from-purchases --reason x --yes');
  expect((await mess('status')).stdout).toContain('May 2025: can be closed (mess month close');
  expect((await mess('bill', 'show', '--month', '2025-05')).stderr).toBe('');
});

test('the record of changes says what a revision of attendance alone changed', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'bill register --month 2025-05 --total 60000 --fixed 40',
    'attendance record S002 --month 2025-05 --days 10.5',
    'student add S005 --name New --branch CSE --phone 9876543215 --joined 2025-05-20',
    'student remove S003 --on 2025-04-30',
    'bill revise --month 2025-05 --reason "recounted" --yes',
  );
  const [entry] = (
    await mess.json<{ command: string; before: object; after: object }[]>('audit', 'list')
  ).slice(-1);
  expect(entry).toMatchObject({
    command: 'bill revise',
    before: { revision: 1, days: { S002: 28 } },
    after: { revision: 2, days: { S002: 10.5 }, added: ['S005'], reason: 'recounted' },
  });
  expect((await mess('audit', 'list')).stdout).toMatch(/days S002 28 → 10\.5/);
});
