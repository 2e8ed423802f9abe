import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { importPurchases } from '../../support/records/purchases.ts';

const add = (date: string, amount: string, head: string) =>
  `purchase add --date ${date} --amount ${amount} --head ${head}`;

/** Milk of 40, 50 and 60; three purchases in April, which come to 150. */
async function createMilk(): Promise<TestMess> {
  const mess = await createMess();
  await mess.do(add('2025-04-28', '40', 'Milk'), add('2025-04-29', '50', 'Milk'));
  return mess;
}

test('an amount far above the usual of its head is doubted, from the third purchase on', async () => {
  const mess = await createMilk();
  // Five times the usual 50.00, which is the least.
  expect((await mess(...add('2025-04-30', '250', 'Milk').split(' '))).stderr).toContain(
    '250.00 is at least five times the usual 50.00 of this head.',
  );
  await mess.do('purchase edit 3 --amount 60');

  const odd = add('2025-05-01', '500.01', 'Milk').split(' ');
  const warning = '500.01 is at least five times the usual 50.00 of this head.';
  expect((await mess(...add('2025-05-01', '500', 'Gas').split(' '), '--json')).stdout).toContain(
    '500.00 is more than all purchases of April 2025 together, 150.00.',
  );
  expect(await mess.with({ answers: [false] })(...odd)).toMatchObject({
    code: 130,
    stderr: `warning: ${warning}\n? Record it all the same?\nNothing was changed.\n`,
  });
  expect(mess.rows("select no from purchases where date = '2025-05-01'")).toHaveLength(1);
  expect(await mess(...odd)).toMatchObject({
    code: 0,
    stderr: `warning: ${warning}\nIf that is wrong: mess purchase void 6 --reason TEXT\n`,
  });
});

test('less than five times is not doubted, nor what a head mostly costs, however much', async () => {
  const mess = await createMilk();
  await mess.do(add('2025-04-30', '60', 'Milk'));
  const wages = ['2025-03-28', '2025-03-29', '2025-03-30'].map((date) =>
    add(date, '9000', 'Wages'),
  );
  await mess.do(...wages);
  for (const line of [
    add('2025-04-30', '27000', 'Wages'),
    add('2025-04-30', '249.99', 'Milk'),
    // The second one of its head, in a month after one with too few purchases to compare.
    add('2025-03-30', '100000', 'Gas'),
  ]) {
    expect({ line, ...(await mess(...line.split(' '))) }).toMatchObject({ line, stderr: '' });
  }
});

test('a correction is doubted by what it changes', async () => {
  const mess = await createMilk();
  await mess.do(add('2025-04-30', '60', 'Milk'), add('2025-05-01', '45', 'Milk'));
  const edit = (...changes: string[]) =>
    mess.with({ answers: [true] })('purchase', 'edit', ...changes);
  expect(await edit('4', '--amount', '4500')).toMatchObject({
    code: 0,
    stderr:
      'warning: 4,500.00 is at least five times the usual 50.00 of this head.\n? Correct it like that?\n' +
      'If that is wrong: correct it again: mess purchase edit 5\n',
  });
  // It was agreed to.
  expect(await edit('5', '--note', 'feast')).toMatchObject({ code: 0, stderr: '' });
  expect((await edit('6', '--head', 'Gas')).stderr).toContain(
    'warning: 4,500.00 is more than all purchases of April 2025 together, 150.00.',
  );
});

const sheet = (...amounts: string[]) =>
  `date,head,amount\n${amounts.map((amount) => `2025-05-02,Milk,${amount}`).join('\n')}\n`;

const IN_FILE =
  'At least five times the usual of its head: line 3 (500.00 for Milk, usually 50.00).';

test('of a file they are warned of, beside what is recorded and its other rows', async () => {
  const mess = await createMilk();
  expect(await importPurchases(mess, sheet('52', '500', '-9'), '--dry-run')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`warning: ${IN_FILE}\n`),
  });
  const { code, stderr } = await importPurchases(mess, sheet('52', '500'));
  expect({ code, stderr }).toEqual({ code: 0, stderr: `warning: ${IN_FILE}\n` });
  // What stands there is no more doubted, nor is it the usual by now.
  expect((await importPurchases(mess, sheet('52', '500', '60'))).stderr).toBe('');
  expect((await importPurchases(mess, sheet('52', '500', '60', '600'))).stderr).toContain(
    'line 5 (600.00 for Milk, usually 52.00)',
  );
});

test('of a head without any yet, the first one may be wrong', async () => {
  const mess = await createMess();
  expect((await importPurchases(mess, sheet('5000', '50'))).stderr).toBe('');
  await mess.do('purchase void 1-2 --reason tried --yes');
  expect(
    await mess.json(
      'purchase',
      'import',
      await mess.file('b.csv', sheet('5000', '50', '55', '60', '700')),
      '--again',
    ),
  ).toMatchObject({
    inserted: 5,
    warnings: [
      'At least five times the usual of their heads: line 2 (5,000.00 for Milk, usually 60.00), line 6 (700.00 for Milk, usually 60.00).',
    ],
  });
});

test('at a terminal it is asked before anything is written', async () => {
  const mess = await createMilk();
  const path = await mess.file('a.csv', sheet('52', '500'));
  const question = `warning: ${IN_FILE}\n? Import it like that?\n`;
  expect(await mess.with({ answers: [false] })('purchase', 'import', path)).toEqual({
    code: 130,
    stdout: '',
    stderr: `${question}Nothing was changed.\n`,
  });
  expect(mess.rows('select no from purchases')).toHaveLength(2);
  const agreed = await mess.with({ answers: [true] })('purchase', 'import', path);
  expect(agreed).toMatchObject({
    code: 0,
    stderr: `${question}If that is wrong: mess purchase void 3-4 --reason TEXT\n`,
  });
  expect(
    (await mess.with({ answers: [] })('purchase', 'import', path, '--again', '--yes')).code,
  ).toBe(0);
});
