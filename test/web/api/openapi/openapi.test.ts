import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { ENDPOINTS } from '../../../../src/web/api/catalogue.ts';
import { describeApi } from '../../../../src/web/api/openapi/openapi.ts';
import { listBreaks } from './additive.ts';

const FILE = resolve('docs/openapi.json');

test('the description of the API is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(describeApi(ENDPOINTS)));
  expect(result.errors).toBeUndefined();
  expect([result.valid, validator.version]).toEqual([true, '3.1']);
});

test('the file in the manual is made from it, and takes nothing away from clients', async () => {
  const made = describeApi(ENDPOINTS);
  const committed = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : made;
  // Before it is written: what breaks clients is not made the new truth by an update.
  expect(listBreaks(committed, made)).toEqual([]);
  await expect(`${JSON.stringify(made, null, 2)}\n`).toMatchFileSnapshot(FILE);
});

test('every name and every route is there once', () => {
  const names = ENDPOINTS.map(({ name }) => name);
  const routes = ENDPOINTS.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(routes).size).toBe(routes.length);
});
