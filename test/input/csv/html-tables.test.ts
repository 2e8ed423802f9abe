import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvOptions, DEFAULT_BOUNDS, openCsv } from '../../../src/input/csv/csv.ts';
import { headerRater } from '../../../src/input/csv/header/rate-header.ts';
import { countTried } from '../../support/strength.ts';

const KINDS = (['id', 'name', 'days', 'note'] as const).map((field) => ({
  field,
  canonical: field,
  aliases: [],
}));

const KNOWN = {
  rate: headerRater(
    KINDS,
    (field) => field === 'id',
    (fields) => fields.has('id') && fields.has('days'),
  ),
  looks: [],
};

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size)
    yield bytes.subarray(start, start + size);
}

async function read(bytes: Buffer, size = 4096, more: Partial<CsvOptions> = {}) {
  const options = { ...DEFAULT_BOUNDS, ...more };
  const file = await openCsv(inPieces(bytes, size), options, KNOWN);
  const rows = [];
  for await (const batch of file.batches)
    rows.push(...batch.map(({ line, cells }) => ({ line, cells })));
  const { header, headerLine, totals } = file;
  return { header, headerLine, totals, rows };
}

const SAFE = [
  'a',
  'B',
  '7',
  'é',
  '<',
  '>',
  '&',
  '"',
  "'",
  ',',
  ';',
  '=',
  '-',
  '\u20ac',
  '&amp;',
  '</td>',
];
const BEYOND = ['स', '💥', '\u0141'];

const cell = fc
  .array(fc.constantFrom(...SAFE, ...BEYOND, ' '), { maxLength: 8 })
  .map((parts) => parts.join('').replace(/ +/g, ' ').trim());

const row = fc.oneof(
  { weight: 8, arbitrary: fc.array(cell, { minLength: 4, maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant(['x', '', '', '']) },
);

/** How a page is written, beside what it says. */
const style = fc.record({
  encoding: fc.constantFrom('utf-8', 'meta', 'bom', 'utf-16le', 'utf-16be', 'windows-1252'),
  title: fc.boolean(),
  isSloppy: fc.boolean(),
  isUpper: fc.boolean(),
  isNested: fc.boolean(),
  entity: fc.constantFrom('named', 'decimal', 'hex'),
  spans: fc.constantFrom('none', 'columns', 'rows'),
  newline: fc.constantFrom('\n', '\r\n', ''),
  size: fc.constantFrom(1, 7, 4096),
});

type Style = typeof style extends fc.Arbitrary<infer S> ? S : never;

const NAMED: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  é: '&eacute;',
  ' ': '&nbsp;',
};

function encodeText(text: string, { entity, encoding }: Style): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      const mustBe = '<>&'.includes(character) || (encoding === 'windows-1252' && code > 0xff);
      if (!mustBe && !'"é'.includes(character)) return character;
      if (entity === 'decimal') return `&#${code};`;
      return NAMED[character] && entity === 'named' ? NAMED[character] : `&#x${code.toString(16)};`;
    })
    .join('');
}

/** The cells of a row, of which empty ones may be part of the one before or above. */
function writeRow(rows: readonly (readonly string[])[], index: number, style: Style): string {
  const cells = rows[index] ?? [];
  let text = '';
  for (let place = 0; place < cells.length; ) {
    let [columns, down] = [1, 1];
    if (style.spans === 'columns') while (cells[place + columns] === '') columns++;
    if (style.spans === 'rows') {
      if (cells[place] === '' && index > 0 && rows[index - 1]?.length === cells.length) {
        place++;
        continue;
      }
      while (rows[index + down]?.[place] === '' && rows[index + down]?.length === cells.length)
        down++;
    }
    const span = `${columns > 1 ? ` colspan="${columns}"` : ''}${down > 1 ? ` rowspan=${down}` : ''}`;
    const inner = encodeText(cells[place] ?? '', style);
    const shown = style.isNested ? `<div><b>\n ${inner}</b><!-- <td> --></div>` : inner;
    text += `<td${span} class='a<b'>${shown}${style.isSloppy ? '' : '</td>'}${style.newline}`;
    place += columns;
  }
  return `<tr>${style.newline}${text}${style.isSloppy ? '' : '</tr>'}`;
}

function writePage(rows: readonly (readonly string[])[], style: Style): Buffer {
  const charset = style.encoding === 'windows-1252' ? 'ISO-8859-1' : 'utf-8';
  const meta =
    style.encoding === 'meta' || style.encoding === 'windows-1252'
      ? `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`
      : '';
  const head = style.title ? '<title>id,days</title><style>td { color: red }</style>' : '';
  const lines = rows.map((_, index) => writeRow(rows, index, style)).join(style.newline);
  const other = '<table><tr><td>Ganga Hostel<td>1</table>';
  const page = `<html><head>${meta}${head}</head><body>${other}<table><tbody>${lines}</tbody></table></body></html>`;
  const text = style.isUpper
    ? page.replace(/<(\/?)(td|tr|table)\b/g, (tag) => tag.toUpperCase())
    : page;
  switch (style.encoding) {
    case 'bom':
      return Buffer.from(`\ufeff${text}`);
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from(text, 'latin1');
    default:
      return Buffer.from(text);
  }
}

const quoted = (cells: readonly string[]) =>
  cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');

