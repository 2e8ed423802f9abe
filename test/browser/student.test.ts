import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { activateStudent, MINUTE_MS, passMs, STUDENT_SECRET } from '../support/records/sign-in.ts';
import { createStudentMess, HOSTILE_NAME } from '../web/pages/student-mess.ts';
import { serveMess } from '../web/serve-mess.ts';
import { findBarriers, findSmall, openPage, overflowOf, picture } from './browser.ts';

async function signIn(page: Page): Promise<void> {
  await page.goto('/');
  await page.fill('[name=id]', 'S001');
  await page.fill('[name=secret]', STUDENT_SECRET);
  await page.click('main button');
  await page.waitForURL('**/me');
}

/** Without scrolling. */
async function isOnScreen(page: Page, selector: string): Promise<boolean> {
  const box = await page.locator(selector).first().boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= 740;
}

test.each([true, false])(
  'a student sees what is owed, why, and how to pay; script %s',
  async (javaScriptEnabled) => {
    const mess = await createStudentMess();
    const { url } = await serveMess(mess);
    const page = await openPage(url, { javaScriptEnabled });
    await page.goto('/');
    await page.fill('[name=id]', 'S001');
    await page.fill('[name=secret]', 'not the right one');
    await page.click('main button');
    expect(await page.textContent('[role=alert]')).toBe(
      'The id or what you signed in with is wrong.',
    );
    // Whoever was wrong waits a little.
    passMs(mess, MINUTE_MS);
    await signIn(page);
    const { balance } = await mess.json<{ balance: string }>('dues', 'show', 'S001');
    const figure = await page.textContent('.figure .amount');
    expect(figure?.replaceAll(/[₹,]/g, '')).toBe(balance);
    await page.click('table a');
    expect(await page.textContent('h1')).toBe('Why this amount for May 2025');
    await page.click('nav >> text=Pay');
    expect(await page.textContent('.copy >> nth=1')).toBe(balance);
    expect(await page.locator('.qr').boundingBox()).toMatchObject({ width: 240 });
    // What is wrong is on the screen, far down as the form stands.
    await page.fill('[name=reference]', '12345');
    await page.click('button >> text=Tell the office');
    await page.waitForSelector('[role=alert]:focus');
    expect(await isOnScreen(page, '[role=alert]')).toBe(true);
    await page.fill('[name=reference]', '515412345678');
    await page.click('button >> text=Tell the office');
    await page.waitForSelector('text=not confirmed yet');
    expect(await isOnScreen(page, 'text=not confirmed yet')).toBe(true);
    await page.click('nav >> text=What I owe');
    expect(await page.textContent('main')).toContain('has not confirmed the payment');
    await page.click('text=Sign out');
    await page.waitForURL(`${url}/`);
    await page.goBack();
    expect(await page.content()).not.toContain(balance);
    expect(new URL(page.url()).pathname).toBe('/');
  },
);

const PAGES = {
  '/': 'sign-in',
  '/activate': 'activate',
  '/privacy': 'privacy',
  '/me': 'me',
  '/me/2025-05': 'month',
  '/me/2025-05?revision=1': 'earlier',
  '/me/pay': 'pay',
  '/me/payments': 'payments',
  '/me/receipts/2025-26/0001': 'receipt',
  '/me/account': 'account',
  '/me/secret': 'secret',
  '/nothing': 'nothing',
} as const;

test('every page is without barriers and fits: light, dark, printed, English, Hindi', async () => {
  const mess = await createStudentMess();
  const student = await activateStudent(mess, 'S001');
  await student('payment claims add 515412345699');
  const { url } = await serveMess(mess);
  const found: string[] = [];
  for (const locale of ['en-IN', 'hi-IN']) {
    const page = await openPage(url, { locale });
    for (const [path, name] of Object.entries(PAGES)) {
      if (path === '/me') await signIn(page);
      await page.goto(path);
      for (const [colorScheme, media] of [
        ['light', 'screen'],
        ['dark', 'screen'],
        ['light', 'print'],
      ] as const) {
        const how = `${name}-${locale.slice(0, 2)}-${media === 'print' ? media : colorScheme}`;
        await page.emulateMedia({ colorScheme, media });
        for (const barrier of await findBarriers(page)) found.push(`${how}: ${barrier}`);
        await picture(page, how);
      }
      await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
      for (const small of await findSmall(page)) found.push(`${name}-${locale}: ${small}`);
      const beyond = await overflowOf(page);
      if (beyond > 0) found.push(`${name}-${locale}: ${beyond} pixels too wide for a phone`);
      await page.setViewportSize({ width: 320, height: 640 });
      const overflow = await overflowOf(page);
      if (overflow > 0) found.push(`${name}-${locale}: ${overflow} pixels too wide`);
      await page.setViewportSize({ width: 1280, height: 800 });
      await picture(page, `${name}-${locale.slice(0, 2)}-desktop`);
      await page.setViewportSize({ width: 360, height: 740 });
    }
  }
  expect(found).toEqual([]);
});

test('a hostile name does nothing, and stays in its line', async () => {
  const mess = await createStudentMess();
  await mess('student', 'edit', 'S001', '--name', HOSTILE_NAME);
  await mess('settings', '--name', HOSTILE_NAME.slice(0, 60));
  const { url } = await serveMess(mess);
  const page = await openPage(url);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await signIn(page);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['/me', '/me/2025-05', '/me/payments', '/me/receipts/2025-26/0001']) {
    await page.goto(path);
    expect([path, await overflowOf(page)]).toEqual([path, 0]);
    await picture(page, `hostile-${PAGES[path as keyof typeof PAGES]}`);
  }
  expect(dialogs).toEqual([]);
});
