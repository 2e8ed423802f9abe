import { expect, test } from 'vitest';
import { createCsrfToken, refuseOtherForm } from '../../../src/web/security/csrf.ts';
import { createMess } from '../../support/mess.ts';
import { serveMess } from '../serve-mess.ts';
import { askRaw } from './ask-raw.ts';

const OWN = 'OWN';

/** What a browser says of where a request comes from, and whether it is taken. */
const SENDERS: readonly (readonly [headers: Record<string, string>, isTaken: boolean])[] = [
  [{ 'sec-fetch-site': 'same-origin', origin: OWN }, true],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'same-site', origin: 'http://other.localhost' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
  // Whoever can forge one of them is no browser; the stricter counts.
  [{ 'sec-fetch-site': 'cross-site', origin: OWN }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ 'sec-fetch-site': '' }, false],
  [{ origin: OWN }, true],
  [{ origin: 'https://evil.example' }, false],
  [{ origin: 'null' }, false],
  [{}, false],
];

const TYPES: readonly (readonly [type: string | undefined, isTaken: boolean])[] = [
  ['application/json', true],
  ['application/json; charset=utf-8', true],
  ['text/plain', false],
  ['text/plain; application/json', false],
  ['application/x-www-form-urlencoded', false],
  ['multipart/form-data; boundary=x', false],
  [undefined, false],
];

async function serveSignedIn() {
  const mess = await createMess();
  const server = await serveMess(mess);
  const token = await server.signIn();
  const cookie = `mess=${token}`;
  const send = async (headers: Record<string, string>, body?: string) => {
    const own = Object.entries(headers).map(([name, value]) => [
      name,
      value === OWN ? server.url : value,
    ]);
    const all: Record<string, string> = Object.fromEntries(own);
    return askRaw(`${server.url}/registerstudent`, {
      method: 'POST',
      headers: all,
      ...(body && { body }),
    });
  };
  return { ...server, mess, token, cookie, send };
}

const STUDENT = '{"st_id":"S001","name":"A","abranch":"B","phone":"9876543210"}';

test('with a cookie, a change comes from a page of this server as JSON, or not at all', async () => {
  const { send, cookie, mess } = await serveSignedIn();
  const shown: unknown[] = [];
  for (const [sender, isOwn] of SENDERS) {
    for (const [type, isJson] of TYPES) {
      const headers = { ...sender, cookie, ...(type !== undefined && { 'content-type': type }) };
      const { status } = await send(headers, STUDENT.replace('S001', `S${shown.length}`));
      // What cannot be read as JSON is refused before it is known who sent it.
      const refused = isJson ? [403] : [403, 415];
      const isRight = isOwn && isJson ? status === 201 : refused.includes(status);
      expect({ sender, type, status, isRight }).toMatchObject({ isRight: true });
      shown.push(status);
    }
  }
  expect(shown).toHaveLength(SENDERS.length * TYPES.length);
  expect(await mess.json('student', 'list')).toHaveLength(3 * 2);
});

test('without a body it is the same', async () => {
  const { send, cookie } = await serveSignedIn();
  expect((await send({ cookie, origin: OWN })).status).toBe(403);
});

test('a token that is sent on purpose needs none of it, but JSON is JSON', async () => {
  const { send, token } = await serveSignedIn();
  const authorization = `Bearer ${token}`;
  const json = { 'content-type': 'application/json' };
  const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  expect((await send({ authorization, ...evil, ...json }, STUDENT)).status).toBe(201);
  expect((await send({ authorization, 'content-type': 'text/plain' }, STUDENT)).status).toBe(415);
  expect((await send({ authorization }, STUDENT)).status).toBe(415);
});

test('GET changes nothing, so that it may come from anywhere', async () => {
  const { ask, cookie } = await serveSignedIn();
  const headers = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  expect((await ask('/api/v1/students', { headers })).status).toBe(200);
});

test('a form is of the session that it was shown to, and looks another each time', () => {
  const [one, again] = [createCsrfToken('session one'), createCsrfToken('session one')];
  expect(one).not.toBe(again);
  refuseOtherForm('session one', one);
  refuseOtherForm('session one', again);
  const flipped = `${one.slice(0, -2)}${one.endsWith('AA') ? 'BB' : 'AA'}`;
  for (const other of [createCsrfToken('session two'), flipped, '', undefined, `${one}AAAA`]) {
    expect(() => refuseOtherForm('session one', other)).toThrow('another session');
  }
});
