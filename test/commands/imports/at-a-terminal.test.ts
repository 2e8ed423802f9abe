import { describe, expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import {
  createFour,
  figures,
  importBytes,
  stored,
  withoutHome,
} from '../../support/records/files/import-file.ts';

const HEADER = 'student_id,month,days_present\n';
const FIRST = `${HEADER}S001,2025-05,25.5\nS002,2025-05,28\n`;
const SECOND = `${HEADER}S001,2025-05,7\nS002,2025-05,8\n`;

/** Where somebody is there to answer. */
async function importAsked(
  mess: TestMess,
  answers: (string | boolean)[],
  content: string,
  ...options: string[]
) {
  const path = await mess.file('a.csv', content);
  return withoutHome(mess, await mess.with({ answers })('attendance', 'import', path, ...options));
}

describe('figures that are recorded', () => {
  const QUESTION = '? 2 figures of May 2025 are replaced, like S001 25.5 → 7. Go on?\n';

  test('are not replaced unasked', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    const before = stored(mess);
    expect(await importAsked(mess, [false], SECOND)).toEqual({
      code: 130,
      stdout: '',
      stderr: `${QUESTION}Nothing was changed.\n`,
    });
    expect(stored(mess)).toEqual(before);
    expect(await importAsked(mess, [true], SECOND)).toMatchObject({
      code: 0,
      stderr: `${QUESTION}If that is wrong: mess attendance undo 2\n`,
    });
    expect(figures(mess)).toEqual(['S001 2025-05 7', 'S002 2025-05 8']);
  });

  test('a single one is named; with --yes, and where nobody is, nothing is asked', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    const one = `${HEADER}S001,2025-05,7\n`;
    expect(await importAsked(mess, [false], one)).toMatchObject({
      stderr: '? 1 figure of May 2025 is replaced: S001 25.5 → 7. Go on?\nNothing was changed.\n',
    });
    expect(await importAsked(mess, [], one, '--yes')).toMatchObject({
      code: 0,
      stderr: 'If that is wrong: mess attendance undo 2\n',
    });
    expect(await importBytes(mess, SECOND)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('the way back', () => {
  test('is named of what was written, and of nothing else', async () => {
    const mess = await createFour();
    expect(await importAsked(mess, [], FIRST, '--dry-run')).toMatchObject({ code: 0, stderr: '' });
    expect(await importAsked(mess, [], `${FIRST}S009,2025-05,1\n`, '--partial')).toMatchObject({
      code: 6,
      stderr: expect.stringContaining('\nIf that is wrong: mess attendance undo 1\n'),
    });
    expect(await importAsked(mess, [], FIRST)).toMatchObject({ code: 0, stderr: '' });
  });

  test('of purchases is by their numbers', async () => {
    const mess = await createFour();
    const path = await mess.file(
      'p.csv',
      'date,head,amount\n2025-05-01,Milk,10\n2025-05-02,Milk,20\n',
    );
    expect(await mess.with({ answers: [] })('purchase', 'import', path)).toMatchObject({
      code: 0,
      stderr: 'If that is wrong: mess purchase void 1-2 --reason TEXT\n',
    });
    await mess.do('purchase void 1-2 --reason twice --yes');
    expect(await mess.json('purchase', 'list', '--month', '2025-05')).toMatchObject({
      purchases: [],
    });
  });
});

test('the month that a file does not name is asked for', async () => {
  const mess = await createFour();
  expect(await importAsked(mess, ['may'], 'student_id,days_present\nS001,20\n')).toMatchObject({
    code: 0,
    stderr:
      'a.csv has no month column, so its month is missing.\n? Month (like 2025-05)\nIf that is wrong: mess attendance undo 1\n',
  });
  expect(figures(mess)).toEqual(['S001 2025-05 20']);
});

test('the month that its title states is proposed, and never taken without a word', async () => {
  const mess = await createFour();
  const sheet = 'Attendance of May 2025,\nstudent_id,days\nS001,20\n';
  const sentence =
    'a.csv has no month column, so its month is missing. Its title or name says May 2025.\n';
  expect(await importBytes(mess, sheet)).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: ${sentence}hint: mess attendance import a.csv --month 2025-05\n`,
  });
  // Enter takes what is proposed.
  expect(await importAsked(mess, [''], sheet)).toMatchObject({
    code: 0,
    stderr: `${sentence}? Month (like 2025-05)\nIf that is wrong: mess attendance undo 1\n`,
  });
  expect(figures(mess)).toEqual(['S001 2025-05 20']);
});
