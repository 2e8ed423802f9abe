import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { isOwnHost } from '../../../src/web/security/host.ts';
import { createMess } from '../../support/mess.ts';
import { serveMess } from '../serve-mess.ts';
import { askRaw, BEHIND_PROXY, PUBLIC_URL, viaProxy } from './ask-raw.ts';

test.each([
  ['mess.example.org', true],
  ['MESS.example.org', true],
  ['mess.example.org:443', true],
  ['mess.example.org:7070', false],
  ['mess.example.org.evil.example', false],
  ['evil.example', false],
  ['evil.example/mess.example.org', false],
  ['user@mess.example.org', false],
  ['127.0.0.1', false],
  ['', false],
  [undefined, false],
])('%s names the server of a url: %s', (host, isOwn) => {
  expect(isOwnHost(host, PUBLIC_URL)).toBe(isOwn);
});

test.each([
  ['127.0.0.1:7070', true],
  ['127.1.2.3', true],
  ['localhost:7070', true],
  ['[::1]:7070', true],
  ['evil.example', false],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['10.0.0.7:7070', false],
  [undefined, false],
])('%s names a server of this machine alone: %s', (host, isOwn) => {
  expect(isOwnHost(host, undefined)).toBe(isOwn);
});

test('who asks for another host is misdirected, on pages, the API and the calls of the original', async () => {
  const { url } = await serveMess(await createMess());
  for (const path of ['/', '/api/v1/students', '/studentexpense/S001', '/assets/x', '/nothing']) {
    const answer = await askRaw(url + path, { headers: { host: 'rebound.evil.example' } });
    expect([path, answer.status]).toEqual([path, 421]);
  }
  // What watches over a server knows no name of it.
  const probe = await askRaw(`${url}/healthz`, { headers: { host: 'rebound.evil.example' } });
  expect(probe.status).toBe(200);
});

test('who names two hosts, or another one in the address than in the header, is misdirected', async () => {
  const { url } = await serveMess(await createMess());
  const { host, port } = new URL(url);
  for (const [lines, status] of [
    [[`GET / HTTP/1.1`, `Host: ${host}`], 200],
    [[`GET / HTTP/1.1`, `Host: ${host}`, 'Host: evil.example'], 421],
    [[`GET / HTTP/1.1`, `Host: ${host}`, `Host: ${host}`], 421],
    [[`GET http://${host}/ HTTP/1.1`, `Host: ${host}`], 200],
    [[`GET http://evil.example/ HTTP/1.1`, `Host: ${host}`], 421],
  ] as const) {
    const socket = connect(Number(port), '127.0.0.1');
    socket.end(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
    const answer = await text(socket);
    expect([...lines, answer.split(' ')[1]]).toEqual([...lines, String(status)]);
  }
});

test('what a trusted proxy had without encryption is sent to HTTPS, or refused', async () => {
  const { url } = await serveMess(await createMess(), BEHIND_PROXY);
  const headers = viaProxy('203.0.113.7', { 'x-forwarded-proto': 'http' });
  const read = await askRaw(`${url}/me?x=1`, { headers });
  expect([read.status, read.headers.location]).toEqual([308, 'https://mess.example.org/me?x=1']);
  const strange = await askRaw(`${url}//evil.example/`, { headers });
  expect(strange.headers.location).toBe('https://mess.example.org//evil.example/');
  const sent = await askRaw(`${url}/studentlogin`, { method: 'POST', headers, body: '{}' });
  expect(sent.status).toBe(403);
  const safe = await askRaw(`${url}/`, { headers: viaProxy('203.0.113.7') });
  expect([safe.status, safe.headers['strict-transport-security']]).toEqual([
    200,
    'max-age=31536000',
  ]);
});

test('redirects name no host but that of the url', async () => {
  const { url } = await serveMess(await createMess(), BEHIND_PROXY);
  const headers = viaProxy('203.0.113.7', { 'x-forwarded-host': 'evil.example' });
  const answer = await askRaw(`${url}/me`, { headers });
  expect([answer.status, answer.headers.location]).toEqual([303, '/']);
  expect(JSON.stringify(answer.headers)).not.toContain('evil');
});

test('without HTTPS nothing claims it', async () => {
  const { url } = await serveMess(await createMess());
  const answer = await askRaw(`${url}/`);
  expect(answer.headers).not.toHaveProperty('strict-transport-security');
});
