import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createAccounts, expectNoGap, expectStored, SENT, sendOne, serveFaulty } from './sent.ts';

/** Sends until the server is gone; tells what was acknowledged. */
async function sendAll(url: string): Promise<string[]> {
  const acknowledged: string[] = [];
  let token: string | undefined;
  for (const each of SENT) {
    const answer = await sendOne(url, each, token);
    if (answer === undefined) break;
    const [path] = each;
    expect(answer, path).toMatchObject({ status: expect.toSatisfy((code) => code < 300) });
    token ??= answer.json.access_token;
    acknowledged.push(path);
  }
  return acknowledged;
}

for (const how of ['kill before', 'kill after'] as const) {
  test(`a server, ${how} the N-th write of its requests, keeps what it acknowledged`, async () => {
    let points = 0;
    for (let at = 1; ; at += 1) {
      const mess = await createAccounts();
      const report = `${mess.home}.report`;
      const server = await serveFaulty(mess, { how, at, report });
      const acknowledged = await sendAll(server.url);
      if (acknowledged.length === SENT.length) server.kill('SIGTERM');
      const { signal, code } = await server.ended;
      const { struck, operation } = JSON.parse(await readFile(report, 'utf8'));
      rmSync(report);
      const point = `${how} ${at}: ${operation}`;
      await expectStored(mess, acknowledged, point);
      await expectNoGap(mess, point);
      if (!struck) {
        expect({ signal, code, acknowledged: acknowledged.length }).toEqual({
          signal: null,
          code: 0,
          acknowledged: SENT.length,
        });
        break;
      }
      expect(signal).toBe('SIGKILL');
      points += 1;
    }
    expect(points).toBeGreaterThan(SENT.length);
    console.log(`a server, ${how} the N-th write: ${points} points`);
  });
}
