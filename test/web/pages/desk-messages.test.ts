import { expect, test } from 'vitest';
import { startSmtpServer } from '../../support/mail/smtp-server.ts';
import { createMailingMess } from '../../support/mail/students.ts';
import { PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';
import { enterDesk } from './desk-browser.ts';

/** The rows of the page's table, cell by cell. */
function rowsOf(text: string): string[][] {
  const [body = ''] = /<tbody>.*<\/tbody>/s.exec(text) ?? [];
  return [...body.matchAll(/<tr[ >].*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[hd][ >].*?<\/t[hd]>/gs)].map(([cell]) => cell.replace(/<[^>]*>/g, '')),
  );
}

test('what did not arrive is to do, and leads to what became of each message', async () => {
  const answer = (at: string, { to }: { readonly to: string }) =>
    at === 'RCPT' && to.startsWith('s0002') ? '550 <b>no</b> such user' : undefined;
  const mess = await createMailingMess(2, (await startSmtpServer({ answer })).url);
  const server = await serveMess(mess);
  const desk = await enterDesk(server);
  expect((await desk.open('/desk')).text).not.toContain('/desk/messages?');
  expect((await desk.open('/desk/messages')).text).toContain('No message is like that.');

  await mess('notify', 'bills', '2025-05');
  const { text } = await desk.open('/desk');
  const [, link = '', words] = /href="(\/desk\/messages\?[^"]*)"><bdi[^>]*>(.*?)</.exec(text) ?? [];
  expect([link, words]).toEqual(['/desk/messages?state=failed', '1 message by e-mail failed']);
  const failed = await desk.open(link);
  const since = '2025-06-01 12:00';
  expect(rowsOf(failed.text)).toEqual([
    [
      ...['2', 'S0002 Student 2', 'bill of May 2025', 'e-mail', 'failed', since],
      '550 &lt;b>no&lt;/b> such user',
    ],
  ]);
  expect(failed.text).toContain('They are not sent from this page');
  expect(failed.text).not.toContain('method="post" action="/desk/messages"');
  const all = rowsOf((await desk.open('/desk/messages')).text);
  expect(all.map(([no]) => no)).toEqual(['2', '1']);
  expect(rowsOf((await desk.open('/desk/messages?month=2025-06')).text)).toEqual([]);
  expect((await desk.open('/desk/messages?state=lost')).status).toBe(422);

  const password = `${PASSWORD} viewer`;
  const add = mess.with({ stdin: password });
  await add('admin', 'add', 'viewer', '--role', 'viewer', '--password-stdin');
  const viewer = await enterDesk(server, 'viewer', password);
  expect(rowsOf((await viewer.open(link)).text)).toHaveLength(1);
});
