import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWholeLines } from '../../../src/input/upkeep/whole-lines.ts';
import { createHome } from '../../support/mess.ts';

const ANY = { maxBytes: () => 2 ** 30, mayBegin: () => true };

/** Pieces of a text, some of them longer than what is read at once. */
const pieces = fc.array(
  fc.tuple(
    fc.constantFrom('a', '\n', 'é', 'द', '😀', '\ufeff'),
    fc.integer({ min: 1, max: 40_000 }),
  ),
  { maxLength: 12 },
);

test('the lines of any text, and all its bytes, wherever it is cut', async () => {
  const path = join(await createHome(), 'text');
  await fc.assert(
    fc.asyncProperty(pieces, fc.boolean(), async (parts, isPacked) => {
      const text = `${parts.map(([sign, times]) => sign.repeat(times)).join('')}\n`;
      await writeFile(path, isPacked ? gzipSync(text) : text);
      const lines: string[] = [];
      const bytes: Buffer[] = [];
      for await (const piece of readWholeLines(path, isPacked, ANY)) {
        lines.push(...piece.lines);
        bytes.push(piece.bytes);
      }
      expect(lines.join('\n') === text.slice(0, -1)).toBe(true);
      expect(lines.length).toBe(text.split('\n').length - 1);
      expect(Buffer.concat(bytes).equals(Buffer.from(text))).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('a line may have as many bytes as it may, and not one more', async () => {
  const path = join(await createHome(), 'text');
  const read = async (text: string) => {
    await writeFile(path, text);
    const form = { maxBytes: (lineNo: number) => 100_000 * lineNo, mayBegin: () => true };
    const lengths: number[] = [];
    for await (const { lines } of readWholeLines(path, false, form)) {
      lengths.push(...lines.map((line) => line.length));
    }
    return lengths;
  };
  const [first, second] = ['a'.repeat(100_000), 'b'.repeat(200_000)];
  expect(await read(`${first}\n${second}\n`)).toEqual([100_000, 200_000]);
  await expect(read(`${first}a\n${second}\n`)).rejects.toMatchObject({ lineNo: 1 });
  await expect(read(`${first}\n${second}b\n`)).rejects.toMatchObject({ lineNo: 2 });
  await expect(read(`${first}\n${second}bb`)).rejects.toMatchObject({ lineNo: 2 });
});
