import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { CTRL_C, createMessNow, openTerminal } from '../support/process.ts';
import { OWNER, PASSWORD } from '../support/template.ts';
import { serveInProcess } from './serve-process.ts';

/** A connection, and what came by it. */
async function open(url: string): Promise<{ socket: Socket; heard(text: string): Promise<void> }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
  onTestFinished(() => void socket.destroy());
  let heard = '';
  socket.on('data', (text) => {
    heard += text;
  });
  await once(socket, 'connect');
  const timeout = 60_000;
  return {
    socket,
    heard: (text) => expect.poll(() => heard, { timeout }).toContain(text),
  };
}

test('what is in flight when it is told to end is answered, and nothing new is taken', async () => {
  const mess = await createMessNow();
  const server = await serveInProcess(mess.home);
  const body = JSON.stringify({ admin_id: OWNER, password: PASSWORD });
  const { socket, heard } = await open(server.url);
  // The server says so when it has begun with the request.
  const headers = ['Host: localhost', 'Content-Type: application/json', 'Expect: 100-continue'];
  socket.write(
    ['POST /adminlogin HTTP/1.1', ...headers, `Content-Length: ${body.length}`, '', ''].join(
      '\r\n',
    ),
  );
  await heard('100 Continue');

  server.kill('SIGTERM');
  const isTaken = () =>
    fetch(`${server.url}/healthz`).then(
      ({ status }) => status !== 503,
      () => false,
    );
  await expect.poll(isTaken, { timeout: 60_000 }).toBe(false);
  socket.write(body);
  await heard('Admin login successful');
  expect(await server.ended).toMatchObject({ code: 0, signal: null });
});

test('who sits at a terminal reads where it is, and Ctrl-C ends it', async () => {
  const mess = await createMessNow();
  const terminal = openTerminal(mess.home, 'mess serve --listen 127.0.0.1:0');
  await terminal.sees('The mess is served at http://127.0.0.1:');
  await terminal.sees('"listening":"http://127.0.0.1:');
  terminal.types(CTRL_C);
  await terminal.sees('"ended":true');
  await terminal.ended;
});
