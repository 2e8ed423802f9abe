import { expect, test } from 'vitest';
import { type SmtpOptions, startSmtpServer } from '../../support/mail/smtp-server.ts';
import { createMailingMess, emailOf } from '../../support/mail/students.ts';
import type { TestMess } from '../../support/mess.ts';

const BILLS = ['notify', 'bills', '2025-05', '--json'];

/** What a run that did not go well has on standard output and standard error. */
async function sendBills(mess: TestMess, ...command: string[]) {
  const { code, stdout, stderr } = await mess(...(command.length === 0 ? BILLS : command));
  return {
    code,
    run: stdout === '' ? {} : JSON.parse(stdout),
    error: stderr === '' ? {} : JSON.parse(stderr).error,
  };
}

async function createWith(count: number, answer: SmtpOptions['answer']) {
  const server = await startSmtpServer(answer && { answer });
  return { server, mess: await createMailingMess(count, server.url) };
}

test('a refused recipient is failed at once, with the words of the server and without the address', async () => {
  const { server, mess } = await createWith(3, (at, { to }) =>
    at === 'RCPT' && to === emailOf('S0002')
      ? '550 5.1.1 <S0002@Example.org>: mailbox s0002 unknown'
      : undefined,
  );
  const { code, run, error } = await sendBills(mess);
  expect([code, error.reason]).toEqual([1, 'messages_failed']);
  const reason = '550 5.1.1 <…>: mailbox … unknown';
  expect(run).toMatchObject({
    ...{ sent: 2, failed: 1, queued: 0, unknown: 0, stopped: null },
    messages: [{ studentId: 'S0002', state: 'failed', reason, nextTry: null }],
  });
  expect(server.mails.map(({ to }) => to)).toEqual([emailOf('S0001'), emailOf('S0003')]);
  // Not again by itself.
  expect(await sendBills(mess)).toMatchObject({ code: 0, run: { sent: 0, before: 3 } });
  expect(await sendBills(mess, 'notify', 'retry', '--json')).toMatchObject({ run: { sent: 0 } });
  expect((await sendBills(mess, 'notify', 'retry', '--failed', '--json')).run).toMatchObject({
    ...{ failed: 1, sent: 0 },
  });
  expect(JSON.stringify(mess.rows('select * from messages'))).not.toContain('example.org');
});

test('454 from message 50 of 100 on: 49 are sent, 51 are queued, and retry sends 51', async () => {
  let isDown = true;
  const { server, mess } = await createWith(100, (at, { mails }) =>
    at === 'MAIL' && isDown && mails >= 49 ? '454 4.7.0 too many, come back later' : undefined,
  );
  const { code, run, error } = await sendBills(mess);
  expect([code, error]).toEqual([
    9,
    {
      code: 'unavailable',
      reason: 'messages_refused',
      exitCode: 9,
      message: 'No more can be sent: 454 4.7.0 too many, come back later.',
      hint: 'nothing of what is queued is lost: once it takes messages again, mess notify retry sends them',
      details: null,
    },
  ]);
  expect(run).toMatchObject({ sent: 49, queued: 51, failed: 0, unknown: 0 });
  // Five were tried, and are to wait.
  const waiting = 'select count(*) as n from messages where next_try is not null';
  expect(Number(mess.rows<{ n: number }>(waiting)[0]?.n)).toBe(5);
  isDown = false;
  const retried = await sendBills(mess, 'notify', 'retry', '--json');
  expect(retried).toMatchObject({ code: 7, run: { sent: 46, queued: 5 } });
  mess.now = new Date(mess.now.getTime() + 60_000);
  expect(await sendBills(mess, 'notify', 'retry', '--json')).toMatchObject({
    ...{ code: 0, run: { sent: 5, queued: 0 } },
  });
  expect(server.mails).toHaveLength(100);
  expect(new Set(server.mails.map(({ to }) => to)).size).toBe(100);
});

