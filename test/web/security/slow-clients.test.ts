import { createServer, type ServerOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { createMessNow, runShell } from '../../support/process.ts';
import { insertStudents, manyStudents } from '../../support/records/students.ts';
import { startServing } from '../deployment/process.ts';
import { serveMess } from '../serve-mess.ts';
import { askRaw } from './ask-raw.ts';

function reach(
  url: string,
): Promise<{ readonly socket: Socket; readonly closed: Promise<string> }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    let text = '';
    socket.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    const closed = new Promise<string>((end) => socket.on('close', () => end(text)));
    socket.on('error', reject);
    socket.on('connect', () => resolve({ socket, closed }));
  });
}

test('how long a client may take', async () => {
  let given: ServerOptions = {};
  await serveMess(await createMess(), {
    listenOn: (handler, options) => {
      given = options;
      return createServer(options, handler);
    },
  });
  expect(given).toEqual({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 5_000,
    keepAliveTimeout: 30_000,
  });
});

/** The same server that has a hundredth of the patience. */
function hasty(mess: Parameters<typeof serveMess>[0]) {
  return serveMess(mess, {
    listenOn: (handler, options) =>
      createServer(
        { ...options, headersTimeout: 100, requestTimeout: 300, connectionsCheckingInterval: 50 },
        handler,
      ),
  });
}

test.each([
  ['headers', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: '],
  [
    'a body',
    'POST /studentlogin HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  ],
])('who sends %s and does not come to an end is cut off', async (_, start) => {
  const { url, ask } = await hasty(await createMess());
  const { socket, closed } = await reach(url);
  const drip = setInterval(() => socket.writable && socket.write('x'), 20);
  onTestFinished(() => clearInterval(drip));
  socket.on('error', () => {});
  socket.write(start);
  expect(await closed).toMatch(/^HTTP\/1\.1 408 |^$/);
  expect((await ask('/healthz')).status).toBe(200);
});

test('who asks for much and reads none of it keeps nobody from an answer', async () => {
  const mess = await createMess();
  // Half a megabyte of them.
  insertStudents(mess, manyStudents(2000));
  const { url, ask, signIn, log } = await serveMess(mess);
  const token = await signIn();
  const isList = (line: string) => line.includes('"/api/v1/students"');
  const asked = 40;
  for (let n = 0; n < 4; n += 1) {
    const { hostname, port } = new URL(url);
    // Without anybody who reads it, as much is taken in as the two machines keep for it.
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    const one = `GET /api/v1/students HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\n\r\n`;
    socket.write(one.repeat(asked));
  }
  await expect.poll(() => log.filter(isList).length, { timeout: 60_000 }).toBeGreaterThan(0);
  const body = { date: '2025-05-30', amount: '1', head: 'Milk' };
  for (let n = 0; n < 5; n += 1) {
    expect((await ask('/api/v1/students/S00001', { token })).status).toBe(200);
    expect((await ask('/api/v1/purchases', { token, body })).status).toBe(201);
  }
  expect(log.filter(isList).length).toBeLessThan(4 * asked);
});

test.runIf(inject('isFull'))(
  '10,000 connections that say nothing keep nobody from an answer',
  async (ctx) => {
    const { stdout } = await runShell('/', 'ulimit -Hn');
    if (Number(stdout) < 11_000) ctx.skip('so many files may not be open here');
    const { home } = await createMessNow();
    const { listening } = await startServing(home, ['--listen', '127.0.0.1:0']);
    for (let opened = 0; opened < 10_000; opened += 200) {
      await Promise.all(Array.from({ length: 200 }, () => reach(listening)));
    }
    expect((await askRaw(`${listening}/readyz`)).status).toBe(200);
    expect((await askRaw(`${listening}/`)).status).toBe(200);
  },
);
