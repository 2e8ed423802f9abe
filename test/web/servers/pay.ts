import { expect } from 'vitest';
import { askJson } from '../serve-process.ts';

export const PAYMENTS = '/api/v1/payments';

export interface Paid {
  readonly receipt: string;
  readonly studentId: string;
  readonly amount: string;
}

/** As often as a client of good will asks again where it is told to. */
const TRIES = 20;

/**
 * Pays at a server, and where that is busy once more with the same key, until it is taken.
 *
 * @returns what it answered
 */
export async function pay(
  url: string,
  token: string,
  { studentId, rupees, key }: { studentId: string; rupees: number; key: string },
): Promise<Paid> {
  const body = { studentId, amount: String(rupees), method: 'cash', again: true };
  for (let tries = 1; ; tries += 1) {
    const { status, json } = await askJson(url + PAYMENTS, { token, body, key });
    if (status === 503 && tries < TRIES) {
      expect(json.error.code).toBe('busy');
      continue;
    }
    expect({ status, json }).toMatchObject({ status: 200 });
    return json;
  }
}

/** Asserts that receipts are 1 to n of one series, whoever gave them. */
export function expectOneSeries(receipts: readonly string[], count: number): void {
  const [series] = receipts[0]?.split('/') ?? [];
  expect(receipts.toSorted()).toEqual(
    Array.from({ length: count }, (_, at) => `${series}/${String(at + 1).padStart(4, '0')}`),
  );
}
