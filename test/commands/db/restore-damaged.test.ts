import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { latestMigration } from '../../../src/data/schema/migrations.ts';
import { sealAll, sealEnd } from '../../support/books/backup.ts';
import { beginTrial } from '../../support/books/restore-trial.ts';
import { stepOf } from '../../support/strength.ts';

/** Of the many places to damage a file at, every so many; all in a full run where a try costs little. */
const STEP = inject('engine') === 'sqlite' ? stepOf(6) : 4;

/** The same numbers every time. */
function createRandom(): (below: number) => number {
  let state = 20250601;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('no backup at all', async () => {
  const { refuse, finish } = await beginTrial();
  const cases: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['empty', '', 'is empty'],
    ['an empty line', '\n', 'is no backup of a mess'],
    ['text', 'student_id,month\nS1,2025-05\n', 'is no backup of a mess'],
    ['another document', '{"name":"x"}\n', 'is no backup of a mess'],
    ['a list', '[1]\n', 'is not whole: its end is missing'],
    ['null', 'null\n', 'is no backup of a mess'],
    ['bytes', Uint8Array.of(0xff, 0xfe, 0x0a), 'is no backup of a mess'],
    ['a database', Buffer.from('SQLite format 3\0\n'), 'is no backup of a mess'],
  ];
  for (const [what, content, why] of cases) expect(await refuse(what, content)).toBe(why);
  await finish();
});

test('cut off at the end of every line, and within it', async () => {
  const { whole, lines, refuse, finish } = await beginTrial();
  let length = 0;
  for (const [index, line] of lines.entries()) {
    const within = length + Math.ceil(line.length / 2);
    length += line.length + 1;
    if (index % STEP !== 0) continue;
    const why = await refuse(`within line ${index + 1}`, whole.slice(0, within));
    expect(why).toBe('is not whole: its last line is cut off');
    if (length === whole.length) break;
    expect(await refuse(`after line ${index + 1}`, whole.slice(0, length))).toBe(
      'is not whole: its end is missing',
    );
  }
  expect(await refuse('before the last byte', whole.slice(0, -1))).toBe(
    'is not whole: its last line is cut off',
  );
  await finish();
});

test('with more behind its end', async () => {
  const { whole, lines, refuse, finish } = await beginTrial();
  for (const more of ['\n', 'x\n', `${lines.at(-1)}\n`, whole]) {
    expect(await refuse(more, whole + more)).toBe('goes on after its end');
  }
  expect(await refuse('x', `${whole}x`)).toBe('is not whole: its last line is cut off');
  const bytes = Buffer.concat([Buffer.from(whole), Buffer.of(0xe0)]);
  expect(await refuse('half a character', bytes)).toBe('is no backup of a mess');
  await finish();
});

test('a byte changed anywhere', async () => {
  const { whole, refuse, finish } = await beginTrial();
  const bytes = Buffer.from(whole);
  const random = createRandom();
  for (let tries = 0; tries < 60; tries += STEP) {
    const at = random(bytes.length);
    const by = 1 + random(255);
    const changed = Buffer.from(bytes);
    changed[at] = ((changed[at] ?? 0) + by) % 256;
    await refuse(`byte ${at} changed by ${by}`, changed);
  }
  await finish();
});

test('of its lines one is missing, twice there, or in the place of the next', async () => {
  const { whole, lines, refuse, finish } = await beginTrial();
  const random = createRandom();
  for (let at = 0; at < lines.length - 1; at += STEP) {
    const [line = '', next = ''] = lines.slice(at, at + 2);
    const changes: readonly (readonly [string, readonly string[]])[] = [
      ['missing', lines.toSpliced(at, 1)],
      ['twice', lines.toSpliced(at, 0, line)],
      ['swapped', lines.toSpliced(at, 2, next, line)],
    ];
    for (const [what, changed] of changes) {
      if (changed.at(-1) !== lines.at(-1)) continue;
      await refuse(`line ${at + 1} ${what}, sealed`, sealEnd(changed));
      // The checksum at the end finds all of these, so a few are enough.
      if (random(6) > 0) continue;
      await refuse(`line ${at + 1} ${what}`, changed.map((each) => `${each}\n`).join(''));
    }
  }
  // What no table's own checksum tells.
  const imports = lines.findIndex((line) => line.startsWith('{"table":"imports"'));
  for (const changed of [
    lines.toSpliced(imports, 2),
    lines.with(0, (lines[0] ?? '').replace(latestMigration(), '011-imports')),
  ]) {
    expect(await refuse('not sealed', [...changed, ''].join('\n'))).toBe('is damaged');
  }
  expect(sealAll(lines)).toBe(whole);
  await finish();
});

test('packed, and damaged', async () => {
  const { whole, refuse, finish } = await beginTrial();
  const packed = gzipSync(whole);
  const why = 'is not a whole .gz file';
  for (const part of [0.01, 0.5, 0.99]) {
    const cut = packed.subarray(0, Math.ceil(packed.length * part));
    expect(await refuse(`${part} of it`, cut, 'a.gz')).toBe(why);
  }
  const changed = Buffer.from(packed);
  changed[packed.length - 6] = (changed.at(-6) ?? 0) ^ 1;
  expect(await refuse('checksum', changed, 'a.gz')).toBe(why);
  expect(await refuse('not packed', whole, 'a.gz')).toBe(why);
  expect(await refuse('nothing', '', 'a.gz')).toBe(why);
  expect(await refuse('packed under another name', packed)).toBe('is no backup of a mess');
  expect(await refuse('packed, not whole', gzipSync(whole.slice(0, -9)), 'a.gz')).toBe(
    'is not whole: its last line is cut off',
  );
  await finish();
});
