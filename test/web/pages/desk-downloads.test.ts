import { expect, test } from 'vitest';
import { createAccounts } from '../api/money/accounts.ts';
import { serveMess } from '../serve-mess.ts';
import { enterDesk } from './desk-browser.ts';

test('a page as a file is the sheet of the command, is kept and not shown, and has a safe name', async () => {
  const mess = await createAccounts();
  await mess.do('student add "A/1" --name "=1+1" --branch CSE --phone 9876543299');
  await mess.do('payment record A/1 --amount 10 --method cash');
  const desk = await enterDesk(await serveMess(mess));
  for (const [path, name, command] of [
    ['/desk/bills/2025-05?as=csv', 'bill-2025-05-revision-2', 'bill show --month 2025-05'],
    ['/desk/dues?as=csv', 'dues-2025-06-01', 'dues list'],
    ['/desk/dues/A%2F1?as=csv', 'account-A-1', 'dues show A/1'],
    ['/desk/purchases/2025-05?as=csv', 'purchases-2025-05', 'purchase list --month 2025-05'],
    [
      '/desk/payments?from=2025-05-01&as=csv',
      'payments-2025-05-01-2025-06-01',
      'payment list --from 2025-05-01 --all',
    ],
  ] as const) {
    const { status, headers, text } = await desk.open(path);
    const { stdout } = await mess(...command.split(' '), '--format', 'csv');
    expect([path, status, text]).toEqual([path, 200, stdout]);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}.csv"`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect((await desk.open('/desk/dues?as=csv')).text).toContain(`'=1+1`);
});
