import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readAssets } from '../../src/cli/serve/assets.ts';
import { createMess } from '../support/mess.ts';
import { addMay } from '../support/records/month.ts';
import { serveMess } from './serve-mess.ts';

/** How an answer came; `fetch` has taken the compression off its text. */
async function serveCompressed() {
  const mess = await createMess();
  await addMay(mess);
  const { ask, signIn } = await serveMess(mess);
  const token = await signIn();
  return async (path: string, accepted: string, more = {}) => {
    const headers = { 'accept-encoding': accepted, ...more };
    const answer = await ask(path, { token, headers });
    return {
      ...answer,
      encoding: answer.headers.get('content-encoding'),
      vary: answer.headers.get('vary'),
      length: Number(answer.headers.get('content-length')),
    };
  };
}

const OPENAPI = '/api/v1/openapi.json';

test('pages and JSON are compressed as their client takes it', async () => {
  const get = await serveCompressed();
  for (const path of ['/privacy', OPENAPI]) {
    const plain = await get(path, 'identity');
    expect([path, plain.encoding, plain.vary]).toEqual([path, null, 'Accept-Encoding']);
    for (const [accepted, encoding] of [
      ['gzip, deflate, br, zstd', 'br'],
      ['GZIP', 'gzip'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
      ['br;q=0.2, gzip;q=0.9', 'gzip'],
      ['*', 'br'],
    ] as const) {
      const answer = await get(path, accepted);
      const { text, vary, length } = answer;
      expect([path, accepted, answer.encoding, vary]).toEqual([
        path,
        accepted,
        encoding,
        'Accept-Encoding',
      ]);
      expect(text === plain.text).toBe(true);
      expect(length).toBeLessThan(plain.length * 0.6);
    }
    for (const accepted of ['', 'deflate', 'br;q=0, gzip;q=0', 'nonsense;;q=x,,']) {
      expect([accepted, (await get(path, accepted)).encoding]).toEqual([accepted, null]);
    }
  }
});

test('what is short, and what is none, goes as it is', async () => {
  const get = await serveCompressed();
  for (const path of ['/healthz', '/me', '/', '/api/v1/students/S001']) {
    const { encoding, text } = await get(path, 'br');
    expect([path, encoding, text.length < 1024]).toEqual([path, null, true]);
  }
});

test('an answer that is there already is known again, whichever way it came', async () => {
  const get = await serveCompressed();
  const { headers } = await get('/api/v1/students', 'br');
  const tag = headers.get('etag') ?? '';
  // The bytes are others, so that it is no strong one (RFC 9110, 8.8.3.3).
  expect(tag).toMatch(/^W\/"/);
  for (const accepted of ['br', 'gzip', 'identity']) {
    const again = await get('/api/v1/students', accepted, { 'if-none-match': tag });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);
  }
  // Nothing of a page is kept, so there is nothing to ask about.
  const page = await get('/', 'br');
  expect([page.headers.get('etag'), page.headers.get('cache-control')]).toEqual([null, 'no-store']);
});

test('what pages load was compressed when it was built', async () => {
  const { files } = await readAssets();
  expect(files.length).toBeGreaterThan(2);
  const get = await serveCompressed();
  for (const { path, content, brotli } of files) {
    expect(brotliDecompressSync(brotli).equals(content)).toBe(true);
    const answer = await get(path, 'gzip, br');
    expect([path, answer.encoding, answer.length]).toEqual([path, 'br', brotli.length]);
    expect(answer.text).toBe(content.toString());
    expect(answer.vary).toBe('Accept-Encoding');
    const plain = await get(path, 'identity');
    expect([path, plain.encoding, plain.text]).toEqual([path, null, content.toString()]);
    expect((await get(path, 'gzip')).encoding).toBe(content.length < 1024 ? null : 'gzip');
  }
});
