import { createServer, type ServerOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { createMessNow, runShell } from '../../support/process.ts';
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
