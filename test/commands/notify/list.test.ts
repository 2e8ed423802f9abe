import { expect, test } from 'vitest';
import { startSmtpServer } from '../../support/mail/smtp-server.ts';
import { createMailingMess } from '../../support/mail/students.ts';
import { signInAs } from '../../support/records/month.ts';
import { createCron } from '../../support/records/service-token.ts';
import { connectPast } from '../../support/server/connection.ts';

test('what became of each, by state, kind, month and student', async () => {
  const server = await startSmtpServer({
    answer: (at, { to }) => (at === 'RCPT' && to.startsWith('s0002') ? '550 no' : undefined),
  });
  const mess = await createMailingMess(2, server.url);
  await mess('notify', 'bills', '2025-05');
  await mess('notify', 'dues');
  const listed = async (...options: string[]) => {
    const all = await mess.json<{ kind: string; studentId: string; state: string }[]>(
      ...['notify', 'list', ...options],
    );
    return all.map(({ kind, studentId, state }) => `${kind} ${studentId} ${state}`);
  };
  expect(await listed()).toEqual([
    'bill S0001 sent',
    'bill S0002 failed',
    'dues S0001 sent',
    'dues S0002 failed',
  ]);
  expect(await listed('--state', 'failed', '--kind', 'bill')).toEqual(['bill S0002 failed']);
  expect(await listed('--month', '2025-06')).toEqual(['dues S0001 sent', 'dues S0002 failed']);
  expect(await listed('--student', 's0001', '2025-05')).toEqual(['bill S0001 sent']);
  expect((await mess('notify', 'list', '--state', 'queued')).stdout).toBe('No such message.\n');
  expect((await mess('notify', 'list', '--month', '2025-05')).stdout).toMatchInlineSnapshot(`
    "N  Kind  About    ID     Name       Channel  State   Since
    ─  ────  ───────  ─────  ─────────  ───────  ──────  ────────────────
    1  bill  2025-05  S0001  Student 1  email    sent    2025-06-01 12:00
    2  bill  2025-05  S0002  Student 2  email    failed  2025-06-01 12:00
       550 no
    "
  `);
  expect((await mess('notify', 'list', '--student', 'S9')).code).toBe(3);
});

test('a manager sends, a viewer looks, a clerk does neither, a token only where that is named', async () => {
  const server = await startSmtpServer();
  const mess = await createMailingMess(1, server.url);
  const plain = await createCron(mess);
  expect(await plain('notify bills 2025-05')).toMatchObject({
    code: 5,
    stderr: expect.stringContaining('--may messages'),
  });
  await mess.do('admin token revoke cron --yes --quiet');
  const sender = await createCron(mess, '--may', 'messages,read');
  expect(await sender.json('notify bills 2025-05')).toMatchObject({ sent: 1 });
  await signInAs(mess, 'viewer');
  expect((await mess('notify', 'list')).code).toBe(0);
  expect((await mess('notify', 'bills', '2025-05')).code).toBe(5);
});

test('what a killed run had in hand is unknown after ten minutes', async () => {
  const server = await startSmtpServer();
  const mess = await createMailingMess(1, server.url);
  await mess.do('notify bills 2025-05 --quiet');
  const at = mess.now.toISOString();
  const db = connectPast(mess.database);
  db.run("update messages set state = 'sending', changed_at = ?", at);
  db.close();
  const states = async () =>
    (await mess.json<{ state: string }[]>('notify', 'list')).map(({ state }) => state);
  mess.now = new Date(mess.now.getTime() + 10 * 60_000 - 1);
  expect(await states()).toEqual(['sending']);
  expect(await mess.json('notify', 'bills', '2025-05', '--again')).toMatchObject({ sent: 0 });
  mess.now = new Date(mess.now.getTime() + 1);
  expect(await states()).toEqual(['unknown']);
  // The run that finds it says so, and the next one has nothing new to say.
  const found = await mess('notify', 'bills', '2025-05', '--json');
  expect([found.code, JSON.parse(found.stdout)]).toMatchObject([
    10,
    { sent: 0, before: 0, unknown: 1, messages: [{ studentId: 'S0001', state: 'unknown' }] },
  ]);
  expect(await mess.json('notify', 'bills', '2025-05')).toMatchObject({ sent: 0, before: 1 });
  expect(await mess.json('notify', 'retry', '--unknown')).toMatchObject({ sent: 1 });
  expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1);
});
