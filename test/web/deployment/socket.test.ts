import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMessNow, runMess } from '../../support/process.ts';
import { askRaw, PUBLIC_URL, viaProxy } from '../security/ask-raw.ts';
import { startServing } from './process.ts';

test('a socket is for the group, tells clients apart, and one left behind is replaced', async () => {
  const { home } = await createMessNow();
  const path = join(home, 'serve.sock');
  const args = ['--listen', path, '--url', PUBLIC_URL.origin];
  const first = await startServing(home, args);
  expect(first.listening).toBe(path);
  expect((await stat(path)).mode & 0o777).toBe(0o660);
  const ask = (headers: Record<string, string>) =>
    askRaw('http://mess.example.org/me', { socketPath: path, headers });
  expect((await ask(viaProxy('203.0.113.7'))).status).toBe(303);
  expect(await first.line('route')).toMatchObject({ address: '203.0.113.7', route: '/me' });
  // Of what the proxy was told itself the last is what it saw.
  await ask(viaProxy('6.6.6.6, 203.0.113.8'));
  expect(await first.line('route')).toMatchObject({ address: '203.0.113.8' });
  const { 'x-forwarded-for': _, ...unsaid } = viaProxy('');
  await ask(unsaid);
  expect(await first.line('route')).toMatchObject({ address: null });
  expect((await ask(viaProxy('203.0.113.7', { 'x-forwarded-proto': 'http' }))).status).toBe(308);

  // On one that is alive nobody else listens.
  const second = await runMess(home, ['serve', ...args]);
  expect([second.code, second.stderr]).toEqual([
    9,
    expect.stringContaining(`mess cannot listen on ${path}: another program listens there.`),
  ]);
  expect((await ask(viaProxy('203.0.113.7'))).status).toBe(303);

  first.child.kill('SIGKILL');
  await first.ended;
  expect((await stat(path)).isSocket()).toBe(true);
  const third = await startServing(home, args);
  expect((await ask(viaProxy('203.0.113.7'))).status).toBe(303);
  third.child.kill('SIGTERM');
  expect((await third.ended).code).toBe(0);
  await expect(stat(path)).rejects.toThrow('ENOENT');
});

test('a file that is no socket stays as it is', async () => {
  const { home } = await createMessNow();
  const path = join(home, 'a file');
  await writeFile(path, 'kept');
  const { code, stderr } = await runMess(home, ['serve', '--listen', path]);
  expect([code, stderr]).toEqual([9, expect.stringContaining('another program listens there')]);
  expect((await stat(path)).size).toBe(4);
});
