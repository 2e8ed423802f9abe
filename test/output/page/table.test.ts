import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawManyRows, drawRows, renderTable } from '../../../src/output/page/table.ts';
import type { Column } from '../../../src/output/page/table-layout.ts';

const cell = fc
  .oneof(
    fc.string(),
    fc.array(
      fc.constantFrom(...'a1 ,-', 'नि', 'क्ष', 'é', '学', '─', '👍', '👨‍👩‍👧', '🇮🇳', 'ﷺ', '\ue000'),
    ),
    fc.array(fc.constantFrom(' ', 'अमित', 'राव', 'Rao', '木村', '-')),
  )
  .map((found) => (typeof found === 'string' ? found : found.join('')));

const table = fc.integer({ min: 1, max: 5 }).chain((count) => {
  const exactly = { minLength: count, maxLength: count };
  return fc.record({
    columns: fc.array(fc.record({ align: fc.constantFrom('left', 'right') }), exactly),
    widths: fc.array(fc.integer({ min: 2, max: 14 }), exactly),
    rows: fc.array(fc.array(cell, exactly), { minLength: 1, maxLength: 8 }),
  });
});

test('a long table is drawn as cli-table3 draws a short one', () => {
  fc.assert(
    fc.property(table, ({ columns, widths, rows }) => {
      const titled = columns.map((column): Column => ({ title: '', ...column }) as Column);
      expect(drawManyRows(rows, titled, widths)).toBe(drawRows(rows, titled, widths));
    }),
    { numRuns: 500 },
  );
});

test.each([undefined, 20])(
  'the rows of a long table look like those of a short one (%s)',
  (width) => {
    const columns: Column[] = [
      { title: 'ID' },
      { title: 'Name', flexible: true },
      { title: 'Days', align: 'right' },
    ];
    const rows = [
      ['S1', 'Amit Rao', '28.5'],
      ['S2', 'अमित राव', '3'],
      ['S3', 'Kimura 木村 and\tfamily', ''],
    ];
    const lines = (times: number) => {
      const all = Array.from({ length: times }, () => rows).flat();
      const text = [
        ...renderTable({ columns, rows: all, footer: ['', 'all', '9'] }, { width, color: false }),
      ];
      return text.join('').split('\n');
    };
    const [title, rule, ...short] = lines(1);
    const body = short.slice(0, -3);
    const end = short.slice(-3);
    expect(lines(1000)).toEqual([
      title,
      rule,
      ...Array.from({ length: 1000 }, () => body).flat(),
      ...end,
    ]);
  },
);
