import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMinor, MAX_AMOUNT_MINOR } from '../../../../src/domain/values/money.ts';
import { readAmount } from '../../../../src/web/api/input.ts';
import { createMess } from '../../../support/mess.ts';
import { serveMess } from '../../serve-mess.ts';

/** A mess with something bought, to be changed. */
async function serveBought() {
  const mess = await createMess();
  await mess.do('purchase add --date 2025-05-31 --amount 1 --head Milk --quiet');
  const { url, signIn } = await serveMess(mess);
  const authorization = `Bearer ${await signIn()}`;
  /** As it is written: a number of JavaScript would be another one already. */
  return async (method: string, path: string, body: string) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/v1/purchases${path}`, { method, headers, body });
    return { status: response.status, json: await response.json() };
  };
}

test.each([
  ['74000.5', '74000.50'],
  ['45035996273704.95', '45035996273704.95'],
  ['"80000000000000.01"', '80000000000000.01'],
])('%s is stored as it was sent', async (sent, stored) => {
  const send = await serveBought();
  expect(await send('PATCH', '/1', `{"amount":${sent}}`)).toMatchObject({ status: 200 });
  const { json } = await send('GET', '?month=2025-05', undefined as never);
  expect(JSON.stringify(json)).toContain(`"amount":"${stored}"`);
});

test.each([
  ['PATCH', '/1', '{"amount":70368744177664.09}'],
  ['POST', '', '{"amount":80000000000000.01,"date":"2025-05-31","head":"Milk"}'],
])('%s of what a number of JSON does not say exactly is refused', async (method, path, body) => {
  const send = await serveBought();
  const refused = await send(method, path, body);
  expect(refused).toMatchObject({
    status: 422,
    json: { error: { reason: 'bad_value', details: { field: 'amount', code: 'bad_amount' } } },
  });
  expect(refused.json.error.message).toContain('send it as text, like "80000000000000.01"');
});

test.each([
  ['INR', 2],
  ['KWD', 3],
  ['JPY', 0],
])('a number is the amount that was written or refused, in %s', (currency, currencyDecimals) => {
  const mess = { settings: { currency, currencyDecimals } } as never;
  const amounts = fc.oneof(
    fc.bigInt({ min: 1n, max: MAX_AMOUNT_MINOR }),
    fc.bigInt({ min: 2n ** 52n - 1000n, max: 2n ** 52n + 1000n }),
    fc.nat({ max: 1e9 }).map((minor) => BigInt(minor) + 1n),
  );
  fc.assert(
    fc.property(amounts, (minor) => {
      const sent = JSON.parse(formatMinor(minor, currencyDecimals));
      const read = () => readAmount(mess, 'amount', sent);
      if (minor > 2n ** 52n) expect(read).toThrow(/send it as text|decimals|largest/);
      else expect(read()).toBe(minor);
    }),
    { numRuns: 2000 },
  );
});
