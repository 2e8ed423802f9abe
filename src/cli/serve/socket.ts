import { chmod, lstat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import type { WebServer } from '../../web/server/create-server.ts';

/** For the user that serves and its group, in which the proxy is. */
const SOCKET_MODE = 0o660;

/** Listens on a socket, in place of one that a server left behind when it was killed. */
export async function listenOnSocket(server: WebServer, path: string): Promise<void> {
  if (await isLeftBehind(path)) await unlink(path);
  // Until it is allowed below, nobody else can connect.
  const before = process.umask(0o177);
  try {
    await server.listen({ path });
  } finally {
    process.umask(before);
  }
  await chmod(path, SOCKET_MODE);
}

/** Whether there is a socket on which nobody listens any more. */
async function isLeftBehind(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isSocket() !== true) return false;
  return new Promise((resolve) => {
    const asked = connect(path);
    asked.on('connect', () => {
      asked.destroy();
      resolve(false);
    });
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'));
  });
}
