import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMessNow } from '../../support/process.ts';
import { startServing } from './process.ts';

/** The instructions of the image, each with what follows it, of its two stages. */
async function readImage(): Promise<(readonly [name: string, rest: string])[]> {
  const text = await readFile('Dockerfile', 'utf8');
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, '')
    .split('\n');
  return lines.filter(Boolean).map((line) => {
    const [, name = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    return [name, rest];
  });
}

const valuesOf = (image: Awaited<ReturnType<typeof readImage>>, name: string) =>
  image.flatMap(([each, rest]) => (each === name ? [rest] : []));

/** Asks as the image does whether a server is well, where it is. */
async function askHealth(place: { readonly socket: string } | { readonly port: string }) {
  const image = await readImage();
  const [, command = ''] = /CMD (\[.*\])$/.exec(valuesOf(image, 'HEALTHCHECK')[0] ?? '') ?? [];
  const [program = '', flag = '', script = ''] = JSON.parse(command) as string[];
  expect([program, flag]).toEqual(['node', '-e']);
  const there =
    'socket' in place
      ? script.replace('/run/mess/serve.sock', place.socket)
      : script.replace('7070', place.port);
  expect(there).not.toBe(script);
  return new Promise<number>((resolve) => {
    execFile(process.execPath, ['-e', there], (error) => resolve(Number(error?.code ?? 0)));
  });
}

test('the image has no root, no shell between, and no compiler', async () => {
  const image = await readImage();
  const second = image.slice(image.findLastIndex(([name]) => name === 'FROM'));
  expect(valuesOf(image, 'FROM')).toEqual([
    'node:24-bookworm-slim AS build',
    'node:24-bookworm-slim',
  ]);
  expect(valuesOf(second, 'USER')).toEqual(['node']);
  expect(valuesOf(second, 'ENTRYPOINT')).toEqual(['["mess"]']);
  expect(valuesOf(second, 'STOPSIGNAL')).toEqual(['SIGTERM']);
  expect(valuesOf(image, 'RUN').join()).not.toMatch(/apt|apk|gcc|python/);
  // What is built is copied whole, and nothing of the build with it.
  expect(valuesOf(second, 'COPY')).toEqual(['--from=build /opt/mess /opt/mess']);
});

test('all that the image is built with is there, and not left out', async () => {
  const image = await readImage();
  const ignored = (await readFile('.dockerignore', 'utf8')).split('\n').filter(Boolean);
  const { scripts, bin, files } = JSON.parse(await readFile('package.json', 'utf8'));
  expect(valuesOf(image, 'COPY')[0]).toBe('. .');
  const [build = ''] = valuesOf(image, 'RUN');
  expect(build).toMatch(/^npm ci && npm run build && npm pack /);
  const made = ['dist'];
  const needed = [
    ...['package.json', 'package-lock.json', '.npmrc', 'src', 'migrations'],
    ...[String(scripts.build).replace(/^node /, ''), bin.mess],
    ...files.filter((each: string) => !made.includes(each)),
  ];
  for (const path of needed) {
    expect([path, existsSync(path), ignored.includes(path)]).toEqual([path, true, false]);
  }
  expect(ignored).toEqual(expect.arrayContaining(['node_modules', 'dist', '.git']));
});

test('the image knows whether its server is well, on a socket or a port', async () => {
  const { home } = await createMessNow();
  const socket = join(home, 'serve.sock');
  const onSocket = await startServing(home, [
    '--listen',
    socket,
    '--url',
    'https://mess.example.org',
  ]);
  expect(await askHealth({ socket })).toBe(0);
  // As an image is stopped.
  onSocket.child.kill('SIGTERM');
  expect(await onSocket.ended).toMatchObject({ code: 0, signal: null });
  expect(await askHealth({ socket })).toBe(1);

  const onPort = await startServing(home, ['--listen', '127.0.0.1:0']);
  const { port } = new URL(onPort.listening);
  expect(await askHealth({ port })).toBe(0);
  onPort.child.kill('SIGTERM');
  await onPort.ended;
  expect(await askHealth({ port })).toBe(1);
});
