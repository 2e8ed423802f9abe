import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay, createBilledMay } from '../../support/records/month.ts';

const TOTAL = 'what the mess spent, divided by days';
const PER_HEAD = 'what one student pays for a full month';
const SPENT = 'what the purchases add up to: 61,200.00';

/** `bill register` of a person who gives no amount, and what the bill then is made of. */
async function register(mess: TestMess, ...answers: (string | boolean)[]) {
  const { code, stderr } = await mess.with({ answers })('bill', 'register', '--month', '2025-05');
  const rows = mess.rows(
    "select total_minor, per_head_minor, fixed_minor from bills where status = 'live'",
  );
  return { code, stderr, rows };
}

test('what a bill is, and how much, is asked for', async () => {
  const mess = await createMess();
  await addMay(mess);
  const answers = [TOTAL, 'much', '74,000', '12000'];
  const refused = await register(mess, ...answers, false);
  expect(refused).toMatchObject({ code: 130, rows: [] });
  const done = await register(mess, ...answers, true);
  expect(done).toMatchObject({
    code: 0,
    rows: [{ total_minor: 7_400_000, per_head_minor: null, fixed_minor: 1_200_000 }],
  });
  const lines = done.stderr.split('\n');
  expect(lines.slice(0, 6)).toEqual([
    `? What is the bill of May 2025? [${TOTAL}, ${PER_HEAD}]`,
    '? Amount to divide',
    '> not an amount of money; write it like 74000 or 74,000.50',
    '? Amount to divide',
    '? Wages, gas, rent besides, the same for everybody (Enter for none)',
    'Bill of May 2025 (INR, 31 days)',
  ]);
  expect(lines.slice(-3)).toEqual([
    '? Register the bill of May 2025 like that?',
    'To correct it: mess bill revise; to take it back: mess bill void.',
    '',
  ]);
  // Before anything is asked, since no answer would help.
  expect(await register(mess)).toMatchObject({
    code: 8,
    stderr: expect.stringMatching(/^error: May 2025 has its bill already\.\n/),
  });
  await mess.do('bill void --month 2025-05 --reason mistyped --yes');
  expect(await register(mess, PER_HEAD, '3000', '', true)).toMatchObject({
    code: 0,
    rows: [{ total_minor: null, per_head_minor: 300_000, fixed_minor: null }],
  });
});

test('what was spent in the month is proposed', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'purchase add --date 2025-05-01 --head Groceries --amount 60000',
    'purchase add --date 2025-05-03 --head Gas --amount 1200',
  );
  const byHand = [{ total_minor: 6_000_000, per_head_minor: null, fixed_minor: 120_000 }];
  const asked = await register(mess, SPENT, true);
  expect(asked).toMatchObject({ code: 0, rows: byHand });
  expect(asked.stderr).toMatch(
    /^\? What is the bill of May 2025\? \[what the purchases add up to: 61,200\.00, [^\]]+\]\nBill of May 2025[\s\S]*\n\? Register the bill/,
  );
  expect(
    (await mess.json<{ purchases: object[] }>('bill', 'show', '2025-05')).purchases,
  ).toHaveLength(2);
  const again = async (...answers: string[]) => {
    await mess.do('bill void --month 2025-05 --reason mistyped --yes');
    // The bill is not made up of the purchases, which is doubted.
    return (await register(mess, ...answers, true)).rows;
  };
  expect(await again(TOTAL, '', '')).toEqual(byHand);
  expect(await again(TOTAL, '', '0')).toEqual([{ ...byHand[0], fixed_minor: null }]);
  expect(await again(PER_HEAD, '3000', 'none')).toEqual([
    { total_minor: null, per_head_minor: 300_000, fixed_minor: null },
  ]);
});

test('a month that is left alone needs no amount', async () => {
  const mess = await createBilledMay('--total 74000');
  const words = ['bill', 'register', '--month', '2025-05', '--if-missing'];
  expect(await mess.with({ answers: [] })(...words)).toMatchObject({
    code: 0,
    stderr: 'The bill of May 2025 is already registered; nothing was changed.\n',
  });
});
