import { expect, test } from 'vitest';
import { startSmtpServer } from '../../support/mail/smtp-server.ts';
import { createMailingMess } from '../../support/mail/students.ts';

/** Bills to four: one failed, one is unknown, one waits, and one was sent. */
async function createTroubled() {
  let isMended = false;
  const answers: Record<string, '550 no' | '451 later' | 'hang up'> = {
    'RCPT s0001': '550 no',
    'RCPT s0002': '451 later',
    '. s0003': 'hang up',
  };
  const server = await startSmtpServer({
    answer: (at, { to }) => (isMended ? undefined : answers[`${at} ${to.split('@')[0]}`]),
  });
  const mess = await createMailingMess(4, server.url);
  expect((await mess('notify', 'bills', '2025-05')).code).toBe(10);
  const mend = () => {
    isMended = true;
  };
  const states = async () =>
    (await mess.json<{ state: string }[]>('notify', 'list')).map(({ state }) => state).join(' ');
  expect(await states()).toBe('failed queued unknown sent');
  return { mess, server, mend, states };
}

test('what is dismissed is no trouble, is not sent any more, and is told in the list and the record', async () => {
  const { mess, server, mend, states } = await createTroubled();
  const { stdout, stderr, code } = await mess(
    ...['notify', 'dismiss', '1-3', '--reason', 'told at the counter'],
  );
  expect([stdout, stderr, code]).toEqual(['Dismissed 3 messages: 1-3.\n', '', 0]);
  expect((await mess('notify', 'list', '--state', 'dismissed')).stdout).toMatchInlineSnapshot(`
    "N  Kind  About    ID     Name       Channel  State      Since
    ─  ────  ───────  ─────  ─────────  ───────  ─────────  ────────────────
    1  bill  2025-05  S0001  Student 1  email    dismissed  2025-06-01 12:00
       told at the counter
    2  bill  2025-05  S0002  Student 2  email    dismissed  2025-06-01 12:00
       told at the counter
    3  bill  2025-05  S0003  Student 3  email    dismissed  2025-06-01 12:00
       told at the counter
    "
  `);
  const entry = (await mess.json<object[]>('audit', 'list')).at(-1);
  expect(entry).toMatchObject({
    subject: 'messages 1-3',
    before: { states: ['queued', 'failed', 'unknown'] },
    after: { state: 'dismissed', count: 3, reason: 'told at the counter' },
  });
  expect(await mess.json('status')).toMatchObject({ messages: [] });
  mend();
  const before = server.mails.length;
  expect(await mess.json('notify', 'retry', '--now', '--failed', '--unknown')).toMatchObject({
    sent: 0,
  });
  expect(await mess.json('notify', 'bills', '2025-05')).toMatchObject({ sent: 0, before: 4 });
  expect(server.mails).toHaveLength(before);
  // On purpose it is sent all the same, as a message of its own.
  const again = ['notify', 'bills', '2025-05', '--again', '--student', 'S0003'];
  expect(await mess.json(...again)).toMatchObject({ sent: 1 });
  expect(await states()).toBe('dismissed dismissed dismissed sent sent');
});

test('all of a state are dismissed, of a month or a kind', async () => {
  const { mess, states } = await createTroubled();
  const none = await mess('notify', 'dismiss', '--queued', '--month', '2025-04');
  expect([none.stdout, none.code]).toEqual(['Nothing changed: no message is like that.\n', 0]);
  await mess.do('notify dismiss --queued --kind dues');
  expect(await states()).toBe('failed queued unknown sent');
  expect(
    await mess.json<object[]>('notify', 'dismiss', '--queued', '--unknown', '-m', '2025-05'),
  ).toMatchObject([
    { no: 2, studentId: 'S0002', state: 'dismissed', reason: null, nextTry: null },
    { no: 3, studentId: 'S0003', state: 'dismissed' },
  ]);
  expect(await states()).toBe('failed dismissed dismissed sent');
});

test('all of those named or none, and what is over stays as it is', async () => {
  const { mess, states } = await createTroubled();
  const refused = async (...args: string[]) => {
    const { code, stderr } = await mess('notify', 'dismiss', ...args);
    return [code, stderr.split('\n')[0]];
  };
  expect(await refused('1', '4')).toEqual([
    8,
    'error: Message 4 is sent, so it cannot be dismissed. Nothing was changed.',
  ]);
  expect(await refused('1', '7', '9-11')).toEqual([3, 'error: There is no message 7, 9-11.']);
  expect(await refused()).toEqual([2, 'error: Which messages?']);
  expect(await refused('1', '--failed')).toEqual([
    2,
    'error: It is said in two ways which messages.',
  ]);
  expect(await refused('1', '--reason', 'x'.repeat(201))).toMatchObject([2, {}]);
  expect(await states()).toBe('failed queued unknown sent');
});
