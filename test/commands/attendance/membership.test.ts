import { expect, test } from 'vitest';
import type { BillDocument } from '../../../src/documents/schemas/billing.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { figures } from '../../support/records/files/import-file.ts';
import { addMay } from '../../support/records/month.ts';

/** S1 joined on 12 May and S2 left on 10 May; nothing is known of S3. */
async function createThree(): Promise<TestMess> {
  const mess = await createMess();
  await mess.do(
    'student add S1 --name A --branch B --phone 9876543210 --joined 2025-05-12',
    'student add S2 --name C --branch B --phone 9876543211 --joined 2024-05-12',
    'student add S3 --name D --branch B --phone 9876543212',
    'student remove S2 --on 2025-05-10',
  );
  return mess;
}

async function importFile(mess: TestMess, text: string, ...options: string[]) {
  const path = await mess.file('a.csv', text);
  const { code, stdout, stderr } = await mess('attendance', 'import', path, ...options);
  return { code, stdout, stderr: stderr.replaceAll(path, 'a.csv') };
}

const record = (id: string, month: string, days: string) =>
  ['attendance', 'record', id, '--month', month, '--days', days] as const;

const HINT =
  'hint: correct the days, or with mess student edit or remove the date; --beyond-membership records them all the same\n';
const NOTHING =
  'hint: correct the file and import it again, or take its good rows with --partial\n';

test('record: no more days than from the joining to the leaving, unless one insists', async () => {
  const mess = await createThree();
  expect(await mess(...record('S1', '2025-05', '20'))).toMatchObject({ code: 0, stderr: '' });
  expect(await mess(...record('S1', '2025-05', '20.5'))).toMatchObject({
    code: 8,
    stderr: `error: S1 joined on 12 May 2025: at most 20 days in May 2025.\n${HINT}`,
  });
  expect(await mess(...record('S1', '2025-04', '1'))).toMatchObject({
    code: 8,
    stderr: `error: S1 joined on 12 May 2025: at most 0 days in April 2025.\n${HINT}`,
  });
  expect(await mess(...record('S2', '2025-05', '11'))).toMatchObject({
    code: 8,
    stderr: `error: S2 left on 10 May 2025: at most 10 days in May 2025.\n${HINT}`,
  });
  expect((await mess(...record('S3', '2025-05', '31'))).code).toBe(0);
  expect(await mess(...record('S1', '2025-05', '31'), '--beyond-membership')).toMatchObject({
    code: 0,
    stderr:
      'warning: S1 was on the roll for 20 days of May 2025, and 31 are recorded.\n' +
      'If that is wrong: mess attendance record S1 --month 2025-05 --days DAYS\n',
  });
  // What stands already stays.
  expect((await mess(...record('S1', '2025-05', '31'))).code).toBe(0);
  expect((await mess(...record('S1', '2025-05', '30'))).code).toBe(8);
});

test('record: at a terminal it is asked about, but where an option says it already', async () => {
  const mess = await createThree();
  const line = record('S1', '2025-05', '31');
  expect(await mess.with({ answers: [false] })(...line)).toMatchObject({
    code: 130,
    stderr: expect.stringContaining('Record it like that?'),
  });
  expect(figures(mess)).toEqual([]);
  const insisted = await mess.with({ answers: [] })(...line, '--beyond-membership');
  expect(insisted.code).toBe(0);
});

test('a monthly sheet: a mistake of its row, and what is recorded just so is none', async () => {
  const mess = await createThree();
  const sheet = 'student_id,month,days_present\nS1,2025-05,31\nS2,2025-05,31\nS3,2025-05,31\n';
  expect(await importFile(mess, sheet)).toEqual({
    code: 6,
    stdout: '',
    stderr:
      'a.csv:2: days_present: S1 joined on 12 May 2025: at most 20 days; --beyond-membership takes it all the same (31)\n' +
      'a.csv:3: days_present: S2 left on 10 May 2025: at most 10 days; --beyond-membership takes it all the same (31)\n' +
      `error: a.csv has 2 mistakes: beyond membership. Nothing was written.\n${NOTHING}`,
  });
  expect(await importFile(mess, sheet, '--partial')).toMatchObject({ code: 6 });
  expect(figures(mess)).toEqual(['S3 2025-05 31']);
  expect(await importFile(mess, sheet, '--beyond-membership')).toMatchObject({
    code: 0,
    stderr:
      'warning: More days than on the roll: S1 31 of 20 in May 2025, S2 31 of 10 in May 2025.\n',
  });
  expect(await importFile(mess, sheet, '--again')).toMatchObject({ code: 0 });
  expect((await importFile(mess, sheet.replace('S1,2025-05,31', 'S1,2025-05,30'))).code).toBe(6);
});

