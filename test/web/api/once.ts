import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { type Asking, serveMess } from '../serve-mess.ts';

export const PURCHASE = { date: '2025-05-30', amount: '12.50', head: 'Milk' };
export const PATH = '/api/v1/purchases';

/** The server of a mess with its May, and its owner signed in. */
export async function serveMay() {
  const mess = await createMess();
  await addMay(mess);
  const server = await serveMess(mess);
  const token = await server.signIn();
  const countPurchases = () => mess.rows('select no from purchases').length;
  return { mess, token, countPurchases, ...server };
}

/** A request with a key. */
export function keyed(key: string, body: unknown, token: string, method = 'POST'): Asking {
  return { method, body, token, headers: { 'idempotency-key': key } };
}

/** Sends a request many times at once to two servers of a mess. */
export async function expectDoneOnce(): Promise<void> {
  const { mess, ask, token, countPurchases } = await serveMay();
  const other = await serveMess(mess);
  const key = randomUUID();
  const answers = await Promise.all(
    [ask, other.ask, ask, other.ask].map((each) => each(PATH, keyed(key, PURCHASE, token))),
  );
  expect(countPurchases()).toBe(1);
  for (const { status, json } of answers) {
    // The one that lost may know only that it was done: the answer is kept after the change.
    expect([200, 201]).toContain(status);
    expect(json.no ?? json.entries[0].command).toSatisfy((is) => is === 1 || is === 'purchase add');
  }
}
