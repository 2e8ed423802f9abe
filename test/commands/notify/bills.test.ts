import { expect, test } from 'vitest';
import { startSmtpServer } from '../../support/mail/smtp-server.ts';
import { createMailingMess, decodedText, emailOf, setEmail } from '../../support/mail/students.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';

const COUNTS = {
  ...{ failed: 0, unknown: 0, skipped: 0, before: 0, suspended: 0 },
  ...{ queued: 0, nextTry: null },
};

test('each student gets the own bill, once, and what was sent is in the record', async () => {
  const server = await startSmtpServer();
  const mess = await createMailingMess(3, server.url);
  await mess.do('attendance record S0003 --month 2025-05 --days 15 --quiet');
  await mess.do('bill revise 2025-05 --total 3000 --reason counted --yes --quiet');
  expect(await mess('notify', 'bills', '2025-05')).toEqual({
    code: 0,
    stdout: 'Sent: 3 messages about the bill of May 2025.\n',
    stderr: '',
  });
  expect(server.mails.map(({ from, to }) => [from, to])).toEqual(
    ['S0001', 'S0002', 'S0003'].map((id) => ['office@mess.example.org', emailOf(id)]),
  );
  const texts = server.mails.map(decodedText);
  for (const [at, amount] of ['1,200.00', '1,200.00', '600.00'].entries()) {
    expect(texts[at]).toContain(`Subject: Ganga Mess: your bill of May 2025\n`);
    expect(texts[at]).toContain(`Dear Student ${at + 1},`);
    expect(texts[at]).toContain(`₹${amount}`);
    // What stands at the foot of a sheet says in a mail what it is.
    expect(texts[at]).toMatch(/Record \d+ · [0-9a-f]{12}\. Keep it: by this number/);
    // Nothing of anybody else.
    expect(texts[at]).not.toContain(`Student ${((at + 1) % 3) + 1}`);
  }
  expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(3);
  // Lock screens show it.
  expect(texts[0]).not.toMatch(/^Subject:.*1,200/m);
  expect(server.connections()).toBe(1);

  expect(await mess.json('notify', 'bills', '2025-05')).toEqual({
    ...{ kind: 'bill', about: '2025-05', channel: 'email', dryRun: false, sent: 0 },
    ...{ ...COUNTS, before: 3, stopped: null, messages: [] },
  });
  expect(server.mails).toHaveLength(3);
  const entries = mess.rows<{ command: string; month: string; after: string }>(
    "select command, month, after from audit_entries where command like 'notify%'",
  );
  expect(entries).toEqual([
    {
      command: 'notify bills',
      month: '2025-05',
      after: '{"kind":"bill","about":"2025-05","channel":"email","revision":2,"queued":3}',
    },
  ]);
});

test('--dry-run shows to whom and what, and does nothing', async () => {
  const server = await startSmtpServer();
  const mess = await createMailingMess(1, server.url);
  const before = mess.rows('select * from audit_entries');
  const { code, stdout, stderr } = await mess('notify', 'bills', '2025-05', '--dry-run');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatchInlineSnapshot(`
    "To: Student 1 <s0001@example.org>
    Subject: Ganga Mess: your bill of May 2025

      Dear Student 1,

      your bill of May 2025 is ₹1,000.00.
      Days present: 30

      To pay: ₹1,000.00
      Pay by 10 June 2025.

      Ganga Mess

    Would be sent: 1 message about the bill of May 2025.
    "
  `);
  const { messages } = await mess.json<{ messages: object[] }>(
    ...['notify', 'bills', '2025-05', '--dry-run'],
  );
  expect(messages).toMatchObject([
    { studentId: 'S0001', state: 'queued', to: emailOf('S0001'), reason: null },
  ]);
  expect(mess.rows('select * from audit_entries')).toEqual(before);
  expect(mess.rows('select * from messages')).toEqual([]);
  expect(server.mails).toEqual([]);
});

test('a revised bill is another one, and --again sends what was sent', async () => {
  const server = await startSmtpServer();
  const mess = await createMailingMess(2, server.url);
  const send = (...options: string[]) => mess.json('notify', 'bills', '2025-05', ...options);
  await send();
  await mess.do('bill revise 2025-05 --total 2002 --reason counted --yes --quiet');
  expect(await send()).toMatchObject({ sent: 2, before: 0 });
  expect(await send()).toMatchObject({ sent: 0, before: 2 });
  expect(await send('--again')).toMatchObject({ sent: 2, before: 0 });
  expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(6);
  const rows = mess.rows('select revision, again_no, state from messages order by no');
  expect(rows).toEqual(
    [
      [1, 0],
      [1, 0],
      [2, 0],
      [2, 0],
      [2, 1],
      [2, 1],
    ].map(([revision, again_no]) => ({ revision, again_no, state: 'sent' })),
  );
});

