import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { jsonTable } from './json-table.ts';

const BEFORE = '<!-- made by npm run docs from src/documents -->\n';

test('the table of JSON keys in the README is that of the schemas', async () => {
  const readme = await readFile('README.md', 'utf8');
  const [before, after = ''] = readme.split(BEFORE);
  const rest = after.slice(after.indexOf('\n\n'));
  await expect(`${before}${BEFORE}${jsonTable()}${rest}`).toMatchFileSnapshot('../../README.md');
});
