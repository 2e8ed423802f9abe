import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createMessNow } from '../support/process.ts';
import { OWNER, PASSWORD } from '../support/template.ts';
import { askJson, serveInProcess } from './serve-process.ts';

const END_THREAD = fileURLToPath(new URL('end-thread.cjs', import.meta.url));

test('what takes long is answered by a thread, and by a new one where that has ended', async () => {
  const mess = await createMessNow();
  const flag = join(mess.home, 'end-thread');
  const server = await serveInProcess(mess.home, {
    env: { NODE_OPTIONS: `--require ${END_THREAD}`, MESS_END_THREAD: flag },
  });
  const signIn = { admin_id: OWNER, password: PASSWORD };
  const { json } = await askJson(`${server.url}/adminlogin`, { body: signIn });
  const asOwner = { token: json.access_token as string };
  const status = () => askJson(`${server.url}/api/v1/status`, asOwner);

  const first = await status();
  expect(first.status).toBe(200);
  expect(await status()).toEqual(first);
  // Whom it refuses, it refuses as here.
  expect(await askJson(`${server.url}/api/v1/status`)).toMatchObject({
    status: 401,
    json: { error: { code: 'not_signed_in', reason: 'not_signed_in' } },
  });

  await writeFile(flag, '');
  expect(await status()).toMatchObject({
    status: 503,
    json: {
      error: {
        code: 'busy',
        message: 'What was to answer has ended, and begins anew.',
        hint: null,
      },
    },
  });
  expect(await status()).toEqual(first);

  server.kill('SIGTERM');
  const { code, stderr } = await server.ended;
  expect(code).toBe(0);
  expect(stderr).toContain('"threadEnded":"exit 3"');
  const line = stderr.split('\n').find((each) => each.includes('"/api/v1/status"'));
  expect(JSON.parse(line ?? '')).toMatchObject({ status: 200, by: `admin ${OWNER}` });
});

test('a thread that found no mess opens it when it is there again', async () => {
  const mess = await createMessNow();
  const server = await serveInProcess(mess.home);
  const { json } = await askJson(`${server.url}/adminlogin`, {
    body: { admin_id: OWNER, password: PASSWORD },
  });
  const status = () => askJson(`${server.url}/api/v1/status`, { token: json.access_token });
  const elsewhere = `${mess.databasePath}.away`;
  await rename(mess.databasePath, elsewhere);
  // It begins with this.
  expect(await status()).toMatchObject({ status: 503, json: { error: { code: 'unavailable' } } });
  await rename(elsewhere, mess.databasePath);
  expect(await status()).toMatchObject({ status: 200 });
  server.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0 });
});