test('what is not taken now is tried after 1, 5, 30 and 120 minutes, and then failed', async () => {
  const { mess } = await createWith(1, (at) => (at === 'RCPT' ? '450 mailbox busy' : undefined));
  await mess.do('settings --admin-idle 1440 --admin-session 168 --quiet');
  const waits: number[] = [];
  const retry = () => sendBills(mess, 'notify', 'retry', '--json');
  let { code, run } = await sendBills(mess);
  while (run.nextTry !== null) {
    expect([code, run.queued]).toEqual([7, 1]);
    const next = Date.parse(run.nextTry);
    waits.push((next - mess.now.getTime()) / 60_000);
    mess.now = new Date(next - 1);
    expect((await retry()).run).toMatchObject({ queued: 1, messages: [] });
    mess.now = new Date(next);
    ({ code, run } = await retry());
  }
  expect(waits).toEqual([1, 5, 30, 120]);
  expect([code, run]).toMatchObject([
    1,
    { failed: 1, messages: [{ state: 'failed', reason: '450 mailbox busy' }] },
  ]);
  expect(await mess.json('notify', 'list')).toMatchObject([{ attempts: 5, nextTry: null }]);
});

test('a server that hangs up half-way of the envelope has not taken it', async () => {
  let isBad = true;
  const { server, mess } = await createWith(3, (at, { mails }) => {
    if (at !== 'RCPT' || mails !== 1 || !isBad) return undefined;
    isBad = false;
    return 'hang up';
  });
  // The second connection is another try at once: the first was silent since the mail before.
  expect(await sendBills(mess)).toMatchObject({ code: 0, run: { sent: 3 } });
  expect(server.connections()).toBe(2);
});

test('no answer to the final dot: unknown, and never sent again by itself', async () => {
  let isBad = true;
  const { server, mess } = await createWith(3, (at, { to }) =>
    at === '.' && isBad && to === emailOf('S0002') ? 'hang up' : undefined,
  );
  const { code, run, error } = await sendBills(mess);
  expect([code, error.reason]).toEqual([10, 'messages_unknown']);
  expect(run).toMatchObject({ sent: 2, unknown: 1, queued: 0, failed: 0 });
  expect(run.messages).toMatchObject([{ studentId: 'S0002', state: 'unknown' }]);
  expect(await sendBills(mess)).toMatchObject({ code: 0, run: { sent: 0, before: 3 } });
  expect(await sendBills(mess, 'notify', 'retry', '--json')).toMatchObject({ run: { sent: 0 } });
  isBad = false;
  expect(await sendBills(mess, ...BILLS, '--again')).toMatchObject({ code: 0 });
  const copies = server.mails.filter(({ to }) => to === emailOf('S0002'));
  // By its Message-ID whoever got both knows the second for the first.
  expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
});

test('nobody there: five are tried, and all stay queued', async () => {
  const mess = await createMailingMess(8, 'smtp://127.0.0.1:9');
  const { code, run, error } = await sendBills(mess);
  expect([code, error.reason]).toEqual([9, 'messages_refused']);
  expect(error.message).toContain('ECONNREFUSED');
  expect(run).toMatchObject({ sent: 0, queued: 8, failed: 0 });
  expect(run.messages).toHaveLength(5);
});

test('a wrong password stops at once, nothing counts as tried, and the password is in a file', async () => {
  const server = await startSmtpServer({ credentials: 'office:right' });
  const mess = await createMailingMess(3, `smtp://office@127.0.0.1:${server.port}`);
  const missing = await sendBills(mess);
  expect([missing.code, missing.error.hint]).toEqual([
    9,
    'mess config set smtp-password-file FILE',
  ]);
  const file = await mess.file('smtp', 'wrong\n', 0o600);
  await mess.do(`config set smtp-password-file ${file}`);
  const { code, run, error } = await sendBills(mess);
  expect([code, error.message]).toEqual([
    9,
    'No more can be sent: the sign-in is refused: 535 5.7.8.',
  ]);
  expect(run).toMatchObject({ sent: 0, queued: 3 });
  expect(mess.rows('select distinct attempts, next_try from messages')).toEqual([
    { attempts: 0, next_try: null },
  ]);
  await mess.file('smtp', 'right\n', 0o600);
  expect(await sendBills(mess)).toMatchObject({ code: 0, run: { sent: 3 } });
  await mess.file('open', 'right\n', 0o644);
  await mess.do(`config set smtp-password-file ${mess.home}/open`);
  expect((await sendBills(mess)).error).toMatchObject({ reason: 'unfit_secret' });
});