test('a table is read as the same rows of CSV are, however the page is written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 12 }),
      fc.boolean(),
      style,
      async (body, hasTitle, how) => {
        const header = ['id', 'name', 'days', 'note'];
        const rows = [
          ...(hasTitle ? [['May 2025', '', '', '']] : []),
          header,
          ['S1', 'n', '3', ''],
          ...body,
        ];
        const csv = Buffer.from(`${rows.map(quoted).join('\n')}\n`);
        expect(await read(writePage(rows, how), how.size)).toEqual(await read(csv));
      },
    ),
    { numRuns: countTried(1200), seed: 20250601 },
  );
});

const page = (body: string) => Buffer.from(`<html><body>${body}</body></html>`);
const HEAD = '<tr><th>id<th>name<th>days<th>note';

test('cells over several rows and columns leave the others empty, also where they overlap', async () => {
  const body =
    '<tr><td rowspan=3>S1<td colspan=2>x<td>1<tr><td rowspan="2">y<td><td>2<tr><td colspan=3>z<tr><td>S2<td>w';
  const { rows } = await read(page(`<table>${HEAD}${body}</table>`));
  expect(rows).toEqual([
    { line: 2, cells: ['S1', 'x', '', '1'] },
    { line: 3, cells: ['', 'y', '', '2'] },
    { line: 4, cells: ['', '', 'z', '', ''] },
    { line: 5, cells: ['S2', 'w'] },
  ]);
});

test('a table within a cell is another one, and scripts and comments say nothing', async () => {
  const inner = '<table><tr><td>Total<td>9</table>';
  const body = `<tr><td>S1<script>"<td>5</td>"</script><td>a${inner}b<br>c<td>&nbsp;4&nbsp;<td><!-- <td>x -->`;
  const { rows } = await read(page(`<table>${HEAD}${body}</table>`));
  expect(rows).toEqual([{ line: 2, cells: ['S1', 'ab c', '4', ''] }]);
});

const fault = async (bytes: Buffer, more: Partial<CsvOptions> = {}) => {
  const [error] = await read(bytes, 65_536, more).then(
    () => [undefined],
    ({ errors }) => errors,
  );
  return error === undefined ? 'read' : `${error.line} ${error.code}: ${error.message}`;
};

test('which table is meant is known, or the file is refused', async () => {
  const row = '<tr><td>S1<td>a<td>4<td>';
  const table = (rows: string) => `<table>${rows}</table>`;
  const legend = table('<tr><td>P<td>present');
  expect(await fault(page(`${legend}${table(HEAD + row)}${legend}`))).toBe('read');
  expect(await fault(page(`${table('')}${table(HEAD + row)}${legend}${table(HEAD)}`))).toBe(
    '1 many_tables: 2 tables of the page name the columns: table 1 (2 rows), table 3 (1 row); leave one of them in the file',
  );
  expect(await fault(page(table(HEAD) + table(row + row)))).toBe(
    '1 many_tables: the table that names the columns has no rows: of 2 it is table 1 (1 row); bring its rows below the names',
  );
  const columns = ['id', 'name', 'days', '_'];
  expect(await fault(page(table(row)), { columns })).toBe('read');
  expect(await fault(page(table(row) + legend), { columns })).toBe(
    '1 many_tables: the page has 2 tables: table 1 (1 row), table 2 (1 row); leave one of them in the file',
  );
  expect(await fault(page('<p>No records found'))).toMatch('1 not_csv: a web page without a table');
});

test('what is too large, too deep or too wide is refused before it fills the memory', async () => {
  const rows = (text: string) => page(`<table>${HEAD}${text}</table>`);
  expect(await fault(rows('<tr><td>S1<td>a<td>4<td colspan=1000000000>'.repeat(6000)))).toBe(
    '4987 file_too_large: a web page with more than 5,000,000 cells; open it in a spreadsheet and save it as "CSV UTF-8"',
  );
  expect(await fault(rows(`<tr><td>${'x'.repeat(70_000)}`))).toBe(
    '2 record_too_long: a row longer than 64 KiB',
  );
  expect(await fault(rows(`<tr>${'<td colspan=1000>'.repeat(70)}`))).toBe(
    '2 record_too_long: a row longer than 64 KiB',
  );
  expect(await fault(page('<b>'.repeat(100_000)))).toMatch(
    '1 not_csv: a web page with more than 1000 elements within each other',
  );
  expect(await fault(page(' '.repeat(33 * 2 ** 20)))).toMatch(
    '1 file_too_large: a web page larger',
  );
}, 30_000);

test('the encoding is what the mark of the bytes says, what was given, or what the page says', async () => {
  const named = (charset: string) =>
    Buffer.from(`<html><meta charset="${charset}"><table>${HEAD}<tr><td>S1<td>\xe9<td>4`, 'latin1');
  const nameOf = async (bytes: Buffer, more = {}) => (await read(bytes, 1, more)).rows[0]?.cells[1];
  expect(await nameOf(named('windows-1252'))).toBe('é');
  expect(await nameOf(named('utf-8'), { encoding: 'windows-1252' })).toBe('é');
  expect(await fault(named('utf-8'))).toMatch('1 bad_encoding: not UTF-8 text');
  expect(await fault(named('shift_jis'))).toMatch(
    '1 bad_encoding: the page says that it is in shift_jis',
  );
  const late = `<!-- charset=shift_jis --><html>${' '.repeat(3000)}<META CONTENT='text/html; charset = latin1'>`;
  expect(await nameOf(Buffer.from(`${late}<table>${HEAD}<tr><td>S1<td>\xe9<td>4`, 'latin1'))).toBe(
    'é',
  );
});
