import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addFourStudents, MAY_CSV } from '../../support/records/month.ts';

const PURCHASES = 'Date,Category,Amount (Rs.)\n2025-05-01,Milk,900\n';
const ROLL = 'S.No,Roll No,Name,Dept,Mobile\n1,S005,Zoya Ansari,CE,9876543215\n';
const REGISTER = `student_id,month,${Array.from({ length: 31 }, (_, day) => day + 1).join(',')}\n`;

async function importing(mess: TestMess, noun: string, content: string, ...options: string[]) {
  const path = await mess.file('a.csv', content);
  const { code, stderr } = await mess(noun, 'import', path, ...options);
  const lines = stderr.replaceAll(`${mess.home}/`, '').trimEnd().split('\n');
  return { code, lines, hint: lines.at(-1) };
}

test('a file of another kind is named, with the command that takes it', async () => {
  const mess = await createMess();
  for (const [noun, content, what, command] of [
    ['attendance', PURCHASES, 'purchases', 'purchase'],
    ['student', PURCHASES, 'purchases', 'purchase'],
    ['attendance', ROLL, 'students', 'student'],
    ['purchase', ROLL, 'students', 'student'],
    ['student', MAY_CSV, 'attendance', 'attendance'],
    ['purchase', MAY_CSV, 'attendance', 'attendance'],
    ['purchase', REGISTER, 'attendance', 'attendance'],
    ['purchase', 'Date,Narration,Debit,Credit,Balance\n', 'the statement of a bank', 'payment'],
    ['student', 'Month,ID,Kind,Amount\n', 'charges', 'charge'],
    ['purchase', 'roll no,punch time\nS001,2025-05-01 08:00\n', 'attendance', 'attendance'],
  ] as const) {
    const { code, hint } = await importing(mess, noun, content);
    expect([noun, code, hint]).toEqual([
      noun,
      6,
      `hint: this looks like ${what}: mess ${command} import a.csv`,
    ]);
  }
  // As many are counted as are shown.
  const path = await mess.file('b.csv', PURCHASES);
  const { stderr } = await mess('attendance', 'import', path);
  expect(stderr.replaceAll(`${mess.home}/`, '').split('\n').slice(0, 2)).toEqual([
    'b.csv:1: the column student_id is missing from the header',
    'error: b.csv has 1 mistake: missing column. Nothing was written.',
  ]);
  // What is known for a note may be what a head is called.
  const { hint: item } = await importing(mess, 'purchase', 'Date,Item,Amount\n');
  expect(item).toBe(
    'hint: if a column of the file is it: --column NAME=head; else correct the file and import it again',
  );
  const { hint } = await importing(mess, 'purchase', 'date,head,cash\n');
  expect(hint).toBe(
    'hint: if a column of the file is it: --column cash=amount; else correct the file and import it again',
  );
});

test('many mistakes of one cause are one line, and the hint is about them', async () => {
  const mess = await createMess();
  const rows = Array.from({ length: 300 }, (_, index) => `2025-05-02,Fuel,${index + 1}`);
  const content = `date,head,amount\n2025-05-01,Milk,x\n${rows.join('\n')}\n2025-05-01,Mulk,5\n`;
  expect(await importing(mess, 'purchase', content)).toEqual({
    code: 6,
    hint: expect.anything(),
    lines: [
      'a.csv:2: amount: not an amount of money; write it like 74000 or 74,000.50 (x)',
      'a.csv:3: head: no such head; mess purchase heads lists them (Fuel), and 299 more like it: lines 4, 5, 6, 7, 8 …',
      'a.csv:303: head: no such head; is it Milk? (Mulk)',
      'error: a.csv has 302 mistakes: unknown head (301), bad amount. Nothing was written.',
      "hint: for a new head, dividing (food) or fixed (wages, gas): mess purchase heads add 'Fuel' --kind dividing; else correct the file and import it again, or take its good rows with --partial",
    ],
  });
  // For programs every mistake stays a thing of its own.
  const path = await mess.file('a.csv', content);
  const { stdout } = await mess('purchase', 'import', path, '--json');
  expect(JSON.parse(stdout).errors).toHaveLength(302);
});

test('dates of one form are one cause, whatever they are; students are each their own', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const dates = [13, 14, 15, 16, 17, 18, 31].map((day) => `05/${day}/2025`);
  const sheet = `date,head,amount\n${dates.map((date) => `${date},Milk,1`).join('\n')}\n`;
  expect((await importing(mess, 'purchase', sheet)).lines).toEqual([
    'a.csv:2: date: not a date like 2025-05-31; try --date-format "MM/DD/YYYY" (05/13/2025), and 6 more like it: lines 3, 4, 5, 6, 7 …',
    'error: a.csv has 7 mistakes: bad date. Nothing was written.',
    'hint: tell how dates are written: --date-format "MM/DD/YYYY"; else correct the file and import it again, or take its good rows with --partial',
  ]);
  const ids = Array.from({ length: 30 }, (_, index) => `X${index}`);
  const figures = `student_id,month,days\n${ids.map((id) => `${id},2025-05,3`).join('\n')}\n`;
  const { lines } = await importing(mess, 'attendance', figures, '--max-errors', '4');
  expect(lines).toEqual([
    ...[2, 3, 4, 5].map((line) => `a.csv:${line}: student_id: no such student (X${line - 2})`),
    '… and 26 more',
    'error: a.csv has 30 mistakes: unknown student. Nothing was written.',
    'hint: correct the file and import it again, or take its good rows with --partial; --max-errors 30 shows all of them',
  ]);
});

test('each head that there is not is one line, and all are added by lines to paste', async () => {
  const mess = await createMess();
  const rows = ['Rice and Dal', 'Cook', 'rice  and dal', 'Rice and Dal', 'Milk'];
  const content = `date,head,amount\n${rows.map((head) => `2025-05-01,${head},5`).join('\n')}\n`;
  const add = (head: string) => `mess purchase heads add ${head} --kind dividing`;
  expect((await importing(mess, 'purchase', content)).lines).toEqual([
    'a.csv:2: head: no such head; mess purchase heads lists them (Rice and Dal), and 2 more like it: lines 4, 5',
    'a.csv:3: head: no such head; mess purchase heads lists them (Cook)',
    'error: a.csv has 4 mistakes: unknown head. Nothing was written.',
    `hint: for new heads, dividing (food) or fixed (wages, gas): ${add("'Rice and Dal'")}; ${add("'Cook'")}; else correct the file and import it again, or take its good rows with --partial`,
  ]);
});