test('a sender whom the server does not take stops the run', async () => {
  const { mess } = await createWith(2, (at) =>
    at === 'MAIL' ? '553 5.7.1 not your address' : undefined,
  );
  const { code, run } = await sendBills(mess);
  expect([code, run]).toMatchObject([9, { queued: 2, stopped: '553 5.7.1 not your address' }]);
});

test('mail that is refused when it was read is failed, and five in a row stop the run', async () => {
  const { mess } = await createWith(9, (at) => (at === '.' ? '554 5.7.1 spam' : undefined));
  const { code, run } = await sendBills(mess);
  expect([code, run]).toMatchObject([9, { failed: 5, queued: 4, stopped: '554 5.7.1 spam' }]);
});

test('who is anonymised leaves nothing of what a server said', async () => {
  const { mess } = await createWith(1, (at) =>
    at === 'RCPT' ? '550 no Student One here, nor at +91 98765' : undefined,
  );
  expect((await sendBills(mess)).error.message).toBe('1 message could not be sent.');
  const reasons = () => mess.rows<{ reason: string | null }>('select reason from messages');
  expect(reasons()).toEqual([{ reason: '550 no Student One here, nor at +91 98765' }]);
  await mess.do(
    'payment record S0001 --amount 1000 --method cash --quiet',
    'student remove S0001 --on 2025-05-31 --quiet',
    'student anonymise S0001 --yes --quiet',
  );
  expect(reasons()).toEqual([{ reason: null }]);
  expect(await mess.json('notify', 'bills', '2025-05', '--again')).toMatchObject({
    ...{ sent: 0, skipped: 1 },
    messages: [{ name: '(anonymised)', reason: 'the student was anonymised' }],
  });
});

test('what did not go well before is named, with what helps', async () => {
  const { mess } = await createWith(3, (at, { to }) => {
    if (at === 'RCPT' && to === emailOf('S0001')) return '550 nobody';
    return at === '.' && to === emailOf('S0002') ? 'hang up' : undefined;
  });
  expect((await sendBills(mess)).error.message).toBe('It is not known whether 1 message arrived.');
  expect((await mess('notify', 'bills', '2025-05')).stderr).toMatchInlineSnapshot(`
    "warning: Failed before: S0001. mess student edit ID --email ADDRESS corrects an address; mess notify retry --failed tries them again.
    warning: Not known whether it arrived: S0002. mess notify retry --unknown sends them again, and who got one gets a second copy.
    "
  `);
});

test('the password is in nothing that is said, whatever the server says', async () => {
  const secret = 'pass word+1';
  const plain = Buffer.from(`\0office\0${secret}`).toString('base64');
  const base64 = Buffer.from(secret).toString('base64');
  let at: string = 'AUTH';
  const server = await startSmtpServer({
    credentials: `office:${secret}`,
    answer: (stage) =>
      stage === at ? `535 5.7.8 no ${secret}, ${base64} or ${plain} here` : undefined,
  });
  const mess = await createMailingMess(1, `smtp://office@127.0.0.1:${server.port}`);
  await mess.do(`config set smtp-password-file ${await mess.file('smtp', `${secret}\n`, 0o600)}`);
  expect((await sendBills(mess)).error.message).toBe(
    'No more can be sent: the sign-in is refused: 535 5.7.8.',
  );
  at = 'RCPT';
  const { run } = await sendBills(mess);
  expect(run.messages).toMatchObject([{ reason: '535 5.7.8 no …, … or … here' }]);
});
