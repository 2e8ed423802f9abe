import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { importBytes } from '../../support/records/files/import-file.ts';
import { addMay } from '../../support/records/month.ts';
import { importPurchases } from '../../support/records/purchases.ts';

test('a sheet of purchases that grows row by row: the row that was corrected is named', async () => {
  const mess = await createMess();
  const rows = ['date,head,amount,note', '2025-05-01,Milk,10,', '2025-05-02,Gas,20,'];
  const sheet = (...more: string[]) => `${[...rows, ...more].join('\n')}\n`;
  await importPurchases(mess, sheet());
  await importPurchases(mess, sheet('2025-05-03,Wages,8000,cook'));
  const corrected = sheet('2025-05-03,Wages,8800,cook');
  const lost =
    /^warning: Recorded from an earlier state of this sheet .* any more: 3\. .* mess purchase void 3 /;
  expect((await importPurchases(mess, corrected, '--dry-run')).stderr).toMatch(lost);
  // Also with a row that is rejected.
  const partial = await importPurchases(mess, `${corrected}2025-05-04,Jewels,1,\n`, '--partial');
  expect(partial.code).toBe(6);
  expect(partial.stderr).toMatch(lost);
});

test('a status that is not known is a mistake, and an equal purchase by hand is said', async () => {
  const mess = await createMess();
  const sheet =
    'date,head,amount,status\n2025-05-01,Milk,10,cancelled\n2025-05-02,Milk,10,counted\n';
  expect(await importPurchases(mess, sheet)).toMatchObject({
    code: 6,
    stderr: expect.stringContaining(
      'a.csv:2: status: not a status; counted, void or nothing (cancelled)\n',
    ),
  });
  await mess.do('purchase add --date 2025-05-01 --amount 10 --head Milk');
  const again = ['purchase', 'add', '--date', '2025-05-01', '--amount', '10', '--head', 'milk'];
  expect((await mess(...again)).stderr).toBe(
    'warning: Purchase 1 is the same already.\nIf that is wrong: mess purchase void 2 --reason TEXT\n',
  );
});

test('a bill whose amounts were given says that it knows no purchases', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('purchase add --date 2025-05-01 --amount 1103 --head Milk');
  const register = ['bill', 'register', '--month', '2025-05', '--total', '60000'];
  expect((await mess(...register)).stderr).toBe(
    'warning: Purchases of 1,103.00 are recorded in May 2025, and this bill is not made up of them; --from-purchases would be.\n',
  );
  const add = ['purchase', 'add', '--date', '2025-05-02', '--amount', '5', '--head', 'Gas'];
  expect((await mess(...add)).stderr).toContain(
    'mess bill revise --month 2025-05 --from-purchases',
  );
  expect((await mess('month', 'close', '--month', '2025-05')).stderr).toContain(
    'warning: Purchases are recorded in May 2025, and its bill is not made up of them.\n',
  );
});

test('of a bill of purchases not one amount alone is revised by hand', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'purchase add --date 2025-05-01 --amount 1103 --head Milk',
    'purchase add --date 2025-05-01 --amount 50 --head Gas',
    'bill register --month 2025-05 --from-purchases',
  );
  const revise = ['bill', 'revise', '--month', '2025-05', '--dry-run', '--fixed', '60'];
  expect(await mess(...revise)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('is made up of purchases, so --total must be given too'),
  });
  expect(await mess(...revise, '--total', '1103')).toMatchObject({ code: 0 });
});

test('what an import replaced is said, and found in the record of changes', async () => {
  const mess = await createMess();
  await addMay(mess);
  const grown = await importBytes(mess, 'student_id,month,days_present\nS003,2025-05,12\n');
  expect(grown.stdout).toContain('Changed: S003 15 → 12.\n');
  const [last] = (await mess.json<{ after: object }[]>('audit', 'list', '--on', 's003')).slice(-1);
  expect(last).toMatchObject({
    command: 'attendance import',
    after: { changed: [{ id: 'S003', month: '2025-05', before: 15, after: 12 }] },
  });
});

test('a closed month whose bill is stale is opened first, and purchases that were voided make none', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'bill register --month 2025-05 --total 60000 --fixed 100',
    'month close --month 2025-05',
    'student add N1 --name New --branch CSE --phone 9000000009 --joined 2025-05-02',
    'purchase add --date 2024-01-01 --amount 5 --head Gas',
    'purchase void 1 --reason "wrong year" --yes',
  );
  expect((await mess('bill', 'show', '--month', '2025-05')).stderr).toBe(
    'warning: Attendance or the roll changed after this bill was made: N1. The month is closed. To take it in, an owner opens it first: mess month reopen --month 2025-05 --reason TEXT.\n',
  );
  const months = await mess.json<{ month: string }[]>('month', 'list');
  expect(months.map(({ month }) => month)).toEqual(['2025-05']);
});