test('a register: days before the joining are a mistake though they are few', async () => {
  const mess = await createThree();
  const sheet = 'student_id,10,11,12,13\nS1,P,H,P,P\nS2,P,A,A,A\n';
  expect(await importFile(mess, sheet, '--month', '2025-05')).toMatchObject({
    code: 6,
    stderr: expect.stringMatching(
      /^a\.csv:2: S1 joined on 12 May 2025, and is present on 10, 11 May 2025; --beyond-membership takes it all the same \(S1\)\nerror: a\.csv has 1 mistake: /,
    ),
  });
  await importFile(mess, sheet, '--month', '2025-05', '--beyond-membership');
  expect(figures(mess)).toEqual(['S1 2025-05 3.5', 'S2 2025-05 1']);
});

test('punches: those of days outside are mistakes of their own, and withhold the month of their student', async () => {
  const mess = await createThree();
  const log = [
    'student_id,timestamp',
    'S1,2025-05-11 08:00',
    'S1,2025-05-12 08:00',
    'S1,2025-05-11 12:00',
    'S2,2025-05-10 08:00',
    'S3,2025-05-01 08:00',
    '',
  ].join('\n');
  expect(await importFile(mess, log)).toMatchObject({
    code: 6,
    stderr:
      'a.csv:2: timestamp: S1 joined on 12 May 2025; --beyond-membership takes it all the same (2025-05-11 08:00)\n' +
      'a.csv:4: timestamp: S1 joined on 12 May 2025; --beyond-membership takes it all the same (2025-05-11 12:00)\n' +
      `error: a.csv has 2 mistakes: beyond membership. Nothing was written.\n${NOTHING}`,
  });
  const partial = await importFile(mess, log, '--partial');
  expect(partial.stdout).toContain('2 new, 0 changed, 0 unchanged, 3 rejected');
  expect(figures(mess)).toEqual(['S2 2025-05 1', 'S3 2025-05 1']);
  await importFile(mess, log, '--beyond-membership', '--again');
  expect(figures(mess)).toEqual(['S1 2025-05 2', 'S2 2025-05 1', 'S3 2025-05 1']);
  expect((await importFile(mess, log, '--again')).code).toBe(0);
});

test('a day of the roll call: who was not on the roll is marked only where one insists', async () => {
  const mess = await createThree();
  const line = [
    'attendance',
    'today',
    '--date',
    '2025-05-11',
    '--only',
    '--present',
    'S1',
  ] as const;
  expect(await mess(...line)).toMatchObject({
    code: 8,
    stderr: expect.stringContaining('--beyond-membership marks the day all the same'),
  });
  expect(await mess(...line, '--beyond-membership')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('warning: Not on the roll on 2025-05-11: S1.\n'),
  });
  expect(figures(mess)).toEqual(['S1 2025-05 1']);
});

test('dates that are changed by a file name the figures that are too large by now', async () => {
  const mess = await createMess();
  await addMay(mess);
  const roll = 'id,name,branch,phone,joined\nS002,Vikram Shah,CSE,9876543211,2025-05-12\n';
  const path = await mess.file('roll.csv', roll);
  expect(await mess('student', 'import', path, '--on-conflict', 'update')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(
      'warning: S002 was on the roll for 20 days of May 2025, and 28 are recorded.\n',
    ),
  });
});

test('a bill names who is not on it, and why', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'student add N1 --name N --branch B --phone 9876543219 --joined 2025-06-01',
    'student add N2 --name N --branch B --phone 9876543218 --joined 2025-03-01',
    'student add N3 --name N --branch B --phone 9876543217 --joined 2025-03-01',
    'student remove N2 --on 2025-04-30',
    'student remove N3 --on 2025-03-31',
  );
  const line = ['bill', 'register', '--month', '2025-05', '--fixed', '400', '--absent-if-missing'];
  const sentence =
    'Not billed in May 2025: N1 (joined on 1 June 2025), N2 (left on 30 April 2025).';
  expect((await mess(...line, '--dry-run')).stderr).toBe(`warning: ${sentence}\n`);
  const { warnings } = await mess.json<BillDocument>(...line, '--dry-run');
  expect(warnings).toEqual([sentence]);
  // It is told, and no doubt that is asked about.
  const asked = await mess.with({ answers: [] })(...line);
  expect(asked).toMatchObject({
    code: 0,
    stderr: `warning: ${sentence}\nThe bill of May 2025 is registered. To correct it: mess bill revise; to take it back: mess bill void.\n`,
  });
});
