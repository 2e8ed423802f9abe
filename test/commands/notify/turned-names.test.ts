import { expect, test } from 'vitest';
import { sendMeanwhile } from '../../support/mail/meanwhile.ts';
import { startSmtpServer } from '../../support/mail/smtp-server.ts';
import { createMailingMess } from '../../support/mail/students.ts';
import { UNSAFE } from '../../support/records/hostile.ts';

const NAME = 'Asha\u202eoaR\u2066 \u200bx';

/** A header in the words that a reader of mail shows. */
function headerOf(raw: string, name: string): string {
  const line = new RegExp(`^${name}: (.*(?:\\n[ \\t].*)*)`, 'm').exec(raw)?.[1] ?? '';
  return line
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?(B|Q)\?(.*?)\?=/gi, (_, encoding: string, text: string) =>
      encoding.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : quoted(text),
    );
}

function quoted(text: string): string {
  const bytes = text.replaceAll('_', ' ').replace(/=\r?\n/g, '');
  return decodeURIComponent(bytes.replaceAll('%', '%25').replace(/=([\dA-F]{2})/g, '%$1'));
}

/** The text of each part of a mail. */
function partsOf(raw: string): string[] {
  return raw.split(/^--.*\n/m).flatMap((part) => {
    const [head = '', ...rest] = part.split('\n\n');
    const body = rest.join('\n\n');
    if (/quoted-printable/.test(head)) return [quoted(body.replaceAll('_', '=5F'))];
    return /base64/.test(head) ? [Buffer.from(body, 'base64').toString()] : [];
  });
}

test('a name that turns its line round, or hides, does so in no part of a mail', async () => {
  const server = await startSmtpServer();
  const mess = await createMailingMess(1, server.url);
  await mess.do(`student edit S0001 --name "${NAME}"`, `settings --name "Mess ${NAME}"`);
  for (const kind of ['bills 2025-05', 'dues']) await mess.do(`notify ${kind} --quiet`);
  expect(server.mails).toHaveLength(2);
  for (const mail of server.mails) {
    const raw = mail.raw.replaceAll('\r\n', '\n');
    expect(headerOf(raw, 'To')).toBe('AshaoaR x <s0001@example.org>');
    expect(headerOf(raw, 'From')).toBe('Mess AshaoaR x <office@mess.example.org>');
    expect(headerOf(raw, 'Subject')).toMatch(/^Mess AshaoaR x: /);
    const [text = '', html = '', ...others] = partsOf(raw);
    expect([others.length, text]).toEqual([0, expect.stringContaining('Dear AshaoaR x,')]);
    expect(html).toContain('<title>S0001 Asha\\u{202e}oaR\\u{2066} \\u{200b}x</title>');
    for (const part of [text, html]) expect(part).not.toMatch(UNSAFE);
  }
});

test('nor in what a program is handed', async () => {
  const mess = await createMailingMess(1, 'smtp://127.0.0.1:9');
  await mess.do(`student edit S0001 --name "${NAME}"`);
  const { code, letters } = await sendMeanwhile(mess, 'notify bills 2025-05', async () => {});
  expect([code, letters]).toMatchObject([0, [{ name: 'AshaoaR x' }]]);
  expect(JSON.stringify(letters)).not.toMatch(UNSAFE);
});
