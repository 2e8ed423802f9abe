import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMess, type TestMess } from '../support/mess.ts';
import { activateStudent } from '../support/records/sign-in.ts';
import { OWNER, PASSWORD } from '../support/template.ts';
import { serveMess } from '../web/serve-mess.ts';
import { findSmall } from './browser.ts';

const CHROMIUM = process.env.MESS_CHROMIUM ?? '/usr/bin/chromium';
const isThere = existsSync(CHROMIUM);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A browser on a busy machine takes its time, and axe looks at thirty pages from top to bottom. */
const BROWSER_TIMEOUT_MS = 600_000;

let browser: Browser;

beforeAll(async () => {
  if (!isThere) return;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser?.close();
});

/** What has the focus, as it is called. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: found } = document;
    const label = found?.getAttribute('aria-label') ?? found?.closest('label')?.innerText;
    return (label ?? (found as HTMLElement | null)?.innerText ?? '').trim();
  });
}

/** Goes to a field, a link or a button by Tab alone. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let times = 0; times < 80; times += 1) {
    await page.keyboard.press('Tab');
    const found = await focused(page);
    if (found.startsWith(name)) return;
    passed.push(found);
  }
  throw new Error(`No Tab leads to ${name}: ${passed.join(' | ')}`);
}

async function typeIn(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** Follows a link, or presses a button, and waits for the page that comes. */
async function enter(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

async function openDesk(url: string, options = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  await page.goto(`${url}/adminloginpage`);
  await typeIn(page, 'Id', OWNER);
  await typeIn(page, 'Password', PASSWORD);
  await Promise.all([page.waitForURL(`${url}/desk`), page.keyboard.press('Enter')]);
  return page;
}

async function doMonth(page: Page): Promise<void> {
  for (const [id, name] of [
    ['S001', 'Asha'],
    ['S002', 'Binod'],
  ] as const) {
    await enter(page, 'Roll');
    await enter(page, 'Put a student on the roll');
    await typeIn(page, 'Id', id);
    await typeIn(page, 'Name', name);
    await typeIn(page, 'Branch', 'CSE');
    await typeIn(page, 'Phone', `987654321${id.at(-1)}`);
    await enter(page, 'Put on the roll');
  }
  await enter(page, 'Attendance');
  await enter(page, '← May 2025');
  await typeIn(page, 'Days of S001', '28');
  await typeIn(page, 'Days of S002', '27.5');
  await enter(page, 'Save');
  await enter(page, 'Purchases');
  await typeIn(page, 'Date', '05032025');
  await typeIn(page, 'Amount', '1,110');
  await typeIn(page, 'Head', 'Milk');
  await enter(page, 'Record');
  await enter(page, 'Bills');
  await enter(page, 'Register a bill');
  await tabTo(page, 'From the purchases of the month: 1,110.00');
  await page.keyboard.press('Space');
  await enter(page, 'Show the bill');
  await enter(page, 'Register the bill of May 2025');
  await tabTo(page, 'More');
  await page.keyboard.press('Enter');
  await enter(page, 'Months');
  await enter(page, 'May 2025');
  await enter(page, 'Close May 2025');
}

test.runIf(isThere)(
  'a manager does a month by keyboard alone, without a script',
  async () => {
    const mess = await createMess();
    const { url } = await serveMess(mess);
    const page = await openDesk(url);
    await page.route('**/*.js', (route) => route.abort());
    await doMonth(page);
    await page.context().close();
    expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({
      billed: '1110.00',
      shares: [
        { studentId: 'S001', days: 28, amount: '560.00' },
        { studentId: 'S002', days: 27.5, amount: '550.00' },
      ],
    });
    expect(await mess.json('month', 'list')).toMatchObject([{ status: 'closed' }]);
  },
  BROWSER_TIMEOUT_MS,
);

test.runIf(isThere)(
  'the roll is called in the grid by keyboard, and is there again',
  async () => {
    const mess = await createSmall();
    const { url } = await serveMess(mess);
    const page = await openDesk(url);
    await page.goto(`${url}/desk/attendance/2025-06/grid`);
    await tabTo(page, 'S001, day 1');
    await page.keyboard.press('h');
    await page.keyboard.press('a');
    await page.getByText('Day 1 is saved.').waitFor();
    await page.reload();
    expect(await page.getByLabel('S001, day 1: half').innerText()).toBe('H');
    await page.context().close();
    expect(await mess.json('attendance', 'show', '--month', '2025-06')).toMatchObject([
      { studentId: 'S001', days: 0.5 },
      { studentId: 'S002', days: 0 },
    ]);
  },
  BROWSER_TIMEOUT_MS,
);

async function createSmall(): Promise<TestMess> {
  const mess = await createMess();
  await mess.do(
    'student add S001 --name Asha --branch CSE --phone 9876543210',
    'student add S002 --name Binod --branch CSE --phone 9876543211',
    'attendance record S001 --month 2025-05 --days 28',
    'attendance record S002 --month 2025-05 --days 30',
    'purchase add --date 2025-05-03 --amount 1250 --head Milk',
    'settings --accounts-from 2025-04 --late-fee "from 11: 50" --upi-address ganga@sbi --quiet',
    'attendance record S001 --month 2025-04 --days 28',
    'attendance record S002 --month 2025-04 --days 28',
    'bill register --month 2025-04 --total 100',
    'payment record S001 --amount 10 --method cash',
    'charge add S002 --month 2025-05 --kind guest --amount 180',
  );
  await mess('notify', 'dues', '--command', 'false');
  const student = await activateStudent(mess, 'S001');
  await student('payment claims add 615412345678 --date 2025-05-31');
  return mess;
}

const PATHS = [
  '/desk',
  '/desk/roll',
  '/desk/roll/new',
  '/desk/roll/S001',
  '/desk/attendance/2025-05',
  '/desk/attendance/2025-06/grid',
  '/desk/purchases/2025-05',
  '/desk/purchases/2025-05/1',
  '/desk/heads',
  '/desk/charges/2025-05',
  '/desk/charge-kinds',
  '/desk/bills',
  '/desk/bills/2025-04',
  '/desk/bills/2025-05/register?purchases=yes',
  '/desk/bills/2025-04/revise?total=200',
  '/desk/bills/2025-04/void',
  '/desk/bills/2025-04/S001',
  '/desk/months',
  '/desk/months/2025-04',
  '/desk/dues',
  '/desk/dues/S001',
  '/desk/payments',
  '/desk/payments/2025-26%2F0001',
  '/desk/suspense',
  '/desk/claims',
  '/desk/deposits',
  '/desk/late-fees/2025-04',
  '/desk/cash',
  '/desk/books',
  '/desk/payers',
  '/desk/bills/2025-06',
  '/desk/reports',
  '/desk/imports',
  '/desk/imports/attendance',
  '/desk/imports/payments',
  '/desk/imports/charges',
  '/desk/imports/openings',
  '/desk/admins',
  '/desk/tokens',
  '/desk/codes',
  '/desk/account',
  '/desk/messages',
  '/desk/record',
  '/desk/settings',
];

test.runIf(isThere).each([
  ['light', 1280],
  ['dark', 320],
] as const)(
  'axe finds nothing on the pages, %s and %i wide',
  async (colorScheme, width) => {
    const { url } = await serveMess(await createSmall());
    const page = await openDesk(url, { colorScheme, viewport: { width, height: 740 } });
    for (const path of PATHS) {
      await page.goto(url + path);
      // What is folded away is looked at, too.
      await page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true;
      });
      await page.evaluate(AXE);
      const found = await page.evaluate(
        // biome-ignore lint/suspicious/noExplicitAny: the page has it, and not this file.
        (rules) => (globalThis as any).axe.run(document, { runOnly: rules }),
        RULES,
      );
      const violations = found.violations.map(
        (each: { id: string; nodes: { html: string }[] }) => `${each.id}: ${each.nodes[0]?.html}`,
      );
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const small = width < 640 ? await findSmall(page) : [];
      expect([path, violations, beyond > 0, small]).toEqual([path, [], false, []]);
    }
    await page.context().close();
  },
  BROWSER_TIMEOUT_MS,
);
