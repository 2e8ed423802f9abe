import type { TestMess } from '../mess.ts';
import { withoutRecord } from '../records/audit.ts';
import { addMay } from '../records/month.ts';
import { PASSWORD } from '../template.ts';

/** The largest amount there is, in rupees. */
export const MOST = '90071992547409.91';

/**
 * A mess with something of everything: the four students and their May, others with names of many
 * scripts, one who left and one whose id was mended, an import that was undone and one that replaced
 * figures, a bill that was voided, the smallest amount and the largest, and an admin who is shut out.
 */
export async function addBooks(mess: TestMess): Promise<void> {
  await addMay(mess);
  await mess.do(
    'student add S005 --name "नेहा शर्मा" --branch "कला" --phone 9876543213 --joined 2025-04-10',
    'student add a6 --name "Ravi 👩🏽‍🚀 O\'Neil" --branch "ME\\CS" --phone 9876543214',
    'student add S07 --name "Long Gone" --branch CSE --phone 9876543215',
    'student remove S07 --on 2025-05-20',
    'student edit S004 --id S004A',
  );
  const imported = await importText(mess, 'student_id,month,days_present\nS005,2025-04,12.25\n');
  await mess.do(`attendance undo ${imported} --yes`);
  await importText(mess, 'student_id,month,days_present\nS001,2025-05,30.5\nS07,2025-05,20\n');
  await mess.do(
    'attendance record S005 --month 2025-04 --days 20.5',
    'attendance record a6 --month 2025-03 --days 31',
    'attendance record S001 --month 2025-03 --days 0.01',
    'bill register --month 2025-03 --total 0.01',
    `bill register --month 2025-04 --total ${MOST} --per-head ${MOST} --fixed ${MOST} --days 30`,
    'bill register --month 2025-05 --per-head 3100',
    'bill void --month 2025-05 --reason "50% of it, 100% wrong" --yes',
    'bill register --month 2025-05 --total 74000.03 --fixed 12000',
  );
  const add = ['admin', 'add', 'gate-keeper', '--role', 'viewer', '--password-stdin'];
  const { code, stderr } = await mess.with({ stdin: PASSWORD })(...add);
  if (code !== 0) throw new Error(stderr);
  await mess.do('admin disable gate-keeper --yes');
}

/** @returns the number of the import */
async function importText(mess: TestMess, text: string): Promise<string> {
  const path = await mess.file('import.csv', text);
  const { code, stdout, stderr } = await mess('attendance', 'import', path);
  if (code !== 0) throw new Error(stderr);
  return /import (\d+)/i.exec(stdout)?.[1] ?? '';
}

/** What every command that reads answers, as JSON; somebody must be signed in. */
export async function readAll(mess: TestMess): Promise<Record<string, unknown>> {
  const students = await mess.json<{ id: string }[]>('student', 'list', '--all');
  const bills = await mess.json<{ month: string; revision: number }[]>('bill', 'list', '--all');
  const lines = [
    'status',
    'whoami',
    'admin list',
    'student list --all',
    'bill list --all',
    'attendance imports',
    'attendance show --month 2025-04',
    'attendance show --month 2025-05',
    'attendance show --month 2025-03',
    ...students.flatMap(({ id }) => [`student show ${id}`, `expenses show ${id}`]),
    ...bills.map(({ month, revision }) => `bill show --month ${month} --revision ${revision}`),
  ];
  const answers: Record<string, unknown> = {};
  for (const line of lines) {
    // Signing in elsewhere is recorded there.
    const answer: object = withoutRecord(await mess.json(...line.split(' ')));
    // Where it is kept may differ, and when a backup of that was made.
    answers[line] = 'database' in answer ? { ...answer, database: '', lastBackupAt: '' } : answer;
  }
  return answers;
}
