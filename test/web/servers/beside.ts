import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { DuesDocument } from '../../../src/documents/schemas/payments/payments.ts';
import { createHome, type TestMess } from '../../support/mess.ts';
import { createMessNow, runMess } from '../../support/process.ts';
import { countTried } from '../../support/strength.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { askJson, serveInProcess } from '../serve-process.ts';
import { expectOneSeries, type Paid, pay } from './pay.ts';

const STUDENTS = Array.from({ length: 12 }, (_, at) => `S${String(at + 1).padStart(3, '0')}`);
const TOTAL_RUPEES = 12_000;

/** Three desks on the web, and one at the keyboard, which begins a process for each. */
const WEB_DESKS = 3;
const A_WEB_DESK = 40;
const AT_KEYBOARD = 12;

/** The month before, as processes of their own have the clock of the machine. */
function monthBefore(now: Date): string {
  const inIndia = new Date(now.getTime() + 330 * 60_000);
  return new Date(Date.UTC(inIndia.getUTCFullYear(), inIndia.getUTCMonth() - 1, 15))
    .toISOString()
    .slice(0, 7);
}

async function createRoll(month: string): Promise<TestMess> {
  const mess = await createMessNow();
  const rows = STUDENTS.map((id, at) => `${id},Asha Rao ${at},CSE,${9_800_000_000 + at}`);
  const stdin = ['student_id,name,branch,phone', ...rows, ''].join('\n');
  expect(await mess.with({ stdin })('student', 'import', '-')).toMatchObject({ code: 0 });
  await mess.do(`settings --accounts-from ${month}`);
  return mess;
}

/** A process of the command line; begun again where it was told that another one writes. */
async function command(mess: TestMess, line: string): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const { code, stdout, stderr } = await runMess(mess.home, line.split(' '));
    if (code === 7 && tries < 10) continue;
    expect({ line, code, stderr }).toMatchObject({ line, code: 0 });
    return stdout;
  }
}

/** What a night's cron does: a file, the bill, and a backup. */
async function runCron(mess: TestMess, month: string): Promise<string> {
  const rows = STUDENTS.map((id, at) => `${id},${month},${20 + (at % 8)}`);
  const file = await mess.file(
    'days.csv',
    ['student_id,month,days_present', ...rows, ''].join('\n'),
  );
  await command(mess, `attendance import ${file} --quiet`);
  await command(mess, `bill register --month ${month} --total ${TOTAL_RUPEES} --quiet`);
  const backup = join(mess.home, 'night.backup');
  await command(mess, `db backup ${backup} --quiet`);
  return backup;
}

/** Pays at the web and at the keyboard, while the cron runs and a manager looks; then looks at the sums. */
export async function expectAllSucceed(): Promise<void> {
  const month = monthBefore(new Date());
  const mess = await createRoll(month);
  const server = await serveInProcess(mess.home);
  const { json } = await askJson(`${server.url}/adminlogin`, {
    body: { admin_id: OWNER, password: PASSWORD },
  });
  const token: string = json.access_token;
  const studentOf = (n: number) => STUDENTS[n % STUDENTS.length] ?? '';
  const desks = Array.from({ length: WEB_DESKS }, async (_, desk) => {
    const paid: Paid[] = [];
    for (let n = 0; n < countTried(A_WEB_DESK); n += 1) {
      const payment = { studentId: studentOf(n + desk), rupees: 10 * desk + 1, key: randomUUID() };
      paid.push(await pay(server.url, token, payment));
    }
    return paid;
  });
  const keyboard = async () => {
    const paid: Paid[] = [];
    for (let n = 0; n < countTried(AT_KEYBOARD); n += 1) {
      const line = `payment record ${studentOf(n)} --amount 7 --method cash --json`;
      paid.push(JSON.parse(await command(mess, line)));
    }
    return paid;
  };
  let isOver = false;
  const look = async () => {
    while (!isOver) {
      for (const path of ['/api/v1/dues', '/api/v1/status', '/api/v1/bills']) {
        expect([path, (await askJson(server.url + path, { token })).status]).toEqual([path, 200]);
      }
    }
  };
  const work = Promise.all([Promise.all([...desks, keyboard()]), runCron(mess, month)]).finally(
    () => {
      isOver = true;
    },
  );
  const [[paid, backup]] = await Promise.all([work, look()]);
  server.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0 });
  await expectSums(mess, paid.flat(), month);
  // A backup made meanwhile is whole, or it would not be restored.
  expect(await runMess(await createHome(), ['db', 'restore', backup])).toMatchObject({ code: 0 });
}

async function expectSums(mess: TestMess, paid: readonly Paid[], month: string): Promise<void> {
  const rupees = (amounts: readonly (string | null)[]) =>
    amounts.reduce((sum, each) => sum + Math.round(Number(each) * 100), 0) / 100;
  const { payments } = await mess.json<{ payments: Paid[] }>('payment', 'list');
  expectOneSeries(
    payments.map(({ receipt }) => receipt),
    paid.length,
  );
  expect(rupees(payments.map(({ amount }) => amount))).toBe(
    rupees(paid.map(({ amount }) => amount)),
  );
  const { shares } = await mess.json<{ shares: { amount: string }[] }>(
    ...`bill show --month ${month}`.split(' '),
  );
  expect(rupees(shares.map(({ amount }) => amount))).toBe(TOTAL_RUPEES);
  const dues = await mess.json<DuesDocument[]>('dues', 'list');
  expect(rupees(dues.map(({ balance }) => balance))).toBe(
    TOTAL_RUPEES - rupees(paid.map(({ amount }) => amount)),
  );
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
}
