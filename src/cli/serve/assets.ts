import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Assets } from '../../web/assets.ts';
import { findOfProgram } from './program-folder.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
};

/** Reads what was built for pages: each file's name ends with what tells its versions apart. */
export async function readAssets(): Promise<Assets> {
  const folder = findOfProgram('dist', 'web');
  const names = (await readdir(folder)).filter((name) => extname(name) in TYPES);
  const files = await Promise.all(
    names.map(async (name) => ({
      path: `/assets/${name}`,
      type: TYPES[extname(name)] ?? '',
      content: await readFile(join(folder, name)),
      brotli: await readFile(join(folder, `${name}.br`)),
    })),
  );
  const plain = (name: string) => name.replace(/-[0-9A-Z]{8}(\.\w+)$/, '$1');
  return { files, paths: new Map(names.map((name) => [plain(name), `/assets/${name}`])) };
}
