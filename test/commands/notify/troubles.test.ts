import { expect, test } from 'vitest';
import { type OwnAnswer, type Stage, startSmtpServer } from '../../support/mail/smtp-server.ts';
import { createMailingMess } from '../../support/mail/students.ts';
import type { TestMess } from '../../support/mess.ts';
import { passMs } from '../../support/records/sign-in.ts';
import { PASSWORD } from '../../support/template.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

interface Check {
  readonly check: string;
  readonly state: string;
  readonly message: string;
  readonly hint: string | null;
}

async function look(mess: TestMess) {
  await mess.with({ stdin: PASSWORD })('admin', 'login', 'warden', '--password-stdin');
  const { stdout } = await mess('status');
  const { messages } = await mess.json<{ messages: object[] }>('status');
  const checks = await mess.json<Check[]>('doctor');
  return {
    messages,
    lines: stdout
      .split('\n')
      .map((line) => line.slice(11))
      .filter((line) => line.includes('message')),
    checks: checks
      .filter(({ check }) => check === 'messages')
      .map(({ state, message, hint }) => [state, message, hint]),
  };
}

const FINE = [['ok', 'No message failed or waits for long.', null]];

test('what did not arrive is told by status and doctor, with what helps, and no more when it is over', async () => {
  const answers: Record<string, OwnAnswer> = {
    'RCPT s0001': '550 5.1.1 no such user',
    'RCPT s0002': '451 4.3.0 later',
    '. s0003': 'hang up',
  };
  let isMended = false;
  const answer = (at: Stage, { to }: { readonly to: string }) =>
    isMended ? undefined : answers[`${at} ${to.split('@')[0]}`];
  const mess = await createMailingMess(4, (await startSmtpServer({ answer })).url);
  expect(await look(mess)).toEqual({ messages: [], lines: [], checks: FINE });
  expect((await mess('notify', 'bills', '2025-05')).code).toBe(10);

  const failed = '1 message by e-mail failed';
  const unknown = '1 message by e-mail may have arrived or not';
  const told = {
    messages: [
      {
        ...{ channel: 'email', failed: 1, unknown: 1 },
        ...{ waiting: 0, waitingSince: null, refused: null },
      },
    ],
    lines: [
      `${failed} (mess notify list --state failed)`,
      `${unknown} (mess notify list --state unknown)`,
    ],
    checks: [
      ['attention', `${failed}.`, 'mess notify list --state failed says why'],
      ['attention', `${unknown}.`, 'mess notify list --state unknown says of whom'],
    ],
  };
  // It is to be tried after a minute, and that is nobody's fault for a quarter of an hour.
  const [queued] = await mess.json<{ nextTry: string }[]>('notify', 'list', '--state', 'queued');
  const due = queued?.nextTry ?? '';
  mess.now = new Date(Date.parse(due) + 15 * MINUTE_MS - 1);
  expect(await look(mess)).toEqual(told);
  passMs(mess, 1);
  const waits = '1 message by e-mail waits to be sent since 2025-06-01 12:01';
  const waiting = await look(mess);
  expect(waiting).toEqual({
    messages: [{ ...told.messages[0], waiting: 1, waitingSince: due }],
    lines: [...told.lines, `${waits} (mess notify retry)`],
    checks: told.checks,
  });
  passMs(mess, DAY_MS);
  expect((await look(mess)).checks).toEqual([
    ...told.checks,
    [
      'attention',
      `${waits}.`,
      'mess notify list --state queued says why; a line for cron sends them: mess help messages',
    ],
  ]);
  expect((await mess('doctor')).code).toBe(0);
  const [sheet] = (await mess('status', '--format', 'csv')).stdout.split('\n').slice(1);
  expect(sheet).toMatch(/,1,1,1$/);

  isMended = true;
  await mess.do('notify retry --failed --unknown --quiet');
  expect(await look(mess)).toEqual({ messages: [], lines: [], checks: FINE });
});

test('who refuses every message is quoted at once', async () => {
  const server = await startSmtpServer({
    answer: (at) => (at === 'MAIL' ? '530 5.7.0 authentication required' : undefined),
  });
  const mess = await createMailingMess(2, server.url);
  expect((await mess('notify', 'bills', '2025-05')).code).toBe(9);
  const { lines, checks } = await look(mess);
  expect(lines).toEqual([
    expect.stringMatching(/^2 messages by e-mail wait .*530 .* \(mess notify retry\)$/),
  ]);
  const message = expect.stringMatching(/^2 messages by e-mail wait .*530 5.7.0/);
  expect(checks).toMatchObject([['attention', message, {}]]);
});

test('a program that says later is named with its command, and what is old is not told any more', async () => {
  const mess = await createMailingMess(1, (await startSmtpServer()).url);
  const program = await mess.file('later', '#!/bin/sh\nexit 75\n', 0o700);
  const later = await mess('notify', 'bills', '2025-05', '--command', program);
  expect(later.code).toBe(7);
  expect(later.stderr).toContain('To be tried again: 1 message.');
  expect((await mess('notify', 'dues', '--command', 'false')).code).toBe(1);
  passMs(mess, 31 * DAY_MS);
  const failed = '1 message through a program failed (mess notify list --state failed)';
  const waits =
    '1 message through a program waits to be sent since 2025-06-01 12:01 (mess notify retry --command PROGRAM)';
  expect((await look(mess)).lines).toEqual([failed, waits]);
  passMs(mess, 1);
  expect((await look(mess)).lines).toEqual([waits]);
});
