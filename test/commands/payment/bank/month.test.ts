import { expect, test } from 'vitest';
import type { TestMess } from '../../../support/mess.ts';
import { exportLines, makeBankMonth } from '../../../support/records/bank-month.ts';
import { balances, createPayers, mustImport } from '../../../support/records/statements.ts';

const MONTH = makeBankMonth();

async function createMonthMess(): Promise<TestMess> {
  const mess = await createPayers();
  const roll = MONTH.roll.map(({ id, name, phone }) => `${id},${name},CSE,${phone}`);
  const path = await mess.file('month.csv', ['id,name,branch,phone', ...roll, ''].join('\n'));
  await mess.do(`student import ${path} --quiet`);
  return mess;
}

function countBy<T>(items: readonly T[], of: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[of(item)] = (counts[of(item)] ?? 0) + 1;
  return counts;
}

test('a month of 300 lines: most are booked by a rule, the rest is in suspense, and none is wrong', async () => {
  const mess = await createMonthMess();
  const done = await mustImport(mess, exportLines(MONTH, 0, 300));
  expect({
    ...countBy(done.posted, ({ rule }) => rule),
    suspense: done.suspense.length,
    ...countBy(done.others, ({ what }) => what),
    debits: done.debits.lines,
    provedByBalance: done.provedByBalance,
  }).toMatchInlineSnapshot(`
    {
      "code": 80,
      "debits": 9,
      "id": 80,
      "interest": 1,
      "phone": 50,
      "provedByBalance": true,
      "settlement": 10,
      "suspense": 70,
    }
  `);
  // Line 2 of the file is the first of the month.
  const truth = (line: number) => MONTH.lines[line - 2];
  const wrong = done.posted.filter(
    ({ line, studentId, rule }) =>
      truth(line)?.studentId !== studentId || truth(line)?.rule !== rule,
  );
  expect(wrong).toEqual([]);
  expect(done.suspense.filter(({ line }) => truth(line)?.rule !== 'suspense')).toEqual([]);
  const before = balances(mess);
  const again = await mustImport(mess, exportLines(MONTH, 0, 300), '--again');
  expect(again).toMatchObject({ posted: [], suspense: [], others: [], missing: [] });
  const overlapping = await mustImport(mess, exportLines(MONTH, 120, 300));
  expect(overlapping).toMatchObject({ import: null, posted: [], suspense: [], missing: [] });
  expect(balances(mess)).toEqual(before);
});

const WINDOWS = [
  [0, 110],
  [90, 200],
  [180, 300],
  [150, 260],
] as const;

test.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]]])(
  'overlapping files in the order %j book each line once',
  async (order) => {
    const mess = await createMonthMess();
    for (const at of order) {
      const [from, to] = WINDOWS[at] ?? [0, 0];
      await mustImport(mess, exportLines(MONTH, from, to));
    }
    const credits = MONTH.lines.filter(({ amount }) => amount > 0);
    const lines = mess.rows<{ narration: string; amount_minor: number | string }>(
      'select narration, amount_minor from bank_lines order by narration',
    );
    expect(lines.map((each) => [each.narration, Number(each.amount_minor)])).toEqual(
      credits
        .map(({ narration, amount }) => [narration, amount * 100] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    const { bank = 0, upi = 0, cheque = 0 } = balances(mess);
    expect(bank + upi + cheque).toBe(credits.reduce((sum, { amount }) => sum + amount * 100, 0));
  },
);
