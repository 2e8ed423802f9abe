import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Mail, type SmtpServer, startSmtpServer } from '../support/mail/smtp-server.ts';
import { fillMailingMess } from '../support/mail/students.ts';
import type { TestMess } from '../support/mess.ts';
import { createMessNow, runMess, runShell, startMess } from '../support/process.ts';
import { connectPast } from '../support/server/connection.ts';
import { runFaulty } from './child.ts';

const STUDENTS = 2000;
const BILLS = ['notify', 'bills', '2025-05', '--rate', '1000', '--json'];

/** Kills a run once the server has taken so many mails in all. */
async function killAt(mess: TestMess, { mails }: SmtpServer, count: number): Promise<void> {
  const { child, ended } = startMess(mess.home, BILLS);
  while (mails.length < count && child.exitCode === null) await sleep(1);
  child.kill('SIGKILL');
  expect((await ended).signal).toBe('SIGKILL');
}

function byStudent(mails: readonly Mail[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { to, messageId } of mails) {
    found.set(to, (found.get(to) ?? new Set()).add(messageId));
  }
  return found;
}

/** Ten minutes pass over what is in nobody's hands any more. */
function letTimePass(mess: TestMess): void {
  const db = connectPast(mess.database);
  mess.now = new Date();
  const longAgo = new Date(mess.now.getTime() - 11 * 60_000).toISOString();
  db.run("update messages set changed_at = ? where state = 'sending'", longAgo);
  db.close();
}

test('of 2,000 mails, the sender killed three times, each arrives once and what is not known is named', async () => {
  const server = await startSmtpServer();
  const mess = await createMessNow();
  await fillMailingMess(mess, STUDENTS, server.url);
  for (const count of [300, 800, 1500]) await killAt(mess, server, count);
  const { code, stdout, stderr } = await runMess(mess.home, BILLS);
  expect([code, stderr]).toEqual([0, '']);
  const run = JSON.parse(stdout);
  expect(run).toMatchObject({ queued: 0, failed: 0 });

  // No mail came twice, and of who got none it is said that it is not known.
  expect(byStudent(server.mails).size).toBe(server.mails.length);
  letTimePass(mess);
  type Listed = { studentId: string; state: string };
  const listed = await mess.json<Listed[]>('notify', 'list');
  const unknown = listed.filter(({ state }) => state !== 'sent');
  expect(listed).toHaveLength(STUDENTS);
  expect(unknown.every(({ state }) => state === 'unknown')).toBe(true);
  expect(unknown.length).toBeLessThanOrEqual(3);
  const arrived = new Set(server.mails.map(({ to }) => to));
  const missing = listed.filter(
    ({ studentId }) => !arrived.has(`${studentId.toLowerCase()}@example.org`),
  );
  expect(unknown).toEqual(expect.arrayContaining(missing));
  // Whoever comes next says so, once.
  const next = await runMess(mess.home, ['notify', 'retry', '--json']);
  expect([next.code, JSON.parse(next.stdout)]).toMatchObject([
    unknown.length === 0 ? 0 : 10,
    { sent: 0, unknown: unknown.length },
  ]);
  expect((await runMess(mess.home, ['notify', 'retry'])).stdout).toBe('Sent: 0 messages.\n');

  const retried = await runMess(mess.home, ['notify', 'retry', '--unknown', '--json']);
  expect([retried.code, JSON.parse(retried.stdout).sent]).toEqual([0, unknown.length]);
  const found = byStudent(server.mails);
  expect(found.size).toBe(STUDENTS);
  // As whoever knows a Message-ID again sees it.
  expect([...found.values()].every((ids) => ids.size === 1)).toBe(true);
});

test('two senders at once send each mail once', async () => {
  const server = await startSmtpServer();
  const mess = await createMessNow();
  await fillMailingMess(mess, 300, server.url);
  const runs = await Promise.all([1, 2].map(() => runMess(mess.home, BILLS)));
  const reports = runs.map(({ stdout }) => JSON.parse(stdout));
  expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(reports[0].sent + reports[1].sent).toBe(300);
  expect(server.mails).toHaveLength(300);
  expect(byStudent(server.mails).size).toBe(300);
  expect(mess.rows("select no from messages where state <> 'sent'")).toEqual([]);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a run between two mails', async (signal, exit) => {
  const server = await startSmtpServer();
  const mess = await createMessNow();
  await fillMailingMess(mess, 300, server.url);
  const { child, ended } = startMess(mess.home, ['notify', 'bills', '2025-05', '--rate', '50']);
  while (server.mails.length < 20) await sleep(1);
  child.kill(signal);
  const { code, stderr } = await ended;
  const { length } = server.mails;
  expect([code, stderr]).toEqual([
    exit,
    `error: Interrupted: ${length} sent, ${300 - length} still queued.\nhint: mess notify retry\n`,
  ]);
  expect(mess.rows("select no from messages where state = 'sending'")).toEqual([]);
  const retried = await runMess(mess.home, ['notify', 'retry', '--rate', '1000', '--json']);
  expect([retried.code, JSON.parse(retried.stdout).sent]).toEqual([0, 300 - length]);
  expect(byStudent(server.mails).size).toBe(server.mails.length);
});

