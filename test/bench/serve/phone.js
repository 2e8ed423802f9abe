import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CHROMIUM = process.env.MESS_CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
];
const RUNS = 5;
/** 3G as it is where many sit in one hall: latency in ms, bytes a second, and a phone four times as slow. */
const NETWORK = {
  offline: false,
  latency: 400,
  downloadThroughput: 50_000,
  uploadThroughput: 50_000,
};
const SLOWER = 4;

/** Until what a student owes is on the screen of a phone, in ms: the median; undefined without a browser. */
export async function measurePhone(url, token) {
  if (!existsSync(CHROMIUM)) return undefined;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const times = [];
    for (let run = 0; run < RUNS; run++) times.push(await openOnce(browser, url, token));
    return times.toSorted((a, b) => a - b)[RUNS >> 1];
  } finally {
    await browser.close();
  }
}

/** A phone that was never there: nothing of the page is kept. */
async function openOnce(browser, url, token) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  await context.addCookies([{ name: 'mess', value: token, url }]);
  const page = await context.newPage();
  const phone = await context.newCDPSession(page);
  await phone.send('Network.enable');
  await phone.send('Network.emulateNetworkConditions', NETWORK);
  await phone.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(`${url}/me`, { waitUntil: 'load' });
  await page.locator('.amount').first().waitFor();
  const found = await page.waitForFunction(
    "performance.getEntriesByName('first-contentful-paint')[0]?.startTime",
  );
  const painted = await found.jsonValue();
  await context.close();
  return painted;
}
