import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { attachMess } from '../../support/mess.ts';
import { askJson, serveInProcess } from '../../web/serve-process.ts';
import { createAccounts, expectNoGap, expectStored, SENT, sendOne, serveFaulty } from './sent.ts';

type Answer = Awaited<ReturnType<typeof sendOne>>;

/** Each of the APIs says what was wrong in its own place. */
function sentenceOf(answer: Answer): unknown {
  const { error, message } = answer?.json ?? {};
  return error?.message ?? message ?? error;
}

function expectFull(answer: Answer, point: string): void {
  expect([answer?.status, sentenceOf(answer)], point).toEqual([
    503,
    expect.stringMatching(/^The disk that holds .* is full\. Nothing was changed\.$/),
  ]);
}

function expectDone(answer: Answer, point: string): void {
  expect(answer, point).toMatchObject({ status: expect.toSatisfy((code) => code < 300) });
}

/**
 * Sends each, and once more what was refused: then there is room.
 *
 * @returns how many were refused
 */
async function sendTwice(url: string, point: string): Promise<number> {
  let refused = 0;
  let token: string | undefined;
  for (const each of SENT) {
    const where = `${each[0]}, ${point}`;
    let answer = await sendOne(url, each, token);
    if (answer?.status !== undefined && answer.status >= 300) {
      expectFull(answer, where);
      refused += 1;
      // A try to sign in is counted before anything else, so that the next one may have to wait for a second.
      await expect
        .poll(
          async () => {
            answer = await sendOne(url, each, token);
            return answer?.status;
          },
          { timeout: 30_000, interval: 200 },
        )
        .not.toBe(429);
    }
    expectDone(answer, where);
    token ??= answer?.json.access_token;
  }
  return refused;
}

test('a server whose N-th write finds no room says so, has done nothing by halves, and goes on', async () => {
  let points = 0;
  let refused = 0;
  for (let at = 1; ; at += 1) {
    const mess = await createAccounts();
    const report = `${mess.home}.report`;
    const server = await serveFaulty(mess, { how: 'full once', at, report });
    refused += await sendTwice(server.url, `full once ${at}`);
    server.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ signal: null, code: 0 });
    const { struck, operation } = JSON.parse(await readFile(report, 'utf8'));
    rmSync(report);
    const point = `full once ${at}: ${operation}`;
    const all = SENT.map(([path]) => path);
    await expectStored(mess, all, point);
    await expectNoGap(mess, point);
    if (!struck) break;
    points += 1;
  }
  expect(refused).toBeGreaterThan(SENT.length);
  console.log(`a server without room for its N-th write: ${points} points, ${refused} refused`);
});

/** A disk of a few megabytes; undefined where none can be mounted. */
function mountSmallDisk(): string | undefined {
  const disk = mkdtempSync(join(tmpdir(), 'mess-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]);
  onTestFinished(() => {
    // The server may still be ending.
    if (mounted.status === 0) spawnSync('umount', ['--lazy', disk]);
    rmSync(disk, { recursive: true });
  });
  return mounted.status === 0 ? disk : undefined;
}

test('on a disk that is full it is read, and written to again when there is room', async (ctx) => {
  const disk = mountSmallDisk();
  if (disk === undefined) return ctx.skip('a small disk cannot be mounted here');
  const { home, now } = await createAccounts();
  cpSync(home, disk, { recursive: true });
  const mess = Object.assign(attachMess(disk), { now });
  const server = await serveInProcess(disk);
  const [signIn, ...changes] = SENT;
  const token: string = (await sendOne(server.url, signIn))?.json.access_token;
  const filler = join(disk, 'filler');
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(filler, Buffer.alloc(bavail * bsize));
  expect(statfsSync(disk).bavail).toBe(0);

  for (const each of changes.slice(0, 2))
    expectFull(await sendOne(server.url, each, token), each[0]);
  expectFull(await sendOne(server.url, signIn), signIn[0]);
  const students = () => askJson(`${server.url}/api/v1/students`, { token });
  expect(await students()).toMatchObject({ status: 200, json: [{ id: 'S1' }] });
  expect((await fetch(`${server.url}/`)).status).toBe(200);

  rmSync(filler);
  for (const each of SENT) expectDone(await sendOne(server.url, each, token), each[0]);
  await expectStored(
    mess,
    SENT.map(([path]) => path),
    'when there is room',
  );
  server.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ signal: null, code: 0 });
  await expectNoGap(mess, 'when there is room');
});