test('who has no address is told, who wants none is skipped, and both may change their mind', async () => {
  const server = await startSmtpServer();
  const mess = await createMailingMess(3, server.url);
  setEmail(mess, 'S0001', null);
  setEmail(mess, 'S0002', emailOf('S0002'), false);
  const { code, stdout, stderr } = await mess('notify', 'bills', '2025-05');
  expect({ code, stdout, stderr }).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "warning: The roll has no e-mail address of S0001: mess student edit ID --email ADDRESS.
    ",
      "stdout": "Sent: 1 message about the bill of May 2025.
    ID     Name       State    Why
    ─────  ─────────  ───────  ──────────────────────────────
    S0001  Student 1  skipped  the roll has no e-mail address
    S0002  Student 2  skipped  the student takes no messages
    ",
    }
  `);
  expect(server.mails.map(({ to }) => to)).toEqual([emailOf('S0003')]);
  expect(await mess.json('notify', 'list', '--state', 'skipped')).toMatchObject([
    { studentId: 'S0001', reason: 'the roll has no e-mail address', attempts: 0 },
    { studentId: 'S0002', reason: 'the student takes no messages' },
  ]);
  setEmail(mess, 'S0001', emailOf('S0001'));
  setEmail(mess, 'S0002', emailOf('S0002'), true);
  expect(await mess.json('notify', 'bills', '2025-05')).toMatchObject({
    ...{ sent: 2, skipped: 0, before: 1 },
  });
  expect(server.mails).toHaveLength(3);
});

test('a bill that was voided while its messages wait is not sent', async () => {
  const server = await startSmtpServer({
    answer: (at) => (at === 'MAIL' ? '451 later' : undefined),
  });
  const mess = await createMailingMess(2, server.url);
  expect((await mess('notify', 'bills', '2025-05')).code).toBe(7);
  await mess.do('bill void 2025-05 --reason wrong --yes --quiet');
  expect(await mess.json('notify', 'retry', '--now')).toMatchObject({ sent: 0, skipped: 2 });
  expect(await mess.json('notify', 'list')).toMatchObject([
    { state: 'skipped', reason: 'the bill was voided' },
    { state: 'skipped' },
  ]);
});

test('without a bill, or a mail server, nothing is queued', async () => {
  const mess = await createMailingMess(1, 'smtp://127.0.0.1:9');
  expect((await mess('notify', 'bills', '2025-07')).code).toBe(3);
  await mess.do('config set smtp --unset');
  expect(await mess('notify', 'bills', '2025-05')).toEqual({
    code: 9,
    stdout: '',
    stderr:
      'error: No mail server is set on this machine.\nhint: mess config set smtp smtp://USER@HOST:587; through a program of your own: --command PROGRAM\n',
  });
  expect(mess.rows('select * from messages')).toEqual([]);
});

test('what is owed from before is told with its own day, and is in the note of UPI', async () => {
  const mess = await createMailingMess(2, 'smtp://127.0.0.1:9');
  await mess.do(
    'settings --upi-address gangamess@sbi --quiet',
    'payment record S0001 --amount 1000 --method cash --quiet',
    'attendance record S0001 --month 2025-06 --days 15 --quiet',
    'attendance record S0002 --month 2025-06 --days 30 --quiet',
  );
  const say = async (id: string) => {
    const rehearsed = ['notify', 'bills', '2025-06', '--dry-run', '--student', id];
    return (await mess(...rehearsed)).stdout.split('\n').map((line) => line.trim());
  };
  const goOn = async (at: string) => {
    mess.now = new Date(at);
    const login = ['admin', 'login', OWNER, '--password-stdin'];
    expect((await mess.with({ stdin: PASSWORD })(...login)).code).toBe(0);
  };
  await mess.do('bill register --month 2025-06 --total 3000 --quiet');
  const early = await say('S0002');
  expect(early).toContain('To pay: ₹3,000.00');
  expect(early).toContain('Pay by 10 June 2025.');
  expect(early).toContain('Pay by UPI to gangamess@sbi, with the note MESS S0002 2025-05.');
  expect(await say('S0001')).toContain('Pay by 10 July 2025.');

  await goOn('2025-06-12T06:00:00Z');
  const late = await say('S0002');
  expect(late).toContain('Late of it: ₹1,000.00, since 10 June 2025');
  expect(late).toContain('The rest by 10 July 2025.');
  expect(late.filter((line) => line.startsWith('Pay by 1'))).toEqual([]);
  const statements = await mess.json('report', 'statements', '2025-06');
  expect(JSON.stringify(statements)).toContain('"note":"MESS S0002 2025-05"');
  expect((await mess('notify', 'dues', '--dry-run', '--student', 'S0002')).stdout).toContain(
    'with the note MESS S0002 2025-05.',
  );
});

test('of an older bill what is paid of it, and apart what is owed from before and of later months', async () => {
  const mess = await createMailingMess(2, 'smtp://127.0.0.1:9');
  await mess.do(
    'attendance record S0001 --month 2025-06 --days 15 --quiet',
    'attendance record S0002 --month 2025-06 --days 30 --quiet',
    'bill register --month 2025-06 --total 3000 --yes --quiet',
    'payment record S0001 --amount 1000 --method cash --quiet',
    'payment record S0002 --amount 300 --method cash --quiet',
  );
  const say = async (month: string, id: string) => {
    const rehearsed = ['notify', 'bills', month, '--dry-run', '--student', id];
    const lines = (await mess(...rehearsed)).stdout.split('\n').map((line) => line.trim());
    return lines.filter((line) => /^(?:your bill|Owed|Paid of|To pay)/.test(line));
  };
  expect(await say('2025-05', 'S0001')).toEqual([
    'your bill of May 2025 is ₹1,000.00.',
    'Paid of it already: ₹1,000.00',
    'Owed of later months: ₹1,000.00',
    'To pay: ₹1,000.00',
  ]);
  expect(await say('2025-06', 'S0001')).toEqual([
    'your bill of June 2025 is ₹1,000.00.',
    'To pay: ₹1,000.00',
  ]);
  expect(await say('2025-05', 'S0002')).toEqual([
    'your bill of May 2025 is ₹1,000.00.',
    'Paid of it already: ₹300.00',
    'Owed of later months: ₹2,000.00',
    'To pay: ₹2,700.00',
  ]);
  expect(await say('2025-06', 'S0002')).toEqual([
    'your bill of June 2025 is ₹2,000.00.',
    'Owed from before: ₹700.00',
    'To pay: ₹2,700.00',
  ]);
});

test('who owes nothing is told so, and of a revised bill that it was corrected', async () => {
  const mess = await createMailingMess(1, 'smtp://127.0.0.1:9');
  await mess.do(
    'payment record S0001 --amount 1500 --method cash --quiet',
    'bill revise 2025-05 --total 1200 --reason counted --yes --quiet',
  );
  const { stdout } = await mess('notify', 'bills', '2025-05', '--dry-run');
  expect(stdout).toContain('  This bill was corrected.\n');
  expect(stdout).toContain('  Nothing is to be paid.\n  You have paid ahead: ₹300.00\n');
  expect(stdout).not.toContain('Pay by');
});

test('--student sends to that one alone, also once more', async () => {
  const server = await startSmtpServer();
  const mess = await createMailingMess(3, server.url);
  const send = (...options: string[]) => mess.json('notify', 'bills', '2025-05', ...options);
  expect(await send('--student', 's0002')).toMatchObject({ sent: 1, before: 0 });
  expect(await send('--student', 'S0002')).toMatchObject({ sent: 0, before: 1 });
  expect(await send()).toMatchObject({ sent: 2, before: 1 });
  expect(await send('--student', 'S0002', '--again')).toMatchObject({ sent: 1 });
  expect(server.mails.map(({ to }) => to)).toEqual(
    ['S0002', 'S0001', 'S0003', 'S0002'].map(emailOf),
  );
  expect((await mess('notify', 'bills', '2025-05', '--student', 'S0009')).code).toBe(3);
  await mess.do('payment record S0003 --amount 1000 --method cash --quiet');
  expect(await mess.json('notify', 'dues', '--student', 'S0003')).toMatchObject({ sent: 0 });
  expect(await mess.json('notify', 'dues', '--student', 'S0001')).toMatchObject({ sent: 1 });
});
