import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import {
  createFour,
  expectRefused,
  figures,
  importBytes,
  importRoll,
  refused,
  stored,
  taken,
  withoutHome,
} from '../../support/records/files/import-file.ts';

const HEADER = 'student_id,month,days_present\n';
const READ_AS = 'monthly, utf-8, comma, May 2025';
const THREE = `${HEADER}S001,2025-05,1\nS002,2025-05,1\n\nS003,2025-05,1\n`;
/** How much of a file is read at once. */
const CHUNK_BYTES = 64 * 2 ** 10;

describe('the size of a row', () => {
  const TOO_LONG =
    'a row longer than 64 KiB: a quote is not closed, or --max-record-size must be more';
  const ONE = 'error: a.csv has 1 mistake: record too long. Nothing was written.';

  test.each([
    ['in quotes', '"'],
    ['without quotes', ''],
  ])('a cell of 10 MB, %s', async (_title, quote) => {
    const cell = `${quote}${'x'.repeat(10_000_000)}${quote}`;
    await expectRefused(
      `${HEADER}S001,2025-05,1\n\nS002,2025-05,${cell}\nS003,2025-05,1\n`,
      [],
      `a.csv:4: ${TOO_LONG}`,
      ONE,
    );
  });

  test('a file of 10 MB without a line break', {
    timeout: 30_000,
  }, async () => {
    const text = `student_id,month,days_present,${'x'.repeat(10_000_000)}`;
    await expectRefused(text, [], `a.csv:1: ${TOO_LONG}`, ONE);
  });

  test('a row of 10 MB of commas', async () => {
    await expectRefused(
      `${HEADER}S001,2025-05,1\nS002,2025-05,1${','.repeat(10_000_000)}\nS003,2025-05,1\n`,
      [],
      `a.csv:3: ${TOO_LONG}`,
      ONE,
    );
  });

  test('--max-record-size allows more, and less', async () => {
    const text = `student_id,name,month,days_present\nS001,${'x'.repeat(70_000)},2025-05,1\n`;
    await expectRefused(text, [], `a.csv:2: ${TOO_LONG}`, ONE);
    const mess = await createFour();
    expect(await importBytes(mess, text, '--max-record-size', '128KiB')).toEqual(
      taken('1 row: 1 new, 0 changed, 0 unchanged (import 1)', READ_AS),
    );
    await expectRefused(
      `${HEADER}S001,2025-05,1\nS002,2025-05,"${'9'.repeat(100)}"\n`,
      ['--max-record-size', '40'],
      'a.csv:3: a row longer than 40 bytes: a quote is not closed, or --max-record-size must be more',
      ONE,
    );
  });

  test('a row before it that is wrong is named too', async () => {
    await expectRefused(
      `${HEADER}S009,2025-05,1\nS002,2025-05,${'x'.repeat(200_000)}\nS008,2025-05,1\n`,
      [],
      'a.csv:2: student_id: no such student (S009)',
      `a.csv:3: ${TOO_LONG}`,
      'error: a.csv has 2 mistakes: record too long, unknown student. Nothing was written.',
    );
  });
});

describe('the size of a file', () => {
  test('--max-rows', async () => {
    await expectRefused(
      THREE,
      ['--max-rows', '2'],
      'a.csv:5: more than 2 rows; --max-rows allows more',
      'error: a.csv has 1 mistake: too many rows. Nothing was written.',
    );
    const mess = await createFour();
    expect((await importBytes(mess, THREE, '--max-rows', '3')).code).toBe(0);
  });

  test('--max-file-size', async () => {
    const lines = [
      'a.csv:1: the file is larger than 40 bytes; --max-file-size allows more',
      'error: a.csv has 1 mistake: file too large. Nothing was written.',
    ];
    await expectRefused(THREE, ['--max-file-size', '40'], ...lines);
    const mess = await createFour();
    const before = stored(mess);
    const piped = mess.with({ stdin: THREE });
    expect(await piped('attendance', 'import', '-', '--max-file-size', '40')).toEqual(
      refused(...lines.map((line) => line.replace('a.csv', 'stdin'))),
    );
    expect(stored(mess)).toEqual(before);
    expect((await importBytes(mess, THREE, '--max-file-size', '1 kib')).code).toBe(0);
  });

  test.each([
    ['--max-file-size', '1X', 'not a size; write it like 64KiB or 256MiB (1X)'],
    ['--max-record-size', '0', 'not a size; write it like 64KiB or 256MiB (0)'],
    ['--max-rows', '1.5', 'not a whole number (1.5)'],
    ['--max-errors', 'all', 'not a whole number (all)'],
    ['--delimiter', ', ', 'not a delimiter; write , ; | or tab (, )'],
    ['--delimiter', 'x', 'not a delimiter; write , ; | or tab (x)'],
  ])('%s %s is exit 2', async (flag, value, sentence) => {
    const mess = await createMess();
    const { code, stdout, stderr } = await importBytes(mess, THREE, flag, value);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toBe(`error: ${flag}: ${sentence}`);
  });
});

