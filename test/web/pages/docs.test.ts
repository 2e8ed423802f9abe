import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { ENDPOINTS } from '../../../src/web/api/catalogue.ts';
import type { Endpoint } from '../../../src/web/api/endpoint.ts';
import { sayWhoMay } from '../../../src/web/pages/docs/endpoint.tsx';
import { curlOf, exampleOf } from '../../../src/web/pages/docs/example.ts';
import { SECTIONS } from '../../../src/web/pages/docs/sections.ts';
import { sayShape, shapeOf } from '../../../src/web/pages/docs/shape.ts';
import { createMess } from '../../support/mess.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';

/** Text as it was before it stood in a page. */
function decode(page: string): string {
  return page.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

function find(name: string): Endpoint {
  const found = ENDPOINTS.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

test('every endpoint stands on one page, with its way, who may, its fields and an example', async () => {
  const listed = SECTIONS.flatMap(({ endpoints }) => endpoints);
  expect(listed.map(({ name }) => name).sort()).toEqual(ENDPOINTS.map(({ name }) => name).sort());
  const { ask } = await serveMess(await createMess());
  const start = decode((await ask('/docs')).text);
  for (const { slug, endpoints } of SECTIONS) {
    const { status, text } = await ask(`/docs/${slug}`);
    expect(status).toBe(200);
    expect(text).not.toContain('<script');
    const page = decode(text);
    for (const endpoint of endpoints) {
      const { method, path, name, query, body } = endpoint;
      const way = `${method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`;
      const keys = [query, body].flatMap((each) =>
        Object.keys(shapeOf(each ?? {}).properties ?? {}),
      );
      expect(start).toContain(`href="/docs/${slug}#${name}"`);
      expect(start).toContain(`${way}</code>`);
      for (const part of [
        `id="${name}"`,
        `${way}</code>`,
        sayWhoMay(endpoint),
        curlOf(endpoint),
        sayShape(shapeOf(endpoint.answer)),
        ...keys.map((key) => `<code>${key}</code>`),
      ]) {
        expect(page).toContain(part);
      }
    }
  }
  expect((await ask('/docs/nothing')).status).toBe(404);
});

test('the examples are what the endpoints take', () => {
  const wrong = ENDPOINTS.flatMap((endpoint) => {
    const { path, body } = exampleOf(endpoint);
    const { searchParams } = new URL(path, 'http://localhost');
    const query = Object.fromEntries(searchParams);
    return [
      ...(endpoint.body === undefined ? [] : Value.Errors(endpoint.body, body)),
      ...(endpoint.query === undefined ? [] : Value.Errors(endpoint.query, query)),
      ...(path.includes(':') || path.includes('text') ? [path] : []),
    ].map((each) => [endpoint.name, each]);
  });
  expect(wrong).toEqual([]);
  const [spoilt] = Value.Errors(find('addStudent').body ?? {}, { id: 1 });
  expect(spoilt).toBeDefined();
});

test('an endpoint as people read it', () => {
  expect(curlOf(find('registerBill'))).toBe(
    'curl -X POST "$MESS/api/v1/bills/2025-05" -H "Authorization: Bearer $TOKEN" ' +
      `-H 'Content-Type: application/json' -d '{"total":"90000"}'`,
  );
  expect(curlOf(find('importAttendance'))).toBe(
    'curl -X POST "$MESS/api/v1/attendance/imports?dryRun" -H "Authorization: Bearer $TOKEN" ' +
      "-H 'Content-Type: text/csv' --data-binary @file.csv",
  );
  expect(sayWhoMay(find('registerBill'))).toBe('owner, manager; a service token with bills.');
  expect(sayWhoMay(find('showReceipt'))).toBe(
    'owner, manager, clerk, viewer; a service token with read; a student, of their own.',
  );
  expect(sayWhoMay(find('changeSettings'))).toBe('owner. The own password is asked for once more.');
  expect(sayShape(shapeOf(find('undoPaymentImport').answer))).toBe(
    [
      '{',
      '  import: whole number',
      '  file: text',
      '  payments: whole number  — receipts that are reversed',
      '  others: whole number  — lines that were of no student',
      '}',
    ].join('\n'),
  );
});

test('the desk leads there', async () => {
  const { ask, url } = await serveMess(await createMess());
  const form = { id: OWNER, secret: PASSWORD };
  const signedIn = await ask('/adminloginpage', { form, headers: { origin: url } });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const tokens = await ask('/desk/tokens', { headers: { cookie } });
  expect(tokens.text).toContain('href="/docs">');
  expect((await ask('/docs', { headers: { cookie } })).text).toContain('aria-label="Desk"');
});
