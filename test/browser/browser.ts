import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, expect, inject, onTestFinished } from 'vitest';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let started: Promise<{ readonly browser: Browser; readonly home: string }> | undefined;

/** One browser for a file: it takes a second to start. Its home is empty, and gone afterwards. */
async function startBrowser() {
  const home = await mkdtemp(join(tmpdir(), 'mess-browser-'));
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  const executablePath = inject('chromium');
  return { browser: await chromium.launch({ executablePath, args: FLAGS, env }), home };
}

afterAll(async () => {
  if (started === undefined) return;
  const { browser, home } = await started;
  started = undefined;
  await browser.close();
  await rm(home, { recursive: true, force: true });
});

/** A page of a browser that has been nowhere. What it asks of others than the server fails the test. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  started ??= startBrowser();
  const { browser } = await started;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 360, height: 740 },
    locale: 'en-IN',
    ...options,
  });
  const asked: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  context.on('weberror', (error) => errors.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(asked.filter((each) => !each.startsWith(`${url}/`))).toEqual([]);
    // A form that is refused is an answer of 4xx, which the console tells of.
    expect(errors.filter((each) => !/status of (4\d\d)/.test(each))).toEqual([]);
  });
  return context.newPage();
}

let axe: string | undefined;

/** What axe-core finds wrong with a page, as far as it is shown. */
export async function findBarriers(page: Page): Promise<string[]> {
  axe ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const run = 'axe.run(document, { resultTypes: ["violations"] })';
  const { violations } = await page.evaluate<{
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  }>(run);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** By how many pixels a page is wider than what shows it. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}

/**
 * What a thumb does not meet, and fields that a phone zooms into: links in the middle of a sentence are as they
 * are.
 */
export function findSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const each of document.querySelectorAll<HTMLElement>(
      'a, button, input, select, summary',
    )) {
      const target = each.matches('[type=checkbox], [type=radio]') ? each.closest('label') : each;
      const { width, height } = (target ?? each).getBoundingClientRect();
      const isShown = width > 0 && height > 0 && !each.matches('.skip, [type=hidden]');
      const beside = each.parentElement?.textContent?.trim() !== each.textContent?.trim();
      const isInText = each.matches('p > a, li > a, dd > a, caption > a, span > a') && beside;
      if (!isShown || isInText) continue;
      const name = `${each.tagName} ${each.textContent || each.getAttribute('name')}`;
      if (height < 43.5) found.push(`${name}: ${height} pixels high`);
      const isField = each.matches('input, select');
      const letters = Number.parseFloat(getComputedStyle(each).fontSize);
      if (isField && letters < 16) found.push(`${name}: letters of ${letters} pixels`);
    }
    return found;
  });
}

/** Keeps a picture of a page where MESS_PICTURES says, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.MESS_PICTURES;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
