import { expect, test } from 'vitest';
import { startSmtpServer } from '../../support/mail/smtp-server.ts';
import { createMailingMess, decodedText, emailOf } from '../../support/mail/students.ts';
import type { TestMess } from '../../support/mess.ts';

const STATEMENT = `Account No : 50100000001234
Date,Narration,Ref,Debit,Credit,Balance
01/06/2025,UPI/515212345601/MESS S0001 2025-05/A@OKAXIS,515212345601,,100.00,1100.00
01/06/2025,UPI/515212345602/MESS S0002 2025-05/B@OKAXIS,515212345602,,60.00,1160.00
01/06/2025,UPI/515212345603/LUNCH/C@OKAXIS,515212345603,,40.00,1200.00
01/06/2025,UPI/515212345604/NOBODY/D@OKAXIS,515212345604,,55.00,1255.00
01/06/2025,UPI/515212345605/MESS S0003 2025-05/E@OKAXIS,515212345605,,70.00,1325.00
01/06/2025,UPI/515212345606/MESS S0001 2025-05/A@OKAXIS,515212345606,,30.00,1355.00
`;

/** The account of three students, of whom one paid twice, one payment was taken back and one assigned. */
async function createPaid(smtpUrl: string): Promise<TestMess> {
  const mess = await createMailingMess(3, smtpUrl);
  await mess.do(`payment import ${await mess.file('june.csv', STATEMENT)} --account hdfc --yes`);
  const suspense = await mess.json<{ no: number }[]>('payment', 'suspense', 'list');
  await mess.do(
    `payment suspense assign ${suspense[0]?.no} S0002 --yes`,
    'payment reverse 2025-26/0003 --bounced --reason bounced --yes --quiet',
  );
  return mess;
}

const receiptsIn = (mails: readonly { readonly raw: string }[]) =>
  mails.map((mail) => /receipt (\S+)/.exec(decodedText(mail))?.[1]);

test('of all that an import booked each goes once, what was taken back is skipped, suspense is said', async () => {
  const server = await startSmtpServer();
  const mess = await createPaid(server.url);
  const dry = await mess.json<{ messages: { state: string; about: string }[] }>(
    ...['notify', 'receipt', '--import', '2', '--dry-run'],
  );
  expect(dry).toMatchObject({ kind: 'receipt', about: null, queued: 4, skipped: 1, suspended: 1 });
  expect(mess.rows('select * from messages')).toEqual([]);
  expect(await mess('notify', 'receipt', '--import', '2')).toEqual({
    code: 0,
    stdout: [
      'Sent: 4 messages about receipts.',
      'About         ID     Name       State    Why',
      '────────────  ─────  ─────────  ───────  ──────────────────────────',
      '2025-26/0003  S0003  Student 3  skipped  the payment was taken back',
      '',
    ].join('\n'),
    stderr:
      "warning: In suspense, and without a receipt: 1 line of the bank's file. mess payment suspense lists them.\n",
  });
  expect(receiptsIn(server.mails)).toEqual([
    '2025-26/0001',
    '2025-26/0002',
    '2025-26/0005',
    '2025-26/0004',
  ]);
  // One was given for no month, and says what it paid, as the sheet under it does.
  expect(server.mails.map((mail) => /^For: (.*)$/m.exec(decodedText(mail))?.[1])).toEqual(
    Array(4).fill('May 2025'),
  );
  expect(server.mails.map(({ to }) => to)).toEqual(
    ['S0001', 'S0002', 'S0002', 'S0001'].map(emailOf),
  );
  expect(await mess.json('notify', 'receipt', '--import', '2')).toMatchObject({
    ...{ sent: 0, before: 4, skipped: 1 },
  });
  expect(await mess.json('notify', 'receipt', '--import', '2', '--again')).toMatchObject({
    ...{ sent: 4, before: 0, skipped: 1 },
  });
  const told = mess.rows<{ subject: string; after: string }>(
    "select subject, after from audit_entries where command = 'notify receipt'",
  );
  expect(told).toEqual([
    { subject: null, after: '{"kind":"receipt","importNo":2,"channel":"email","queued":4}' },
    { subject: null, after: '{"kind":"receipt","importNo":2,"channel":"email","queued":4}' },
  ]);
});

