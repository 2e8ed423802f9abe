import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import {
  createFour,
  figures,
  importBytes,
  importRoll,
} from '../../support/records/files/import-file.ts';
import { importPurchases } from '../../support/records/purchases.ts';

const NEVER = 'looks like a row; is a quote missing?';

test.each([
  ['of two rows that follow each other', 'S001,"Asha,20\nS002,Vik",21\n', 3],
  ['with a row between', 'S001,"Asha,20\nS002,Vik,21\nS003,Sita",22\n', 3],
  ['both at the beginning of a cell', 'S001,"Asha,20\nS002,"Vik,21\n', 3],
  ['where commas stand in quotes, too', 'S001,"Rao, Asha"",20\nS002,""Vik"" Om",21\n', 3],
])('two stray quotes %s', async (_, rows, line) => {
  const mess = await createFour();
  const { code, stderr } = await importBytes(
    mess,
    `student_id,_a,days\n${rows}`,
    '--month',
    '2025-05',
  );
  expect({ code, figures: figures(mess) }).toEqual({ code: 6, figures: [] });
  expect(stderr).toContain(`a.csv:2: a cell goes over several lines, and line ${line} ${NEVER}`);
});

test('a quote among the names of the columns', async () => {
  const mess = await createFour();
  const text = 'student_id,"_name,days\nS001,Asha",20\nS002,Vik,21\n';
  const { code, stderr } = await importBytes(mess, text, '--month', '2025-05');
  expect({ code, stderr }).toMatchObject({
    code: 6,
    stderr: expect.stringMatching(/goes over several lines|header|column/),
  });
  const wide = 'student_id,days,"_name,_x\nS001,20,Asha",b\nS002,21,Vik,c\n';
  expect((await importBytes(mess, wide, '--month', '2025-05')).code).toBe(6);
  expect(figures(mess)).toEqual([]);
  const tall = 'student_id,"days\n(of May, 2025)","_name,\nas spoken"\nS001,20,Asha\n';
  const named = ['--month', '2025-05', '--column', 'days\n(of May, 2025)=days_present'];
  expect((await importBytes(mess, tall, ...named)).stderr).toBe('');
});

test('in a sheet of purchases, where a row is known by its day', async () => {
  const mess = await createMess();
  const header = 'date,_shop,head,amount\n';
  const rows = '2025-05-01,"Ram,Milk,20\n2025-05-02,Om",Milk,21\n';
  expect((await importPurchases(mess, header + rows)).stderr).toContain(`and line 3 ${NEVER}`);
  const taken =
    'date,note,head,amount,status\n2025-05-01,"x,Milk,20,\n2025-05-02,y",Milk,21,void\n';
  expect((await importPurchases(mess, taken)).stderr).toContain(`and line 3 ${NEVER}`);
  const note = 'date,note,head,amount\n2025-05-01,"for 1 May, at noon\npaid, 12-5",Milk,21\n';
  expect((await importPurchases(mess, note)).code).toBe(0);
});

test.each([
  '"12, MG Road\nPune, MH, 411001"',
  '"12, MG Road\r\nPune, MH\r\nIndia"',
  '"Flat 3, A wing\n12, MG Road, Pune"',
  '"c/o R. Rao\n""Shanti"", Kothrud\n\n411 038, Pune"',
  '"Line one, two\nline, two, three, four"',
])('an address in quotes goes over several lines: %j', async (address) => {
  const mess = await createMess();
  const header = ['id', 'name', '_address', 'branch', 'phone'];
  for (const place of [0, 1, 2, 3, 4]) {
    const move = (row: readonly string[], cell: string) =>
      row
        .filter((_, at) => at !== 2)
        .toSpliced(place, 0, cell)
        .join(',');
    const rows = [
      move(header, '_address'),
      move([`S${place}`, 'Asha', '', 'CSE', '9876543210'], address),
      move([`T${place}`, 'Vik', '', 'CSE', '9876543211'], ''),
    ];
    expect(await importRoll(mess, `${rows.join('\n')}\n`)).toMatchObject({ code: 0 });
  }
  expect(mess.rows('select id from students')).toHaveLength(10);
});
