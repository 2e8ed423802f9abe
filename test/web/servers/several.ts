import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { askJson, type ServingProcess } from '../serve-process.ts';
import { expectOneSeries, PAYMENTS, type Paid, pay } from './pay.ts';

/** So many payments are sent to all servers at once, and so many more to each. */
const SAME = 8;
const OWN = 8;

const signIn = (url: string, password: string) =>
  askJson(`${url}/adminlogin`, { body: { admin_id: OWNER, password } });

/**
 * Asserts that servers of one mess are one mess to their clients.
 *
 * @param mess keeps accounts, has S001 to S004, and no payment yet
 */
export async function expectOneMess(
  mess: TestMess,
  servers: readonly Pick<ServingProcess, 'url'>[],
): Promise<void> {
  const urls = servers.map(({ url }) => url);
  const [first = '', second = ''] = urls;
  const { json } = await signIn(first, PASSWORD);
  const token: string = json.access_token;
  const session = (url: string) => askJson(`${url}/api/v1/session`, { token });
  for (const url of urls) expect(await session(url)).toMatchObject({ status: 200 });

  const paid: Paid[] = [];
  for (let n = 1; n <= SAME; n += 1) {
    const payment = { studentId: 'S001', rupees: n, key: randomUUID() };
    const answers = await Promise.all(urls.map((url) => pay(url, token, payment)));
    // Who lost may know only that it was done, by the record of changes.
    const receipts = answers.filter((each) => 'receipt' in each);
    expect(new Set(receipts.map(({ receipt }) => receipt)).size).toBe(1);
    paid.push(...receipts.slice(0, 1));
  }
  const desks = urls.map(async (url, at) => {
    const given: Paid[] = [];
    for (let n = 0; n < OWN; n += 1) {
      const rupees = 100 * (at + 1) + n;
      given.push(
        await pay(url, token, { studentId: `S00${(n % 4) + 1}`, rupees, key: randomUUID() }),
      );
    }
    return given;
  });
  paid.push(...(await Promise.all(desks)).flat());
  expectOneSeries(
    paid.map(({ receipt }) => receipt),
    SAME + urls.length * OWN,
  );
  const of = ({ receipt, studentId, amount }: Paid) => `${receipt} ${studentId} ${amount}`;
  for (const url of urls) {
    const listed = (await askJson(url + PAYMENTS, { token })).json.payments as readonly Paid[];
    expect(listed.map(of).toSorted()).toEqual(paid.map(of).toSorted());
  }

  // Who guesses at one waits at all.
  expect((await signIn(first, 'wrong')).status).toBe(401);
  expect((await signIn(second, PASSWORD)).status).toBe(429);
  const response = await fetch(`${second}/api/v1/session`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.ok).toBe(true);
  for (const url of urls) expect((await session(url)).status).toBe(401);
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
}
