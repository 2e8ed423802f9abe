import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createMailingMess } from '../../support/mail/students.ts';
import type { TestMess } from '../../support/mess.ts';

/** A script of a shell as the mess's own program. */
function script(mess: TestMess, text: string, mode = 0o755): Promise<string> {
  return mess.file('send', `#!/bin/sh\n${text}\n`, mode);
}

async function sendBy(mess: TestMess, program: string) {
  const result = await mess('notify', 'bills', '2025-05', '--command', program, '--json');
  const { code, stdout, stderr } = result;
  return {
    code,
    run: stdout === '' ? {} : JSON.parse(stdout),
    error: stderr === '' ? {} : JSON.parse(stderr).error,
  };
}

const createOne = () => createMailingMess(1, 'smtp://127.0.0.1:9');

test('each message is a line of JSON on the standard input of the program', async () => {
  const mess = await createMailingMess(2, 'smtp://127.0.0.1:9');
  const program = await script(mess, `cat >> "${mess.home}/taken"; echo noise`);
  expect(await sendBy(mess, program)).toMatchObject({
    ...{ code: 0, run: { sent: 2, channel: 'program' }, error: {} },
  });
  const lines = (await readFile(`${mess.home}/taken`, 'utf8')).trim().split('\n');
  const letters = lines.map((line) => JSON.parse(line));
  expect(letters[0]).toEqual({
    channel: 'program',
    to: '9000000000',
    name: 'Student 1',
    subject: 'Ganga Mess: your bill of May 2025',
    text: expect.stringContaining('₹1,000.00'),
    template: null,
    variables: [],
    studentId: 'S0001',
    month: '2025-05',
    messageId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(letters.map(({ studentId }) => studentId)).toEqual(['S0001', 'S0002']);
  // By e-mail it is another message.
  expect((await sendBy(mess, program)).run).toMatchObject({ sent: 0, before: 2 });
  expect(await mess.json('notify', 'bills', '2025-05', '--dry-run')).toMatchObject({ queued: 2 });
});

test('the words of an SMS go with the registered ones, and what is too long for them is failed', async () => {
  const mess = await createMailingMess(2, 'smtp://127.0.0.1:9');
  const words = 'Template: 1107-01\n\nDear {name}, your bill of {month} is Rs {amount}\n';
  await mess.file('sms.txt', words);
  await mess.do(
    `notify templates set bill.en.sms ${mess.home}/sms.txt`,
    `student edit S0002 --name "${'A'.repeat(31)}"`,
  );
  const program = await script(mess, `cat >> "${mess.home}/taken"`);
  const { code, run } = await sendBy(mess, program);
  expect([code, run.sent, run.failed]).toEqual([1, 1, 1]);
  expect(run.messages[0].reason).toContain('longer than the 30 characters');
  expect(JSON.parse(await readFile(`${mess.home}/taken`, 'utf8'))).toMatchObject({
    text: 'Dear Student 1, your bill of May 2025 is Rs 1,000.00',
    template: {
      id: '1107-01',
      text: 'Dear {#var#}, your bill of {#var#} is Rs {#var#}',
    },
    variables: ['Student 1', 'May 2025', '1,000.00'],
  });
});

test('75 is tried later, of 76 nobody knows, anything else is failed, with the first line of standard error', async () => {
  for (const [end, state, code] of [
    [75, 'queued', 7],
    [76, 'unknown', 10],
    [1, 'failed', 1],
  ] as const) {
    const mess = await createOne();
    const program = await script(
      mess,
      `echo "number 9000000000 is off" >&2; echo more >&2; exit ${end}`,
    );
    const sent = await sendBy(mess, program);
    expect(sent.code).toBe(code);
    expect(sent.run.messages).toMatchObject([{ state, reason: 'number … is off' }]);
  }
});

test('one that says nothing, that reads nothing, or that is killed', async () => {
  const mess = await createOne();
  const silent = await sendBy(mess, await script(mess, 'exec <&-; exit 3'));
  expect(silent.run.messages).toMatchObject([
    { state: 'failed', reason: `${mess.home}/send ended with 3` },
  ]);
  await script(mess, 'kill -9 $$');
  await mess('notify', 'retry', '--failed', '--command', `${mess.home}/send`);
  expect(await mess.json('notify', 'list')).toMatchObject([
    { state: 'unknown', reason: `${mess.home}/send was ended by SIGKILL` },
  ]);
});

test('a program that is not there, or cannot be run, leaves all queued', async () => {
  const mess = await createOne();
  const missing = await sendBy(mess, './no-such-program');
  expect([missing.code, missing.error.message]).toEqual([
    9,
    'No more can be sent: ./no-such-program cannot be run: there is no such file or folder.',
  ]);
  const plain = await sendBy(mess, await script(mess, 'exit 0', 0o644));
  expect([plain.code, plain.error.message]).toEqual([
    9,
    `No more can be sent: ${mess.home}/send cannot be run: permission is denied.`,
  ]);
  expect(plain.run).toMatchObject({ queued: 1, sent: 0 });
});

test('no shell reads what it is called', async () => {
  const mess = await createOne();
  const sent = await sendBy(mess, `true; touch ${mess.home}/hacked`);
  expect(sent.code).toBe(9);
  await expect(readFile(`${mess.home}/hacked`)).rejects.toThrow('ENOENT');
});

test('an empty program and no message a second are refused', async () => {
  const mess = await createOne();
  for (const [option, value, said] of [
    ['--command', '', '--command: name a program'],
    ['--rate', '0', '--rate: at least 1 (0)'],
  ] as const) {
    const { code, stderr } = await mess('notify', 'bills', '2025-05', option, value);
    expect([code, stderr.split('\n')[0]]).toEqual([2, `error: ${said}`]);
  }
  expect(mess.rows('select * from messages')).toEqual([]);
});