test('an end that is asked for while the server is silent puts the message back', async () => {
  let isSilent = false;
  const server = await startSmtpServer({
    answer: (at, { mails }) => {
      if (at !== 'RCPT' || mails < 1) return undefined;
      isSilent = true;
      return 'silence';
    },
  });
  const mess = await createMessNow();
  await fillMailingMess(mess, 3, server.url);
  const { child, ended } = startMess(mess.home, ['notify', 'bills', '2025-05']);
  while (!isSilent) await sleep(1);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({
    code: 143,
    stderr: 'error: Interrupted: 1 sent, 2 still queued.\nhint: mess notify retry\n',
  });
  expect(mess.rows("select attempts from messages where state = 'queued'")).toEqual([
    { attempts: 0 },
    { attempts: 0 },
  ]);
});

test('what is recorded in the middle of a run is in the letters after it', async () => {
  const mess = await createMessNow();
  await fillMailingMess(mess, 3, 'smtp://127.0.0.1:9');
  const program = await mess.file(
    'send',
    `#!/bin/bash
cat >> "${mess.home}/taken"
[ -e "${mess.home}/paid" ] && exit 0
touch "${mess.home}/paid"
mess payment record S0002 --amount 400 --method cash --quiet &&
  mess payment record S0003 --amount 1000 --method cash --quiet
`,
    0o755,
  );
  const run = `export -f mess; mess notify dues --command ${program} --json`;
  const { code, stdout } = await runShell(mess.home, run);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { sent: 2, skipped: 1 }]);
  const letters = (await readFile(`${mess.home}/taken`, 'utf8')).trim().split('\n');
  expect(letters.map((letter) => /₹[\d,.]+\d/.exec(letter)?.[0])).toEqual(['₹1,000.00', '₹600.00']);
});

/** What a run that met a full disk came to, against what the server has, and what is done once there is room. */
async function expectTold(how: 'full once' | 'full for good', at: number): Promise<boolean> {
  const server = await startSmtpServer();
  const mess = await createMessNow();
  await fillMailingMess(mess, 3, server.url);
  const ended = await runFaulty(mess.home, BILLS, { how, at });
  const taken = server.mails.length;
  const point = `${how} ${at}: ${ended.operation}`;
  if (ended.struck && ended.code !== 0) {
    const { message, hint, reason } = JSON.parse(ended.stderr).error;
    expect([ended.code, reason], point).toEqual([9, 'disk_full']);
    const isQueued = mess.rows('select no from messages').length > 0;
    if (!isQueued) expect([message, taken]).toEqual([expect.stringMatching(/Nothing was ch/), 0]);
    else {
      const { sent, queued, unknown } = JSON.parse(ended.stdout);
      expect([sent + queued + unknown, sent + unknown], point).toEqual([3, taken]);
      const lost = `, what became of the message to S000${taken} is not known`;
      expect(message, point).toBe(
        `Broken off: ${sent} sent, ${queued} still queued${unknown ? lost : ''}. The disk that holds ${mess.label} is full.`,
      );
      expect(hint).toMatch(/^once that is put right, mess notify retry sends what is queued/);
    }
  }
  if (!ended.struck) return false;
  letTimePass(mess);
  const again = await runMess(mess.home, BILLS);
  expect([0, 10], point).toContain(again.code);
  // Each arrived, and none twice.
  expect(byStudent(server.mails).size, point).toBe(3);
  expect(server.mails, point).toHaveLength(3);
  return true;
}

test.each(['full once', 'full for good'] as const)(
  'a disk without room in the middle of a run, %s: how many were sent is said, and each arrives once',
  async (how) => {
    let points = 0;
    while (await expectTold(how, points + 1)) points += 1;
    expect(points).toBeGreaterThan(12);
    console.log(`messages, ${how}: ${points} points`);
  },
);
