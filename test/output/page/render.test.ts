import { expect, test } from 'vitest';
import { render } from '../../../src/output/page/render.ts';

function* count(n: number) {
  for (let i = 0; i < n; i++) yield { no: i, words: ['a\nb', null], inner: { list: [] } };
}

function json(document: () => unknown): string {
  const view = { json: document, csv: () => ({ header: [], rows: [] }), text: () => [] };
  return [...render(view, 'json', { width: undefined, color: false })].join('');
}

test.each([0, 1, 999, 1000, 1001, 2500])('a document of %i in pieces is the whole', (n) => {
  const list = [...count(n)];
  const object = { before: { a: [1] }, list, none: undefined, after: null };
  for (const document of [list, object]) {
    expect(json(() => document)).toBe(`${JSON.stringify(document, null, 2)}\n`);
  }
  expect(json(() => count(n))).toBe(`${JSON.stringify(list, null, 2)}\n`);
});

test('what is no list or object is whole as well', () => {
  for (const document of [null, {}, [], [[]]]) {
    expect(json(() => document)).toBe(`${JSON.stringify(document, null, 2)}\n`);
  }
});
