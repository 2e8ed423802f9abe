import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { beginTrial } from '../../support/books/restore-trial.ts';

const MB = 2 ** 20;

/** It took minutes once; on a machine that is busy with other things it takes no more than this. */
const ENOUGH_MS = 10_000;

test('lines without an end are refused without reading on and on', async () => {
  const { lines, refuse, finish } = await beginTrial();
  const header = `${lines[0]}\n`;
  const blanks = ' '.repeat(64 * MB);
  const first = 'is no backup of a mess: its line 1 is too long';
  const later = 'is damaged in line 2';
  // Many packed pieces, one after the other, are one packed text.
  const bomb = (beginning: string, sign: string) =>
    Buffer.concat([
      gzipSync(beginning),
      ...Array<Buffer>(33).fill(gzipSync(sign.repeat(8 * MB), { level: 1 })),
    ]);
  const cases: readonly (readonly [what: string, content: string | Uint8Array, why: string])[] = [
    ['blanks', `${blanks}\n`, first],
    ['blanks after the first line', `${header}${blanks}\n`, later],
    ['a text without an end', `${header}["${blanks}\n`, later],
    ['packed blanks', gzipSync(`${blanks}\n`), first],
    ['packed blanks after the first line', bomb(header, ' '), later],
    ['packed text without an end', bomb(`${header}["`, 'a'), later],
  ];
  for (const [what, content, why] of cases) {
    const name = typeof content === 'string' ? 'a' : 'a.gz';
    const start = process.cpuUsage();
    expect(await refuse(what, content, name), what).toBe(why);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000, what).toBeLessThan(ENOUGH_MS);
  }
  await finish();
});
