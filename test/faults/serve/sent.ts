import { expect } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { createMessNow } from '../../support/process.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { askJson, type ServingProcess, serveInProcess } from '../../web/serve-process.ts';

const PRELOAD = new URL('../preload.mjs', import.meta.url).href;

const STUDENT = { st_id: 'S2', name: 'Ravi', abranch: 'ECE', phone: '9876543211' };
const DAYS = { student_id: 'S1', month: '2025-05', days_present: 21 };
const PAYMENT = { studentId: 'S1', amount: '50', method: 'cash', again: true };

const PAYMENTS = '/api/v1/payments';

/** What a client sends one after the other. */
export const SENT = [
  ['/adminlogin', { admin_id: OWNER, password: PASSWORD }],
  ['/registerstudent', STUDENT],
  ['/attendance', DAYS],
  ['/billregister', { month: '2025-05', total_month_day: 31, total_expense: 3100 }],
  [PAYMENTS, PAYMENT],
] as const;

/** A mess with one student, which keeps accounts. */
export async function createAccounts(): Promise<TestMess> {
  const mess = await createMessNow();
  await mess.do(
    'student add S1 --name Asha --branch CSE --phone 9876543210',
    'settings --accounts-from 2025-05',
  );
  return mess;
}

/** Its server, with a fault at one of its writes. The preload says in the report where it struck. */
export function serveFaulty(
  mess: TestMess,
  fault: { readonly how: string; readonly at: number; readonly report: string },
): Promise<ServingProcess> {
  return serveInProcess(mess.home, {
    env: { MESS_FAULT: JSON.stringify(fault), NODE_OPTIONS: `--import ${PRELOAD}` },
  });
}

/** What is in the mess of all that was sent, by its path. */
function findStored(mess: TestMess): Record<string, number> {
  const count = (sql: string) =>
    Number(mess.rows<{ n: number }>(`select count(*) n from ${sql}`)[0]?.n);
  return {
    '/registerstudent': count("students where id = 'S2'"),
    '/attendance': count("attendance where month = '2025-05' and days_hundredths = 2100"),
    '/billregister': count("bills where month = '2025-05' and status = 'live'"),
    [PAYMENTS]: count("ledger_entries where kind = 'payment'"),
  };
}

/** Asserts that what was acknowledged is stored once, and that nothing is stored by halves. */
export async function expectStored(
  mess: TestMess,
  acknowledged: readonly string[],
  point: string,
): Promise<void> {
  const stored = findStored(mess);
  for (const path of acknowledged) expect(stored[path] ?? 1, `${path}, ${point}`).toBe(1);
  expect(await mess('db', 'verify'), point).toMatchObject({ code: 0 });
}

/** Asserts that the receipts are 1 to n, also of the payment that comes next. */
export async function expectNoGap(mess: TestMess, point: string): Promise<void> {
  await mess.do('payment record S1 --amount 7 --method cash');
  const { payments } = await mess.json<{ payments: { receipt: string }[] }>('payment', 'list');
  const [series] = payments[0]?.receipt.split('/') ?? [];
  expect(
    payments.map(({ receipt }) => receipt),
    point,
  ).toEqual(payments.map((_, index) => `${series}/${String(index + 1).padStart(4, '0')}`));
}

/** Sends one of them; undefined where the server is gone. */
export function sendOne(url: string, [path, body]: (typeof SENT)[number], token?: string) {
  return askJson(url + path, { token, body }).catch(() => undefined);
}
