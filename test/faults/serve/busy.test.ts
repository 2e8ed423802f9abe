import { expect, test } from 'vitest';
import { holdWriteLock } from '../../support/books/lock.ts';
import { askJson, serveInProcess } from '../../web/serve-process.ts';
import { createAccounts, SENT, sendOne } from './sent.ts';

test('who would write while another program does is told so in seconds, and nobody who reads waits', async () => {
  const mess = await createAccounts();
  const server = await serveInProcess(mess.home);
  const [signIn, student] = SENT;
  const token: string = (await sendOne(server.url, signIn))?.json.access_token;
  const other = holdWriteLock(mess);
  const began = performance.now();
  let isAnswered = false;
  const writing = sendOne(server.url, student, token).finally(() => {
    isAnswered = true;
  });
  let longestMs = 0;
  while (!isAnswered) {
    const asked = performance.now();
    const { status } = await askJson(`${server.url}/api/v1/students`, { token });
    expect(status).toBe(200);
    longestMs = Math.max(longestMs, performance.now() - asked);
  }
  const tookMs = performance.now() - began;
  expect(await writing).toMatchObject({
    status: 503,
    json: { reason: 'another_writer', message: expect.stringMatching(/Nothing was changed\.$/) },
  });
  // Neither at once nor as late as at the keyboard; and the readers did not wait as long as the writer.
  expect(tookMs).toBeGreaterThan(4_500);
  expect(tookMs).toBeLessThan(25_000);
  expect(longestMs).toBeLessThan(tookMs / 2);
  other.commit();
  expect(await sendOne(server.url, student, token)).toMatchObject({ status: 201 });
  server.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0 });
});
