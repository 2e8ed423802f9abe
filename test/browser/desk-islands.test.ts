import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../support/mess.ts';
import { OWNER, PASSWORD } from '../support/template.ts';
import { createAccounts } from '../web/api/money/accounts.ts';
import { serveMess } from '../web/serve-mess.ts';
import { findBarriers, openPage } from './browser.ts';

const TIMEOUT_MS = 300_000;

async function openDesk(mess: TestMess, path: string): Promise<Page> {
  const { url } = await serveMess(mess);
  const page = await openPage(url, { viewport: { width: 1280, height: 800 } });
  await page.goto('/adminloginpage');
  await page.getByLabel('Id').fill(OWNER);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByLabel('Password').press('Enter');
  await page.waitForURL(`${url}/desk`);
  await page.goto(path);
  return page;
}

async function createSmall(): Promise<TestMess> {
  const mess = await createMess();
  await mess.do(
    'student add S001 --name Asha --branch CSE --phone 9876543210',
    'student add S002 --name Binod --branch CSE --phone 9876543211',
    'attendance record S001 --month 2025-05 --days 10',
    'attendance record S002 --month 2025-05 --days 30',
  );
  return mess;
}

test(
  'the figures of a bill follow what is typed, and what is seen is registered',
  async () => {
    const mess = await createSmall();
    const page = await openDesk(mess, '/desk/bills/2025-05/register');
    const register = page.getByRole('button', { name: 'Register the bill of May 2025' });
    expect(await register.count()).toBe(0);
    await page.getByLabel('What the mess spent in all').pressSequentially('4000', { delay: 20 });
    await page.getByRole('row', { name: 'S001' }).getByText('1,000.00').waitFor();
    await page.getByLabel('Wages, gas, rent').fill('10x');
    await page.getByRole('alert').waitFor();
    expect(await register.count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('Wages, gas, rent').fill('200');
    await page.getByRole('row', { name: 'S002' }).getByText('3,100.00').waitFor();
    expect(await page.getByLabel('What the mess spent in all').inputValue()).toBe('4000');
    await register.click();
    await page.getByText('The bill is registered.').waitFor();
    expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({
      billed: '4200.00',
      shares: [{ amount: '1100.00' }, { amount: '3100.00' }],
    });
    await page.goto('/desk/bills/2025-05/revise');
    await page.getByText('Nothing is other than in the bill.').waitFor();
    await page.getByLabel('Wages, gas, rent').fill('400');
    await page.getByRole('row', { name: 'S001' }).getByText('1,200.00').waitFor();
    await page.getByLabel('Reason').fill('a bill of gas came late');
    await page.getByRole('button', { name: 'Write revision 2 of May 2025' }).click();
    await page.getByText('The revision is written.').waitFor();
    expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({
      billed: '4400.00',
    });
  },
  TIMEOUT_MS,
);

test(
  'a bill that changed between look and click is not registered',
  async () => {
    const mess = await createSmall();
    const page = await openDesk(mess, '/desk/bills/2025-05/register');
    await page.getByLabel('What the mess spent in all').fill('4000');
    await page.getByRole('row', { name: 'S001' }).getByText('1,000.00').waitFor();
    await mess.do('attendance record S001 --month 2025-05 --days 30');
    await page.getByRole('button', { name: 'Register the bill of May 2025' }).click();
    await page.getByText('was changed meanwhile, and nothing was written').waitFor();
    expect((await mess('bill', 'show', '--month', '2025-05')).code).toBe(3);
    await page.getByRole('row', { name: 'S001' }).getByText('2,000.00').waitFor();
  },
  TIMEOUT_MS,
);

const DAYS = 'student_id,month,days_present\nS001,2025-05,12\nS002,2025-05,30\n';

test(
  'a file is read as it is chosen, and taken as it was shown',
  async () => {
    const mess = await createSmall();
    const page = await openDesk(mess, '/desk/imports/attendance');
    const choose = (name: string, text: string) =>
      page
        .getByLabel('File', { exact: true })
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await choose('wrong.csv', `${DAYS}S003,2025-05,32\n`);
    await page.getByText('Nothing of it can be taken like that.').waitFor();
    await choose('may.csv', DAYS);
    await page.getByText('replace').first().waitFor();
    await page.getByLabel('Replace days that are recorded').check();
    const take = page.getByRole('button', { name: 'Take the file: 1 row' });
    await take.waitFor();
    expect(await page.getByLabel('Replace days that are recorded').isChecked()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await take.click();
    await page.getByText('The file is taken: 1 row.').waitFor();
    expect(await mess.json('attendance', 'show', '--month', '2025-05')).toMatchObject([
      { days: 12 },
      { days: 30 },
    ]);
  },
  TIMEOUT_MS,
);

const STATEMENT = `Account No : 50100000001234
Date,Narration,Ref,Debit,Credit,Balance
01/06/2025,UPI/515212345603/LUNCH/UNCLE@OKAXIS,515212345603,,40.00,1200.00
01/06/2025,UPI/515212345604/NOBODY@OKAXIS,515212345604,,55.00,1255.00
`;

test(
  "the bank's file is read as it is chosen",
  async () => {
    const mess = await createAccounts();
    const page = await openDesk(mess, '/desk/imports/payments');
    await page.getByLabel('File', { exact: true }).setInputFiles({
      name: 'june.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(STATEMENT),
    });
    await page
      .getByRole('row', { name: /whom the payer paid for before/ })
      .first()
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take the file: 2 rows' }).click();
    await page.getByText('The file is taken: 2 rows.').waitFor();
    expect(await mess.json('payment', 'suspense', 'list')).toHaveLength(2);
  },
  TIMEOUT_MS,
);
