import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { addMay } from '../../support/records/month.ts';
import { createMessOn } from '../../support/server/private-server.ts';
import { startMariaDb } from '../../support/server/server.js';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { askJson, serveInProcess } from '../serve-process.ts';

const PURCHASE = { date: '2025-05-30', amount: '12.50', head: 'Milk' };

test('a database that goes and comes back is told of, and used again without a restart', async () => {
  const database = await startMariaDb();
  onTestFinished(() => database.stop());
  const mess = await createMessOn(database);
  await addMay(mess);
  const server = await serveInProcess(mess.home);
  const { json } = await askJson(`${server.url}/adminlogin`, {
    body: { admin_id: OWNER, password: PASSWORD },
  });
  const token: string = json.access_token;
  const get = (path: string) => askJson(server.url + path, { token });
  const key = randomUUID();
  const buy = () => askJson(`${server.url}/api/v1/purchases`, { token, body: PURCHASE, key });
  /** What reads here, what reads in the thread for what takes long, and the page of who signs in. */
  const paths = ['/api/v1/students', '/api/v1/status', '/readyz'];
  const expectAll = async (status: number) => {
    for (const path of paths) expect([path, (await get(path)).status]).toEqual([path, status]);
    expect((await fetch(`${server.url}/`)).status).toBe(status);
  };
  await expectAll(200);

  for (const isNoticed of [true, false]) {
    await database.kill();
    if (isNoticed) {
      await expectAll(503);
      expect(await buy()).toMatchObject({
        status: 503,
        json: { error: { message: expect.stringContaining('127.0.0.1'), hint: null } },
      });
      expect((await get('/healthz')).status).toBe(200);
    }
    await database.restart();
    await expectAll(200);
  }
  expect(await buy()).toMatchObject({ status: 201, json: { no: 1 } });
  expect(await buy()).toMatchObject({ status: 201, json: { no: 1 } });
  expect(mess.rows('select no from purchases')).toHaveLength(1);
  server.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0, signal: null });
});
