import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import type { Letter } from '../../src/domain/messages/delivery.ts';
import { parseSmtpAddress } from '../../src/domain/messages/smtp-address.ts';
import { type SmtpPlan, smtpDelivery } from '../../src/mail/smtp.ts';
import { type SmtpOptions, startSmtpServer } from '../support/mail/smtp-server.ts';
import { createHome } from '../support/mess.ts';
import { createAuthority } from '../support/server/certificates.ts';

const LETTER: Letter = {
  channel: 'email',
  from: 'Ganga Mess',
  to: { name: 'Asha Rao', address: 'asha@example.org' },
  subject: 'Bill',
  text: 'Text',
  html: '<p>Text</p>',
  sms: null,
  studentId: 'S001',
  month: '2025-05',
  messageId: 'abc123',
};

const FROM = 'office@mess.example.org';

async function sendTo(url: string, plan: Partial<SmtpPlan> = {}, letter = LETTER) {
  const delivery = smtpDelivery({
    ...{ server: parseSmtpAddress(url), password: undefined, from: FROM },
    ...plan,
  });
  const outcome = await delivery.send(letter);
  await delivery.close();
  return outcome;
}

/** A server with a certificate of an authority of its own. */
async function startWithTls(
  names: string,
  options: { readonly isImplicit: boolean } & SmtpOptions,
) {
  const authority = await createAuthority(await createHome());
  await authority.certify(names);
  const [key, cert] = [await readFile(authority.key), await readFile(authority.certificate)];
  const { isImplicit, ...rest } = options;
  const server = await startSmtpServer({ ...rest, tls: { key, cert, isImplicit } });
  return { server, ca: authority.ca };
}

/** A name of this machine that is not known for one: what goes there may leave it. */
const FAR = hostname();

test('encrypted from the beginning, or by STARTTLS: the certificate must be trusted and name the server', async () => {
  for (const isImplicit of [true, false]) {
    const { server, ca } = await startWithTls(`DNS:${FAR}`, { isImplicit });
    const url = `smtp${isImplicit ? 's' : ''}://${FAR}:${server.port}`;
    expect(await sendTo(url)).toMatchObject({
      kind: 'unusable',
      reason: expect.stringMatching(/^no encrypted connection: .*(unable|self|certificate)/),
    });
    expect(server.mails).toEqual([]);
    expect(await sendTo(`${url}?ca=${ca}`)).toEqual({ kind: 'sent' });
    expect(server.mails).toHaveLength(1);
    const other = await startWithTls('DNS:other.example.org', { isImplicit });
    const otherUrl = url.replace(String(server.port), String(other.server.port));
    expect(await sendTo(`${otherUrl}?ca=${other.ca}`)).toMatchObject({ kind: 'unusable' });
    expect(other.server.mails).toEqual([]);
  }
});

test('without STARTTLS nothing leaves the machine, and no password', async () => {
  const heard: string[] = [];
  const server = await startSmtpServer({
    credentials: 'office:secret',
    answer: (at) => {
      heard.push(at);
      return undefined;
    },
  });
  const outcome = await sendTo(`smtp://office@${FAR}:${server.port}`, { password: 'secret' });
  expect(outcome).toMatchObject({ kind: 'unusable' });
  expect(heard).not.toContain('AUTH');
  expect(server.mails).toEqual([]);
  // Within it, nobody listens.
  expect(await sendTo(`smtp://office@127.0.0.1:${server.port}`, { password: 'secret' })).toEqual({
    kind: 'sent',
  });
});

test('a silent server is given up, and of a whole mail it is not known', async () => {
  const silentAt = async (stage: string) => {
    const server = await startSmtpServer({
      answer: (at) => (at === stage ? 'silence' : undefined),
    });
    return (await sendTo(server.url, { silenceMs: 300 })).kind;
  };
  expect(await silentAt('CONN')).toBe('later');
  expect(await silentAt('RCPT')).toBe('later');
  expect(await silentAt('DATA')).toBe('later');
  expect(await silentAt('.')).toBe('unknown');
});

test('a server that dribbles is given up in the end', async () => {
  const server = await startSmtpServer({
    answer: (at) => (at === 'RCPT' ? 'dribble' : undefined),
  });
  expect(await sendTo(server.url, { silenceMs: 250, limitMs: 700 })).toEqual({
    kind: 'later',
    reason: 'it took too long in all',
  });
});

test('only 354 asks for the text, and only 2xx, 4xx and 5xx say what became of it', async () => {
  const answerAt = async (stage: string, answer: string) => {
    const server = await startSmtpServer({ answer: (at) => (at === stage ? answer : undefined) });
    const { kind } = await sendTo(server.url);
    return [kind, server.mails.length];
  };
  expect(await answerAt('DATA', '250 ok')).toEqual(['later', 0]);
  expect(await answerAt('.', '354 go on')).toEqual(['unknown', 0]);
  expect(await answerAt('.', '100 what')).toEqual(['unknown', 0]);
});

test.each([
  ['\u0000\u0001\u0002', ''],
  ['HTTP/1.1 400 Bad Request', ': HTTP/1.1 400 Bad Request'],
])('what is no answer of a mail server is said to be none: %j', async (answer, words) => {
  const server = await startSmtpServer({
    answer: (at) => (at === 'CONN' ? answer : undefined),
  });
  const reason = `it does not answer as a mail server does${words}`;
  expect(await sendTo(server.url)).toEqual({ kind: 'later', reason });
});

test('a server that hangs up in the middle of the text may have it', async () => {
  const server = await startSmtpServer({
    answer: (at) => (at === 'TEXT' ? 'hang up' : undefined),
  });
  expect(await sendTo(server.url)).toMatchObject({ kind: 'unknown' });
});

test('a hundred mails go over one connection', async () => {
  const server = await startSmtpServer();
  const delivery = smtpDelivery({
    ...{ server: parseSmtpAddress(server.url), password: undefined, from: FROM },
  });
  for (let count = 0; count < 101; count++) await delivery.send(LETTER);
  await delivery.close();
  expect([server.mails.length, server.connections()]).toEqual([101, 2]);
});

test.each([
  'Asha\r\nBcc: evil@x.org',
  'Asha" <evil@x.org>, "',
  'a;b <evil@x.org>',
  'evil@x.org, Asha',
  '\u202eoaR ahsA',
  'आशा 🍛 राव',
])('a name is a name and nothing else: %j', async (name) => {
  const server = await startSmtpServer();
  const hostile = {
    ...LETTER,
    from: name,
    to: { ...LETTER.to, name },
    subject: `Bill\r\nBcc: evil@x.org of ${name}`,
  };
  expect(await sendTo(server.url, {}, hostile)).toEqual({ kind: 'sent' });
  const [mail] = server.mails;
  expect(server.mails).toHaveLength(1);
  expect([mail?.from, mail?.to]).toEqual([FROM, LETTER.to.address]);
  const [head = ''] = (mail?.raw ?? '').replaceAll('\r\n', '\n').split('\n\n');
  const headers = head.replace(/\n[ \t]+/g, ' ').split('\n');
  expect(headers.map((line) => line.split(':')[0])).toEqual([
    ...['Auto-Submitted', 'From', 'To', 'Subject', 'Message-ID', 'Date', 'MIME-Version'],
    'Content-Type',
  ]);
  const to = headers.find((line) => line.startsWith('To:')) ?? '';
  // Outside of quotes there is one address.
  expect(to.replace(/"([^"\\]|\\.)*"/g, '').match(/[^<>\s]+@[^<>\s,;]+/g)).toEqual([
    LETTER.to.address,
  ]);
});
