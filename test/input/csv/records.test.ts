import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RECORD_DELIMITERS } from '../../../src/input/csv/delimiter.ts';
import { createRecordReader } from '../../../src/input/csv/records.ts';

const text = (characters: string) =>
  fc.string({ unit: fc.constantFrom(...characters), maxLength: 40 });

const delimiter = fc.constantFrom(',', ';', '\t', '|', '.');

/** Where the text is cut into pieces, in bytes. */
const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 6 });

async function readInPieces(whole: string, delimiter: string, cuts: readonly number[]) {
  const bytes = Buffer.from(whole);
  const places = cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b);
  const reader = createRecordReader({ delimiter, maxRecordBytes: 1000 });
  const records: (readonly string[])[] = [];
  try {
    for (const [index, place] of places.entries()) {
      const read = await reader.write(bytes.subarray(places[index - 1] ?? 0, place));
      records.push(...read.records);
    }
    const read = await reader.end(bytes.subarray(places.at(-1) ?? 0));
    records.push(...read.records);
    return read.error ? { error: true } : { records };
  } finally {
    reader.destroy();
  }
}

/** All at once, by the library alone. */
function readByLibrary(whole: string, delimiter: string) {
  const options = {
    delimiter,
    record_delimiter: RECORD_DELIMITERS,
    relax_column_count: true,
    relax_quotes: true,
  };
  return { records: parse(Buffer.from(whole), options) };
}

test('text without a quote is read as the library reads it, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      text("ab,;.|\t\r\n '=é💥\u2028\0"),
      delimiter,
      cuts,
      async (...[whole, by, at]) => {
        expect(await readInPieces(whole, by, at)).toEqual(readByLibrary(whole, by));
      },
    ),
    { numRuns: 2000 },
  );
});

test('so is what comes before a quote, and after it', async () => {
  const rows = text('ab,\r\n é');
  const quoted = fc
    .tuple(rows, text('ab,\r\n '))
    .map(([before, inside]) => `${before}\n"${inside}",x\n`);
  await fc.assert(
    fc.asyncProperty(fc.tuple(quoted, rows), cuts, async ([start, end], at) => {
      const whole = start + end;
      expect(await readInPieces(whole, ',', at)).toEqual(readByLibrary(whole, ','));
    }),
    { numRuns: 2000 },
  );
});

test('so is a quote in the middle of a cell', async () => {
  const stray = text('ab,\r\n é').map((each) => each.replaceAll('a', 'a"'));
  await fc.assert(
    fc.asyncProperty(stray, cuts, async (whole, at) => {
      expect(await readInPieces(whole, ',', at)).toEqual(readByLibrary(whole, ','));
    }),
    { numRuns: 2000 },
  );
});

test('a cell like ="1,250.00" keeps its comma, and a cell in quotes all of what it holds', async () => {
  const inQuotes = text('=",\n a').map((cell) => [`"${cell.replaceAll('"', '""')}"`, cell]);
  const asFormula = fc
    .string({ unit: fc.constantFrom(...'=, a'), minLength: 1, maxLength: 6 })
    .map((cell) => [`="${cell}"`, cell]);
  const rows = fc.array(fc.array(fc.oneof(inQuotes, asFormula), { minLength: 2, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(rows, cuts, async (table, at) => {
      const whole = table.map((row) => `${row.map(([written]) => written).join(',')}\n`).join('');
      expect(await readInPieces(whole, ',', at)).toEqual({
        records: table.map((row) => row.map(([, cell]) => cell)),
      });
    }),
    { numRuns: 2000 },
  );
});