test('of several and of days, each once whatever it was called by; nothing else that waits goes with them', async () => {
  let isDown = true;
  const server = await startSmtpServer({
    answer: (at) => (at === 'MAIL' && isDown ? '450 no' : undefined),
  });
  const mess = await createPaid(server.url);
  expect((await mess('notify', 'receipt', '2025-26/0001')).code).toBe(7);
  isDown = false;
  // So that it is due.
  mess.now = new Date(mess.now.getTime() + 2 * 60_000);
  const two = ['2025-26/0002', '2025-26/0005,2025-26/2', '2025-26/0003'];
  expect(await mess.json('notify', 'receipt', ...two)).toMatchObject({
    ...{ about: null, sent: 2, queued: 0, skipped: 1, before: 0 },
    messages: [{ about: '2025-26/0003', state: 'skipped', reason: 'the payment was taken back' }],
  });
  expect(receiptsIn(server.mails)).toEqual(['2025-26/0002', '2025-26/0005']);
  await mess.do(
    'payment record S0003 --amount 5 --method cash --date 2025-05-31 --quiet',
    'notify retry --now --quiet',
  );
  const days = ['--from', '2025-06-01', '--to', '2025-06-30'];
  expect(await mess.json('notify', 'receipt', ...days)).toMatchObject({ sent: 1, before: 3 });
  expect(receiptsIn(server.mails)).toEqual(
    ['0002', '0005', '0001', '0004'].map((number) => `2025-26/${number}`),
  );
  expect(await mess.json('notify', 'receipt', '--to', '2025-05-31')).toMatchObject({ sent: 1 });
  expect(await mess('notify', 'receipt', '--from', '2026-06-01')).toEqual({
    code: 0,
    stdout: 'Sent: 0 messages about receipts.\n',
    stderr: '',
  });
});

test('what is not there, or said in two ways, sends nothing', async () => {
  const server = await startSmtpServer();
  const mess = await createPaid(server.url);
  const before = mess.rows('select * from audit_entries');
  const hint = 'hint: give the numbers of receipts, --import N, or --from and --to\n';
  for (const [args, code, stderr] of [
    [[], 2, `error: Of which payments?\n${hint}`],
    [
      ['2025-26/0001', '--import', '2'],
      2,
      `error: It is said in two ways of which payments.\n${hint}`,
    ],
    [['2025-26/0001', '2025-26/0099'], 3, 'error: There is no receipt 2025-26/0099.\n'],
    [['--import', '9'], 3, 'error: There is no import 9.\n'],
    [['--import', '1'], 8, 'is one of attendance.\n'],
  ] as const) {
    const answer = await mess('notify', 'receipt', ...args);
    expect([answer.code, answer.stdout], args.join(' ')).toEqual([code, '']);
    expect(answer.stderr).toContain(stderr);
  }
  expect(server.mails).toEqual([]);
  expect(mess.rows('select * from audit_entries')).toEqual(before);
});

test('several students alone are told, of a bill and of what they owe', async () => {
  const server = await startSmtpServer();
  const mess = await createMailingMess(4, server.url);
  const two = ['--student', 'S0001', '--student', 's0003', '--student', 'S0001'];
  expect(await mess.json('notify', 'bills', '2025-05', ...two)).toMatchObject({ sent: 2 });
  expect(await mess.json('notify', 'dues', ...two)).toMatchObject({ sent: 2, before: 0 });
  expect(server.mails.map(({ to }) => to)).toEqual(
    ['S0001', 'S0003', 'S0001', 'S0003'].map(emailOf),
  );
  expect(await mess.json('notify', 'bills', '2025-05')).toMatchObject({ sent: 2, before: 2 });
  const one = await mess('notify', 'bills', '2025-05', '--student', 'S0001', '--student', 'S9');
  expect(one.code).toBe(3);
});
