import fc from 'fast-check';

/** A place in a file, as a millionth of its length. */
const place = fc.nat(999_999);
const at = (length: number, millionths: number) => Math.floor((length * millionths) / 1_000_000);

const INSERTED: readonly (readonly number[])[] = [
  ...['"', '""', '"\n', ',', ';', '\t', '|', '\0', '\ufeff', '\r', '\n', '\r\n', '\n\n', "'", '=']
    .concat(['½', ' ', '\u2028', '\u202e', '__proto__', 'sep=;\n', '0', '-', '31', '\u0000\u0001'])
    .map((text) => [...Buffer.from(text)]),
  // No UTF-8, the marks of UTF-16, and the beginnings of other kinds of files.
  [0xff],
  [0xc3],
  [0x80],
  [0xe9],
  [0xed, 0xa0, 0x80],
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0x50, 0x4b, 3, 4],
  [0x1f, 0x8b, 8],
  [0xf0, 0x9f],
];

const CELLS = [
  '',
  ' ',
  '__proto__',
  'constructor',
  '_x',
  '_line',
  'student_id',
  'ID',
  'month',
  'days',
  '1',
  '31',
  '32',
  'name',
  'timestamp',
  'time',
  'phone',
  'left',
  'S1',
  's2',
  'NOBODY',
  '2025-05',
  'May-25',
  '2025-13',
  '1.5',
  '1,5',
  '-1',
  '1e3',
  'P',
  'H',
  'X',
  '2025-05-03 08:00',
  '31/05/2025',
  '2025-02-30T25:61',
  '9876543210',
  '+1',
  '=1+1',
  '"',
  'x'.repeat(300),
  'अ',
  'null',
  '999999999999',
];

/** What can happen to a file on its way. */
export const mutation = fc.oneof(
  fc.record({ kind: fc.constant('flip'), place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('insert'), place, bytes: fc.constantFrom(...INSERTED) }),
  fc.record({ kind: fc.constant('insert at the start'), bytes: fc.constantFrom(...INSERTED) }),
  fc.record({ kind: fc.constant('delete'), place, count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('truncate'), place }),
  fc.record({ kind: fc.constant('repeat line'), place, count: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('delete line'), place }),
  fc.record({ kind: fc.constant('swap lines'), place, other: place }),
  fc.record({ kind: fc.constant('cell'), place, text: fc.constantFrom(...CELLS) }),
  fc.record({ kind: fc.constant('header'), place, text: fc.constantFrom(...CELLS) }),
  fc.record({
    kind: fc.constant('long'),
    place,
    size: fc.constantFrom(70, 65_500, 65_536, 300_000),
  }),
  fc.record({ kind: fc.constant('newlines'), to: fc.constantFrom('\r\n', '\r', '\n\n') }),
  fc.record({ kind: fc.constant('newline'), place, to: fc.constantFrom('\r\n', '\r', '\n\r', '') }),
  fc.record({ kind: fc.constant('delimiters'), to: fc.constantFrom(';', '\t', '|', ':') }),
  fc.record({ kind: fc.constant('utf-16'), mark: fc.boolean(), swap: fc.boolean() }),
  fc.record({ kind: fc.constant('latin-1') }),
);

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** Bytes as text, one character a byte, so that what is no UTF-8 stays as it is. */
const textOf = (bytes: Buffer) => bytes.toString('latin1');
const bytesOf = (text: string) => Buffer.from(text, 'latin1');

export function mutate(bytes: Buffer, change: Mutation): Buffer {
  switch (change.kind) {
    case 'flip': {
      const copy = Buffer.from(bytes);
      const index = at(bytes.length, change.place);
      copy[index] = (copy[index] ?? 0) ^ (1 << change.bit);
      return copy;
    }
    case 'insert':
      return splice(bytes, at(bytes.length, change.place), 0, Buffer.from(change.bytes));
    case 'insert at the start':
      return splice(bytes, 0, 0, Buffer.from(change.bytes));
    case 'delete':
      return splice(bytes, at(bytes.length, change.place), change.count, Buffer.alloc(0));
    case 'truncate':
      return bytes.subarray(0, at(bytes.length, change.place));
    case 'long':
      return splice(bytes, at(bytes.length, change.place), 0, Buffer.alloc(change.size, 'x'));
    case 'newlines':
      return bytesOf(textOf(bytes).replaceAll('\n', change.to));
    case 'delimiters':
      return bytesOf(textOf(bytes).replaceAll(/[,;]/g, change.to));
    case 'latin-1':
      return Buffer.from(bytes.toString('utf8'), 'latin1');
    case 'utf-16': {
      const text = `${change.mark ? '\ufeff' : ''}${bytes.toString('utf8')}`;
      const wide = Buffer.from(text, 'utf16le');
      return change.swap ? wide.swap16() : wide;
    }
    default:
      return mutateLines(bytes, change);
  }
}

function splice(bytes: Buffer, start: number, deleted: number, inserted: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, start), inserted, bytes.subarray(start + deleted)]);
}

function mutateLines(
  bytes: Buffer,
  change: Extract<
    Mutation,
    { kind: 'repeat line' | 'delete line' | 'swap lines' | 'cell' | 'header' | 'newline' }
  >,
): Buffer {
  const lines = textOf(bytes).split('\n');
  const index = change.kind === 'header' ? 0 : at(lines.length, change.place);
  const line = lines[index] ?? '';
  switch (change.kind) {
    case 'repeat line':
      lines.splice(index, 0, ...Array<string>(change.count).fill(line));
      break;
    case 'delete line':
      lines.splice(index, 1);
      break;
    case 'swap lines': {
      const other = at(lines.length, change.other);
      [lines[index], lines[other]] = [lines[other] ?? '', line];
      break;
    }
    case 'newline':
      return bytesOf(
        `${lines.slice(0, index + 1).join('\n')}${change.to}${lines.slice(index + 1).join('\n')}`,
      );
    default: {
      const cells = line.split(/([,;\t|])/);
      // Every second piece is a delimiter.
      const cell = 2 * at((cells.length + 1) / 2, (change.place * 7919) % 1_000_000);
      cells[cell] = textOf(Buffer.from(change.text));
      lines[index] = cells.join('');
    }
  }
  return bytesOf(lines.join('\n'));
}
