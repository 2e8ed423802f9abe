import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect } from 'vitest';

/** Expects that all below the mark of a page is what is made of the program. */
export async function expectMade(path: string, from: string, made: string): Promise<void> {
  const mark = `<!-- made by npm run docs from ${from} -->\n`;
  const [head] = (await readFile(path, 'utf8')).split(mark);
  await expect(`${head}${mark}\n${made}\n`).toMatchFileSnapshot(resolve(path));
}
