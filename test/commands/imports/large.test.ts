import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { insertStudents, manyStudents } from '../../support/records/students.ts';

const STUDENTS = inject('isFull') ? 20_000 : 3_000;
/** Of July. */
const MIDDLE = 6 * STUDENTS + 456;
const LAST = 10 * STUDENTS - 1;
const MONTHS = Array.from(
  { length: 10 },
  (_, index) => `2024-${String(index + 1).padStart(2, '0')}`,
);

/** A figure for everybody in ten months; the first line is the header, so row N is on line N + 1. */
function allRows(): string[] {
  const ids = manyStudents(STUDENTS).map(({ id }) => id);
  return MONTHS.flatMap((month) => ids.map((id, index) => `${id},${month},${(index % 57) / 2}`));
}

const figures = (mess: TestMess) =>
  mess.rows('select month, student_no, days_hundredths from attendance order by 1, 2');

test('of very many rows three are bad: named, and corrected they make the clean import', async () => {
  const rows = allRows();
  const corrupt = (index: number, from: string | RegExp, to: string) => {
    const good = rows[index] ?? '';
    rows[index] = good.replace(from, to);
    expect(rows[index]).not.toBe(good);
    return good;
  };
  const clean = await createMess();
  const broken = await createMess();
  for (const mess of [clean, broken]) insertStudents(mess, manyStudents(STUDENTS));
  const write = (mess: TestMess, lines: readonly string[]) =>
    mess.file('all.csv', `student_id,month,days_present\n${lines.join('\n')}\n`);
  expect(await clean('attendance', 'import', await write(clean, rows))).toMatchObject({ code: 0 });

  const good = [
    corrupt(17, 'S00018', 'S0001B'),
    corrupt(MIDDLE, '2024-07', '2024-7'),
    corrupt(LAST, /[\d.]+$/, '245'),
  ];
  const path = await write(broken, rows);
  const refused = await broken('attendance', 'import', path);
  expect(refused).toEqual({
    code: 6,
    stdout: '',
    stderr: [
      `${path}:19: student_id: no such student (S0001B)`,
      `${path}:${MIDDLE + 2}: month: not a month; write it like 2025-05, 05/2025 or May 2025 (2024-7)`,
      `${path}:${LAST + 2}: days_present: 245 days present, but October 2024 has 31 (245)`,
      `error: ${path} has 3 mistakes: bad month, too many days, unknown student. Nothing was written.`,
      'hint: correct the file and import it again, or take its good rows with --partial',
      '',
    ].join('\n'),
  });
  expect(figures(broken)).toEqual([]);

  const rejects = join(broken.home, 'rejects.csv');
  const partial = await broken('attendance', 'import', path, '--partial', '--rejects', rejects);
  expect(partial.code).toBe(6);
  expect(figures(broken)).toHaveLength(rows.length - 3);
  const [header, ...rejected] = (await readFile(rejects, 'utf8')).trim().split('\n');
  expect(header).toBe('student_id,month,days_present,_line,_code,_error');
  const corrected = rejected.map((row, index) => {
    const bad = row.split(',').slice(0, 3).join(',');
    return row.replace(bad, good[index] ?? '');
  });
  const again = await broken.file('corrected.csv', [header, ...corrected, ''].join('\n'));
  expect(await broken('attendance', 'import', again)).toMatchObject({ code: 0 });
  expect(figures(broken)).toEqual(figures(clean));
}, 120_000);
