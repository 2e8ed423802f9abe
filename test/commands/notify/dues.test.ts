import { expect, test } from 'vitest';
import { startSmtpServer } from '../../support/mail/smtp-server.ts';
import { createMailingMess, decodedText, emailOf } from '../../support/mail/students.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';

test('who owes anything is reminded, at most once a day', async () => {
  const server = await startSmtpServer();
  const mess = await createMailingMess(3, server.url);
  await mess.do('payment record S0001 --amount 1000 --method cash --quiet');
  await mess.do('payment record S0002 --amount 400 --method cash --quiet');
  expect(await mess('notify', 'dues')).toEqual({
    code: 0,
    stdout: 'Sent: 2 messages about what is owed on 1 June 2025.\n',
    stderr: '',
  });
  expect(server.mails.map(({ to }) => to)).toEqual([emailOf('S0002'), emailOf('S0003')]);
  expect(server.mails.map(decodedText).map((text) => /₹[\d,.]+\d/.exec(text)?.[0])).toEqual([
    '₹600.00',
    '₹1,000.00',
  ]);
  expect(await mess.json('notify', 'dues')).toMatchObject({ sent: 0, before: 2 });
  mess.now = new Date('2025-06-12T06:00:00Z');
  const login = ['admin', 'login', OWNER, '--password-stdin'];
  expect((await mess.with({ stdin: PASSWORD })(...login)).code).toBe(0);
  expect(await mess.json('notify', 'dues', '--overdue')).toMatchObject({
    ...{ kind: 'dues', about: '2025-06-12', sent: 2 },
  });
});

test('who pays while the reminder waits is not reminded', async () => {
  const server = await startSmtpServer({ answer: (at) => (at === 'MAIL' ? '450 no' : undefined) });
  const mess = await createMailingMess(1, server.url);
  expect((await mess('notify', 'dues')).code).toBe(7);
  await mess.do('payment record S0001 --amount 1000 --method cash --quiet');
  await mess.do('notify retry --now --quiet');
  expect(await mess.json('notify', 'list')).toMatchObject([
    { kind: 'dues', state: 'skipped', reason: 'nothing is owed any more' },
  ]);
});

test('a receipt goes to whose payment it is, and not once that was taken back', async () => {
  const server = await startSmtpServer();
  const mess = await createMailingMess(2, server.url);
  await mess.do('payment record S0002 --amount 400 --method upi --reference ABC123 --quiet');
  expect(await mess('notify', 'receipt', '2025-26/0001')).toEqual({
    code: 0,
    stdout: 'Sent: 1 message about receipt 2025-26/0001.\n',
    stderr: '',
  });
  expect(server.mails.map(({ to }) => to)).toEqual([emailOf('S0002')]);
  expect(decodedText(server.mails[0] ?? { raw: '' })).toContain('ABC123');
  await mess.do('payment reverse 2025-26/0001 --reason bounced --yes --quiet');
  expect(await mess('notify', 'receipt', '2025-26/0001', '--again')).toMatchObject({
    code: 8,
    stderr: expect.stringContaining('The payment of receipt 2025-26/0001 was taken back'),
  });
  expect((await mess('notify', 'receipt', '2025-26/0009')).code).toBe(3);
});

test('reminders that wait from day to day are one: that of today', async () => {
  let isDown = true;
  const server = await startSmtpServer({
    answer: (at) => (at === 'MAIL' && isDown ? '450 no' : undefined),
  });
  const mess = await createMailingMess(2, server.url);
  const login = ['admin', 'login', OWNER, '--password-stdin'];
  for (let day = 0; day < 2; day++) {
    expect((await mess('notify', 'dues')).code).toBe(7);
    mess.now = new Date(mess.now.getTime() + 24 * 60 * 60_000);
    expect((await mess.with({ stdin: PASSWORD })(...login)).code).toBe(0);
  }
  isDown = false;
  expect(await mess.json('notify', 'dues')).toMatchObject({ sent: 2 });
  expect(await mess.json('notify', 'retry', '--now')).toMatchObject({ sent: 0, skipped: 4 });
  expect(server.mails.map(({ to }) => to)).toEqual([emailOf('S0001'), emailOf('S0002')]);
  expect(await mess.json('notify', 'list', '--state', 'skipped')).toMatchObject(
    Array(4).fill({ reason: 'it was of an earlier day' }),
  );
});
