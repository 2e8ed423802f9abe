import { appendFile, open, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { FileFault } from '../../../src/domain/imports/report.ts';
import { openSource, sourceOfOpenFile } from '../../../src/input/csv/source.ts';
import { createHome } from '../../support/mess.ts';

const LENGTH = 300_000;

test.each([
  ['shorter', (path: string) => truncate(path, 100_000), true],
  ['longer', (path: string) => appendFile(path, 'more'), true],
  ['neither', async () => {}, false],
])('a file that becomes %s while it is read', async (_title, change, isFault) => {
  const path = join(await createHome(), 'a.csv');
  await writeFile(path, 'x'.repeat(LENGTH));
  const { signal } = new AbortController();
  const source = openSource(path, Readable.from([]), { maxBytes: 2 ** 20, signal });
  let bytes = 0;
  const read = async () => {
    for await (const chunk of source.chunks) {
      if (bytes === 0) await change(path);
      bytes += chunk.length;
    }
  };
  const fault = await read().catch((error: unknown) => error);
  if (!isFault) expect({ fault, bytes }).toEqual({ fault: undefined, bytes: LENGTH });
  else {
    expect(fault).toBeInstanceOf(FileFault);
    expect((fault as FileFault).errors).toMatchObject([{ code: 'file_changed' }]);
  }
});

test('an open file of which no more is wanted stays open for who has it', async () => {
  const path = join(await createHome(), 'a.csv');
  await writeFile(path, 'x'.repeat(LENGTH));
  const file = await open(path);
  const source = sourceOfOpenFile('a.csv', file.fd, LENGTH);
  for await (const chunk of source.chunks) {
    expect(chunk.length).toBeLessThan(LENGTH);
    break;
  }
  // A file that is opened now would be given the number of one that was closed.
  const other = await open(path);
  await file.close();
  expect(await other.readFile('utf8')).toHaveLength(LENGTH);
  await other.close();
});