describe('where a file is cut into pieces', () => {
  const FOLDED = 'student_id,name,month,days_present';
  const BLANK = 'S001,,2025-05,';
  const BAD = Buffer.concat([Buffer.from('S001,'), Buffer.from([0xe9]), Buffer.from(',2025-05,')]);
  const refusal = (line: number) => [
    `a.csv:${line}: not UTF-8 text; save the file as "CSV UTF-8", or try --encoding windows-1252`,
    'error: a.csv has 1 mistake: bad encoding. Nothing was written.',
  ];
  const toBytes = (lines: readonly (string | Buffer)[], end: string) =>
    Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from(end)]));

  /** Rows whose second line fills the first piece to its last byte but `left`. */
  function fillPiece(end: string, left: number): string[] {
    const used = FOLDED.length + end.length + BLANK.length + left;
    return [FOLDED, BLANK.replace(',,', `,${'x'.repeat(CHUNK_BYTES - used)},`)];
  }

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('bad bytes on line 20,000 of 30,000 that end in %s', async (_name, end) => {
    const lines: (string | Buffer)[] = [FOLDED, ...Array(29_999).fill(BLANK)];
    lines[19_999] = BAD;
    lines[5] = 'S009,,2025-05,1';
    const bytes = toBytes(lines, end);
    expect(bytes.length).toBeGreaterThan(6 * CHUNK_BYTES);
    await expectRefused(bytes, [], ...refusal(20_000));
  });

  test('bad bytes after a CRLF that is cut in two', async () => {
    const bytes = toBytes([...fillPiece('\r\n', 1), BLANK, BAD, BLANK], '\r\n');
    expect(bytes.subarray(CHUNK_BYTES - 1, CHUNK_BYTES + 1).toString()).toBe('\r\n');
    await expectRefused(bytes, [], ...refusal(4));
  });

  test('bad bytes that are cut in two', async () => {
    const bytes = toBytes([...fillPiece('\n', 1), BAD], '\n');
    const start = Buffer.concat([bytes.subarray(0, CHUNK_BYTES - 1), Buffer.from([0xe2, 0x82])]);
    await expectRefused(Buffer.concat([start, Buffer.from('x\n')]), [], ...refusal(2));
    await expectRefused(start, [], ...refusal(2));
  });

  test('a row that is wrong after a CRLF that is cut in two', async () => {
    await expectRefused(
      toBytes([...fillPiece('\r\n', 1), BLANK, 'S009,,2025-05,1', BLANK], '\r\n'),
      [],
      'a.csv:4: student_id: no such student (S009)',
      'error: a.csv has 1 mistake: unknown student. Nothing was written.',
    );
  });

  test('a quoted cell and its CRLF that are cut in two', async () => {
    const [header = '', row = ''] = fillPiece('\r\n', 3);
    const quoted = row.replace(/,(x+),/, (_, cell: string) => `,"${cell}\r\n",`);
    const bytes = toBytes([header, quoted, 'S009,,2025-05,1'], '\r\n');
    const cut = bytes.indexOf('\r\n",');
    const shifted = Buffer.concat([Buffer.from('\n'.repeat(CHUNK_BYTES - 1 - cut)), bytes]);
    const offset = CHUNK_BYTES - 1 - cut;
    expect(shifted.subarray(CHUNK_BYTES - 1, CHUNK_BYTES + 1).toString()).toBe('\r\n');
    await expectRefused(
      shifted,
      ['--max-record-size', '1MiB'],
      `a.csv:${offset + 4}: student_id: no such student (S009)`,
      'error: a.csv has 1 mistake: unknown student. Nothing was written.',
    );
  });

  const inUtf8 = (bytes: Buffer) => ((bytes[CHUNK_BYTES] ?? 0) & 0xc0) === 0x80;
  const inUtf16 = (bytes: Buffer) => ((bytes[CHUNK_BYTES + 1] ?? 0) & 0xfc) === 0xdc;
  const encodings: [BufferEncoding, string, number, number, (bytes: Buffer) => boolean][] = [
    ['utf8', '', 15, 10, inUtf8],
    ['utf16le', `\ufeff${'\n'.repeat(40)}`, 6, 1, inUtf16],
  ];
  test.each(encodings)(
    'characters of %s cut in two',
    async (encoding, start, shifts, cuts, isCut) => {
      // Of 4, 3, 3, 3 and 2 bytes, or of 2, 1, 1, 1 and 1 units.
      const name = '😀दे€é'.repeat(20);
      const rows = Array.from({ length: 300 }, (_, n) => `S${n},${name},CSE,9876543210\n`).join('');
      let cut = 0;
      for (let shift = 0; shift < shifts; shift++) {
        const mess = await createMess();
        const text = `${start}${'\n'.repeat(shift)}id,name,branch,phone\n${rows}`;
        const bytes = Buffer.from(text, encoding);
        if (isCut(bytes)) cut++;
        expect((await importRoll(mess, bytes)).stdout).toContain(': 300 new, 0 changed');
        expect(mess.rows('select distinct name from students')).toEqual([{ name }]);
      }
      expect(cut).toBe(cuts);
    },
  );
});

