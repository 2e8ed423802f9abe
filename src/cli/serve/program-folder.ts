import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a part of the built program is, which is run from there, or from its source beside it. */
export function findOfProgram(...path: readonly string[]): string {
  const here = fileURLToPath(import.meta.url);
  for (let folder = dirname(here); ; folder = dirname(folder)) {
    const found = join(folder, ...path);
    if (existsSync(found) || folder === dirname(folder)) return found;
  }
}
