import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figures } from '../support/records/files/import-file.ts';
import { countTried } from '../support/strength.ts';
import { csvText } from './csv-text.ts';
import { copyMess, createWith, exactly } from './state.ts';

const RUNS = countTried(400);
const TIMEOUT_MS = Math.max(60_000, RUNS * 400);

const NAMES = ['Asha', 'Rao, Vik', 'O "Kim" Li', 'Dev 2', '', 'Nair', 'Sita', 'Om'];
const IDS = NAMES.map((_, index) => (index % 2 === 0 ? `S${index}` : `21CS0${index}`));

const WHERE = ['start', 'middle', 'end'] as const;

/** Two quotes, mostly in one column, of rows near each other; the names of the columns are row 0. */
const quotes = fc
  .record({
    row: fc.integer({ min: 0, max: IDS.length }),
    column: fc.nat({ max: 8 }),
    to: fc.constantFrom(0, 1, 1, 1, 2, 3),
    aside: fc.constantFrom(0, 0, 0, 1),
    where: fc.tuple(fc.constantFrom('start', ...WHERE), fc.constantFrom('end', ...WHERE)),
  })
  .map(({ row, column, to, aside, where: [first, second] }) => [
    { row, column, where: first },
    { row: row + to, column: column + aside, where: second },
  ]);

const table = fc.record({
  /** Columns that are passed over. */
  before: fc.integer({ min: 0, max: 3 }),
  after: fc.integer({ min: 0, max: 3 }),
  atEnd: fc.integer({ min: 0, max: 2 }),
  delimiter: fc.constantFrom(',', ';', '\t'),
  newline: fc.constantFrom('\n', '\r\n'),
  quotes,
});

type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;

function write({ before, after, atEnd, delimiter, newline, quotes }: Table): string {
  const others = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) => `_${name}${index}`);
  const header = [
    ...others(before, 'a'),
    'id',
    ...others(after, 'b'),
    'days',
    'month',
    ...others(atEnd, 'c'),
  ];
  const rows = IDS.map((id, row) =>
    header.map((column, place) => {
      if (column === 'id') return id;
      if (column === 'days') return String(row + 1);
      return column === 'month' ? '2025-05' : (NAMES[(row + place) % NAMES.length] ?? '');
    }),
  );
  const passedOver = header.flatMap((name, place) => (name.startsWith('_') ? [place] : []));
  const cells = [header, ...rows].map((row) =>
    row.map((cell) => csvText([[cell]], { delimiter, newline }).slice(0, -newline.length)),
  );
  for (const { row, column, where } of quotes) {
    const place = passedOver[column % Math.max(1, passedOver.length)] ?? column % header.length;
    const of = cells[row];
    if (of !== undefined) of[place] = withQuote(of[place] ?? '', where);
  }
  return cells.map((row) => `${row.join(delimiter)}${newline}`).join('');
}

function withQuote(text: string, where: (typeof WHERE)[number]): string {
  const at = { start: 0, middle: Math.floor(text.length / 2), end: text.length }[where];
  return `${text.slice(0, at)}"${text.slice(at)}`;
}

test(
  'no row vanishes between two stray quotes, wherever they are',
  async () => {
    const ends = { read: 0, refused: 0 };
    const prepared = await createWith(IDS.map((id) => ({ id, name: id, joined: '' })));
    const meant = IDS.map((id, row) => `${id} 2025-05 ${row + 1}`).sort();
    await fc.assert(
      fc.asyncProperty(table, async (each) => {
        const mess = await copyMess(prepared);
        const stdin = write(each);
        const { code, stderr } = await mess.with({ stdin })('attendance', 'import', '-');
        ends[code === 0 ? 'read' : 'refused'] += 1;
        expect({ stdin, code, stderr, figures: figures(mess) }).toEqual({
          stdin,
          code: code === 0 ? 0 : 6,
          stderr,
          figures: code === 0 ? meant : [],
        });
      }),
      exactly(RUNS, TIMEOUT_MS),
    );
    // Of both there are many.
    expect(Math.min(ends.read, ends.refused)).toBeGreaterThan(RUNS / 10);
  },
  TIMEOUT_MS,
);
