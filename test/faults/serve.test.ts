import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { TestMess } from '../support/mess.ts';
import { createMessNow } from '../support/process.ts';
import { OWNER, PASSWORD } from '../support/template.ts';
import { askJson, serveInProcess } from '../web/serve-process.ts';

const PRELOAD = new URL('preload.mjs', import.meta.url).href;

const STUDENT = { st_id: 'S2', name: 'Ravi', abranch: 'ECE', phone: '9876543211' };
const DAYS = { student_id: 'S1', month: '2025-05', days_present: 21 };

/** What a client sent one after the other, and how often each is in the mess. */
const SENT = [
  ['/adminlogin', { admin_id: OWNER, password: PASSWORD }],
  ['/registerstudent', STUDENT],
  ['/attendance', DAYS],
  ['/billregister', { month: '2025-05', total_month_day: 31, total_expense: 3100 }],
] as const;

/** Sends until the server is gone; tells what was acknowledged. */
async function sendAll(url: string): Promise<string[]> {
  const acknowledged: string[] = [];
  let token: string | undefined;
  for (const [path, body] of SENT) {
    const answer = await askJson(url + path, { token, body }).catch(() => undefined);
    if (answer === undefined) break;
    expect(answer, path).toMatchObject({ status: expect.toSatisfy((code) => code < 300) });
    token ??= answer.json.access_token;
    acknowledged.push(path);
  }
  return acknowledged;
}

/** What is in the mess of all that was sent. */
function findStored(mess: TestMess): Record<string, number> {
  const count = (sql: string) =>
    Number(mess.rows<{ n: number }>(`select count(*) n from ${sql}`)[0]?.n);
  return {
    '/registerstudent': count("students where id = 'S2'"),
    '/attendance': count("attendance where month = '2025-05' and days_hundredths = 2100"),
    '/billregister': count("bills where month = '2025-05' and status = 'live'"),
  };
}

for (const how of ['kill before', 'kill after'] as const) {
  test(`a server, ${how} the N-th write of its requests, keeps what it acknowledged`, async () => {
    let points = 0;
    for (let at = 1; ; at += 1) {
      const mess = await createMessNow();
      await mess.do('student add S1 --name Asha --branch CSE --phone 9876543210');
      const report = `${mess.home}.report`;
      const server = await serveInProcess(mess.home, {
        env: {
          MESS_FAULT: JSON.stringify({ how, at, report }),
          NODE_OPTIONS: `--import ${PRELOAD}`,
        },
      });
      const acknowledged = await sendAll(server.url);
      if (acknowledged.length === SENT.length) server.kill('SIGTERM');
      const { signal, code } = await server.ended;
      const { struck, operation } = JSON.parse(await readFile(report, 'utf8'));
      rmSync(report);
      const stored = findStored(mess);
      for (const path of acknowledged) {
        expect(stored[path] ?? 1, `${path}, ${how} ${at}: ${operation}`).toBe(1);
      }
      expect(await mess('db', 'verify'), `${how} ${at}: ${operation}`).toMatchObject({ code: 0 });
      if (!struck) {
        expect({ signal, code, acknowledged: acknowledged.length }).toEqual({
          signal: null,
          code: 0,
          acknowledged: SENT.length,
        });
        break;
      }
      expect(signal).toBe('SIGKILL');
      points += 1;
    }
    expect(points).toBeGreaterThan(SENT.length);
    console.log(`a server, ${how} the N-th write: ${points} points`);
  });
}
