import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { urlOf } from '../clone.ts';
import type { TestDatabase } from './connection.ts';

/**
 * Starts a stretch of network before the server of a database on which the first packet that has a
 * text in it waits until something is done. Gone when the test is over.
 *
 * @returns the address of the database behind it, with the password
 */
export async function startGate(
  target: TestDatabase,
  text: string,
  meanwhile: () => Promise<void>,
): Promise<string> {
  if (target.kind !== 'mysql') throw new Error('a file has no network');
  const sockets = new Set<Socket>();
  let isOpen = false;
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    upstream.pipe(client);
    client.on('data', async (data) => {
      client.pause();
      if (!isOpen && data.includes(text)) {
        isOpen = true;
        await meanwhile();
      }
      upstream.write(data);
      client.resume();
    });
    client.on('end', () => upstream.end());
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return urlOf({ ...target, host: '127.0.0.1', port });
}