describe('more than 20 mistakes', () => {
  const LINES = Array.from(
    { length: 25 },
    (_, n) => `a.csv:${n + 2}: student_id: no such student (X${n})`,
  );
  const TEXT = `${HEADER}${LINES.map((_, n) => `X${n},2025-05,1\n`).join('')}`;
  const SUMMARY = 'error: a.csv has 25 mistakes: unknown student. Nothing was written.';
  const HINT =
    'hint: correct the file and import it again, or take its good rows with --partial; --max-errors 25 shows all of them';

  test.each([
    ['the first 20', [], [...LINES.slice(0, 20), '… and 5 more', SUMMARY, HINT]],
    ['none', ['--max-errors', '0'], ['… and 25 more', SUMMARY, HINT]],
    ['24', ['--max-errors', '24'], [...LINES.slice(0, 24), '… and 1 more', SUMMARY, HINT]],
    [
      'all',
      ['--max-errors', '25'],
      [
        ...LINES,
        SUMMARY,
        'hint: correct the file and import it again, or take its good rows with --partial',
      ],
    ],
  ])('%s', async (_title, options, lines) => {
    const mess = await createFour();
    expect(await importBytes(mess, TEXT, ...options)).toEqual({
      code: 6,
      stdout: '',
      stderr: `${lines.join('\n')}\n`,
    });
    expect(await importBytes(mess, TEXT, '--quiet', ...options)).toEqual({
      code: 6,
      stdout: '',
      stderr: `${lines.join('\n')}\n`,
    });
  });

  test('JSON has all, whatever is shown', async () => {
    const mess = await createFour();
    for (const options of [[], ['--max-errors', '0']]) {
      const { code, stdout } = await importBytes(mess, TEXT, '--json', ...options);
      const { rows, rejected, errors } = JSON.parse(stdout);
      expect({ code, rows, rejected }).toEqual({ code: 6, rows: 25, rejected: 25 });
      expect(errors).toEqual(
        LINES.map((_, n) => ({
          line: n + 2,
          column: 'student_id',
          code: 'unknown_student',
          value: `X${n}`,
          message: 'no such student',
        })),
      );
    }
  });
});

test('a named pipe is read like standard input', async () => {
  const mess = await createFour();
  const source = await mess.file('source.csv', THREE);
  const pipe = join(mess.home, 'a.csv');
  execFileSync('mkfifo', [pipe]);
  const writer = spawn('sh', ['-c', 'cat "$0" > "$1"', source, pipe]);
  const result = await mess('attendance', 'import', pipe);
  writer.kill();
  expect(withoutHome(mess, result)).toEqual(
    taken(
      '3 rows: 3 new, 0 changed, 0 unchanged (import 1)',
      `${READ_AS}.\nNo days for 1 on the roll in May 2025: S004`,
    ),
  );
  expect(figures(mess)).toEqual(['S001 2025-05 1', 'S002 2025-05 1', 'S003 2025-05 1']);
});
