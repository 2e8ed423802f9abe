import { expect, test } from 'vitest';
import { createBilledMay } from '../../support/records/month.ts';

const MOST = '90071992547409.91';

/** A bank's file with so many credits of the largest amount. */
function fileOf(count: number): string {
  const lines = Array.from(
    { length: count },
    (_, at) => `01/05/2025,UPI/CR/${515412340000 + at}/A,,${MOST}`,
  );
  return ['Date,Narration,Debit,Credit', ...lines, ''].join('\n');
}

test('what could never be added up is refused before anything of it is stored', async () => {
  const mess = await createBilledMay();
  await mess.do('settings --accounts-from 2025-05 --quiet');
  const path = await mess.file('bank.csv', fileOf(300));
  const imported = ['payment', 'import', path, '--account', 'sbi'];
  expect(await mess(...imported, '--yes')).toMatchObject({
    code: 6,
    stderr: expect.stringContaining('more than can be added up. Nothing was recorded.'),
  });
  expect(mess.rows('select * from ledger_entries')).toEqual([]);
  expect(mess.rows('select * from bank_lines')).toEqual([]);
  const some = await mess.file('some.csv', fileOf(250));
  expect((await mess('payment', 'import', some, '--account', 'sbi', '--yes')).code).toBe(0);
  const more = ['payment', 'record', 'S001', '--amount', MOST, '--method', 'cash'];
  const codes: number[] = [];
  for (let at = 0; at < 8; at++) codes.push((await mess(...more)).code);
  expect(codes).toEqual([0, 0, 0, 0, 0, 0, 6, 6]);
  // All that was counted on before counts on.
  for (const words of ['dues list', 'report month --month 2025-05', 'payment list', 'db verify']) {
    expect([words, (await mess(...words.split(' '))).code]).toEqual([words, 0]);
  }
  expect((await mess('payment', 'record', 'S001', '--amount', '5', '--method', 'cash')).code).toBe(
    0,
  );
});
