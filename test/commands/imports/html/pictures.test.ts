import { expect, test } from 'vitest';
import { createFour, figures, importBytes } from '../../../support/records/files/import-file.ts';

const page = (rows: string) => `<html><body><table>${rows}</table></body></html>`;
const HEAD = '<tr><th>Roll No</th><th>Month</th><th>1</th><th>2</th><th>3</th></tr>';

test('a mark that is drawn is no empty cell: pictures, icons and boxes are marks that are asked for', async () => {
  const mess = await createFour();
  const register = page(
    `${HEAD}<tr><td>S001</td><td>2025-05</td><td><img src="img/tick.png?v=2"></td><td><i class="fa fa-times"></i></td><td>A</td></tr>` +
      '<tr><td>S002</td><td>2025-05</td><td><input type=checkbox checked></td><td><input type=checkbox></td><td>P</td></tr>',
  );
  const refused = await importBytes(mess, register);
  expect(refused.code).toBe(6);
  for (const mark of ['[tick.png]', '[fa fa-times]', '[ticked]', '[not ticked]']) {
    expect(refused.stderr).toContain(`: not a mark of this mess; --mark '${mark}=`);
  }
  expect(figures(mess)).toEqual([]);
  const marks = ['[tick.png]=present', '[fa fa-times]=absent', '[ticked]=half', '[not ticked]=off'];
  const options = marks.flatMap((mark) => ['--mark', mark]);
  expect((await importBytes(mess, register, ...options)).code).toBe(0);
  expect(figures(mess)).toEqual(['S001 2025-05 1', 'S002 2025-05 1.5']);
});

test('logos, spacers, photos, buttons without a name above them, and what is typed or chosen', async () => {
  const mess = await createFour();
  const sheet =
    '<table><tr><td><img src=logo.png></td></tr></table>' +
    page(
      '<tr><td colspan=4><img src=spacer.gif></td></tr>' +
        '<tr><th>Roll No</th><th>Month</th><th>Days</th><th></th></tr>' +
        '<tr><td><img src=p.jpg>S001</td><td>2025-05</td><td><input value=12></td><td><i class="edit"></i></td></tr>' +
        '<tr><td>S002</td><td>2025-05</td><td><select><option>1<option selected>2<option>3</select></td><td><img alt=Edit></td></tr>' +
        '<tr><td><img src=spacer.gif></td></tr>',
    );
  expect(await importBytes(mess, sheet)).toMatchObject({ code: 0, stderr: '' });
  expect(figures(mess)).toEqual(['S001 2025-05 12', 'S002 2025-05 2']);
  const open = page(
    '<tr><th>Roll No<th>Month<th>Days<tr><td>S003<td>2025-05<td><select><option>1<option>2</select>',
  );
  expect((await importBytes(mess, open)).stderr).toContain('Days: not a number of days');
});

test('rows of a report whose later pages do not name the columns are never lost', async () => {
  const mess = await createFour();
  const row = (id: string) => `<tr><td>${id}</td><td>2025-05</td><td>20</td></tr>`;
  const first = `<table><tr><th>Roll No</th><th>Month</th><th>Days</th></tr>${row('S001')}</table>`;
  const refused = await importBytes(mess, `${first}<table>${row('S002')}${row('S003')}</table>`);
  expect(refused.stderr).toContain(
    'a.csv:1: rows without names of columns stand in other tables than those of table 1 (2 rows): table 2 (2 rows); bring all rows into one table\n',
  );
  const numbered = `<table><tr><td>S002</td><td>2025-05</td><td>20</td><td>2</td></tr></table>`;
  expect((await importBytes(mess, first + numbered)).stderr).toContain('rows without names');
  const titled =
    '<table><tr><td>May 2025</td></tr><tr><th>Roll No</th><th>Month</th><th>Days</th></tr></table>';
  const empty = await importBytes(mess, `${titled}<table>${row('S001')}</table>`);
  expect(empty.stderr).toContain(
    'the table that names the columns has no rows: of 2 it is table 1 (2 rows)',
  );
  expect(figures(mess)).toEqual([]);
  const total = '<table><tr><td>Total</td><td></td><td>20</td></tr></table>';
  const legend = '<table><tr><td>P</td><td>there</td></tr></table>';
  expect((await importBytes(mess, `${first}${total}${legend}`)).code).toBe(0);
  expect(figures(mess)).toEqual(['S001 2025-05 20']);
});

test('a page of very many tables is refused before it fills the memory', async () => {
  const mess = await createFour();
  const refused = await importBytes(mess, '<table><tr><td>x</table>'.repeat(50_001));
  expect(refused.stderr).toContain('a.csv:1: a web page with more than 50,000 tables');
});

test('what a picture means is not proposed', async () => {
  const mess = await createFour();
  const page =
    '<table><tr><th>Roll No</th><th>Date</th><th>Status</th></tr><tr><td>S001</td><td>2025-05-02</td><td><img src="tick.png"></td></tr></table>';
  const { code, stderr } = await importBytes(mess, page);
  expect(code).toBe(6);
  expect(stderr).toContain(
    "--mark '[tick.png]=MEANING' (present, half, absent, off), or once for all: mess attendance marks set '[tick.png]' MEANING",
  );
  expect(stderr).not.toContain('=absent');
});

test('a mark that goes over several days of a register is not taken for one', async () => {
  const mess = await createFour();
  const register = page(
    '<tr><th>Roll No<th>1<th>2<th>3<th>4<tr><td>S001<td colspan=3>P<td>A<tr><td>S002<td>P<td colspan=2><td>P',
  );
  const { code, stderr } = await importBytes(mess, register, '--month', '2025-05');
  expect({ code, first: stderr.split('\n')[0] }).toEqual({
    code: 6,
    first: 'a.csv:2: day 1: the cell goes over several days; write the mark in each of them (P)',
  });
  expect(figures(mess)).toEqual([]);
});
