import { importText } from '../../../support/books/import-text.ts';
import type { TestMess } from '../../../support/mess.ts';
import { createBilledMay } from '../../../support/records/month.ts';
import { type Answered, serveMess, type TestServer } from '../../serve-mess.ts';

/** Of a bank: one line that says whose it is, and one that does not. */
export const STATEMENT = `Account No : 50100000001234
Date,Narration,Ref,Debit,Credit,Balance
01/06/2025,UPI/515212345601/MESS S002 2025-05/UNCLE@OKAXIS,515212345601,,100.00,1100.00
01/06/2025,UPI/515212345602/SOMEBODY@OKAXIS,515212345602,,60.00,1160.00
`;

/**
 * The four and their May, billed 60,000.00 and revised for charges: S002 had guests, S003 a discount, S004 has
 * paid too much, and of S001 a deposit is held.
 */
export async function createAccounts(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05 --late-fee "from 11: 50" --quiet',
    'charge add S002 --month 2025-05 --kind guest --quantity 3 --rate 60',
    'charge add S003 --month 2025-05 --kind discount --amount 100 --note "helped in the kitchen"',
    'bill revise --month 2025-05 --reason "guests and discounts" --yes --quiet',
    'opening set S003 --amount 12.50',
    'payment record S001 --amount 5000 --method cash',
    'payment record S004 --amount 18000 --method upi --reference 515412345678',
    'deposit receive S001 --amount 2000 --method cash',
    'month close --month 2025-04 --as-is --reason "before the mess began"',
    'admin token create cron',
  );
  await importText(mess, 'payment import --yes', STATEMENT);
  return mess;
}

/** A server of it, and how its owner asks. */
export async function serveAccounts(): Promise<{
  readonly mess: TestMess;
  readonly server: TestServer;
  /** Of the owner. */
  readonly token: string;
  readonly get: (path: string) => Promise<Answered>;
  readonly send: (method: string, path: string, body?: object) => Promise<Answered>;
  readonly post: (path: string, body: object) => Promise<Answered>;
}> {
  const mess = await createAccounts();
  const server = await serveMess(mess);
  const token = await server.signIn();
  const send = (method: string, path: string, body?: object) =>
    server.ask(`/api/v1${path}`, { method, token, body });
  return {
    mess,
    server,
    token,
    send,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
  };
}

/** What is refused, with which status and why. */
export function refusal(status: number, reason: string) {
  return { status, json: { error: { reason } } };
}
