import { expect, test } from 'vitest';
import { startSmtpServer } from '../../support/mail/smtp-server.ts';
import { createMailingMess, emailOf } from '../../support/mail/students.ts';
import { connectPast } from '../../support/server/connection.ts';

test('rows of the outbox that somebody changed by hand stop neither a run nor a list', async () => {
  let isDown = true;
  const server = await startSmtpServer({
    answer: (at) => (at === 'MAIL' && isDown ? '450 not now' : undefined),
  });
  const mess = await createMailingMess(5, server.url);
  await mess('notify', 'bills', '2025-05');
  const db = connectPast(mess.database);
  for (const [no, change] of [
    [1, "kind = 'receipt', about = '2025-26/0099'"],
    [2, "kind = 'receipt', about = 'of May'"],
    [3, "kind = 'news'"],
    [4, "attempts = 'x'"],
    [5, "state = 'sending', changed_at = 'noon'"],
  ] as const) {
    db.run(`update messages set ${change} where no = ${no}`);
  }
  db.run("update messages set next_try = 'tomorrow' where no = 4");
  db.close();
  const { stdout } = await mess('notify', 'list');
  expect(stdout).toContain('again after tomorrow');
  expect(stdout).toMatch(/S0005 .* unknown +noon$/m);
  expect((await mess('status')).code).toBe(0);
  expect((await mess('doctor')).code).toBe(0);

  isDown = false;
  const run = await mess('notify', 'retry', '--now', '--unknown');
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('error: 3 messages could not be sent.\n');
  expect(server.mails.map(({ to }) => to)).toEqual([emailOf('S0004'), emailOf('S0005')]);
  const failed = await mess.json<{ reason: string }[]>('notify', 'list', '--state', 'failed');
  expect(failed.map(({ reason }) => reason)).toEqual([
    'there is no receipt 2025-26/0099',
    'of May is not the number of a receipt',
    'nothing is known of a message of the kind news',
  ]);
});
