import { expect, test } from 'vitest';
import { DEFAULT_HEADS } from '../../../src/domain/purchases/purchase.ts';
import { createMess } from '../../support/mess.ts';
import { importPurchases, purchases } from '../../support/records/purchases.ts';

const MILK = 'date,head,amount\n2025-05-02,Milk,240.50\n';

test('a hidden head is not offered and not taken, and old purchases keep it', async () => {
  const mess = await createMess();
  await importPurchases(mess, MILK);
  expect(await mess('purchase', 'heads', 'hide', 'milk')).toEqual({
    code: 0,
    stdout: 'Milk is hidden.\n',
    stderr: '',
  });
  expect((await mess('purchase', 'heads', 'hide', 'Milk')).stdout).toBe(
    'Milk is hidden already.\n',
  );
  expect((await mess('purchase', 'heads')).stdout).toMatch(/\nMilk +dividing, hidden\n/);
  const heads = await mess.json<{ name: string; hidden: boolean }[]>('purchase', 'heads');
  expect(heads.filter(({ hidden }) => hidden)).toEqual([
    { name: 'Milk', kind: 'dividing', hidden: true },
  ]);
  const add = ['purchase', 'add', '--date', '2025-05-03', '--amount', '10'];
  expect(await mess(...add, '--head', 'milk')).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: The head Milk is hidden.\n' +
      'hint: another one of mess purchase heads, or show it again: mess purchase heads unhide Milk\n',
  });
  const shown = DEFAULT_HEADS.map(({ name }) => name).filter((name) => name !== 'Milk');
  expect(await mess.with({ answers: ['Gas', ''] })(...add)).toMatchObject({
    code: 0,
    stderr: [`? Head [${shown.join(', ')}]`, '? Note (Enter for none)', ''].join('\n'),
  });
  expect(await mess('purchase', 'edit', '1', '--amount', '250')).toMatchObject({ code: 0 });
  expect((await mess('purchase', 'heads', 'add', 'Milk', '--kind', 'fixed')).stderr).toBe(
    'error: There is a head Milk already (dividing, hidden).\n' +
      'hint: to show it again: mess purchase heads unhide Milk\n',
  );
  expect((await mess('purchase', 'heads', 'unhide', 'Milk')).stdout).toBe('Milk is shown again.\n');
  expect(await mess(...add, '--head', 'milk')).toMatchObject({ code: 0 });
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
});

test('a sheet may have rows of a hidden head that are recorded, and no new ones', async () => {
  const mess = await createMess();
  await importPurchases(mess, MILK);
  await mess.do('purchase heads hide Milk');
  const grown = `${MILK}2025-05-03,milk,10\n2025-05-03,Gas,20\n`;
  const refused = await importPurchases(mess, grown);
  expect(refused.code).toBe(6);
  expect(refused.stderr).toContain(
    'a.csv:3: head: this head is hidden; mess purchase heads unhide Milk shows it again (Milk)\n',
  );
  expect(await importPurchases(mess, grown, '--partial')).toMatchObject({
    code: 6,
    stdout: expect.stringContaining('3 rows: 1 new, 0 changed, 1 unchanged, 1 rejected'),
  });
  await mess.do('purchase heads unhide Milk');
  expect((await importPurchases(mess, grown)).code).toBe(0);
  expect(purchases(mess)).toEqual([
    '1 2025-05-02 Milk 240.50',
    '2 2025-05-03 Gas 20.00',
    '3 2025-05-03 Milk 10.00',
  ]);
});
