import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { ENDPOINTS } from '../../../src/web/api/catalogue.ts';
import { readToken } from '../../support/books/open-past.ts';
import { createMess, splitWords, type TestMess } from '../../support/mess.ts';
import { addMay, signInStudent } from '../../support/records/month.ts';
import { serveMess } from '../serve-mess.ts';
import { MONEY_PARITY } from './money/money-parity.ts';

/** Each endpoint that reads, and the command that says the same. */
const SAME: Readonly<Record<string, readonly [path: string, command: string]>> = {
  showSession: ['/session', 'whoami'],
  listSessions: ['/sessions', 'session list'],
  showStatus: ['/status', 'status'],
  listStudents: ['/students?who=all&branch=cse', 'student list --all --branch cse'],
  showStudent: ['/students/A%2F1', 'student show A/1'],
  showExpenses: [
    '/students/S001/expenses?from=2025-01&to=this',
    'expenses show S001 --from 2025-01 --to this',
  ],
  showAttendance: ['/attendance/2025-05', 'attendance show --month 2025-05'],
  showAttendanceTemplate: ['/attendance/previous/template', 'attendance template --month previous'],
  listDailyMarks: ['/attendance/2025-06/days?id=S002', 'attendance days S002 --month 2025-06'],
  listMarkMeanings: ['/attendance-marks', 'attendance marks list'],
  listAttendanceImports: ['/attendance/imports', 'attendance imports'],
  listPurchases: ['/purchases?month=2025-05&all', 'purchase list --month 2025-05 --all'],
  listHeads: ['/purchase-heads', 'purchase heads list'],
};

/** The same for a student. */
const SAME_FOR_STUDENT: typeof SAME = {
  showOwnExpenses: ['/me/expenses', 'expenses show'],
  showSession: ['/session', 'whoami'],
  listSessions: ['/sessions', 'session list'],
};

/** What no command says. */
const OVER_HTTP_ALONE = ['showOperation'];

async function createFullMess(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'student add A/1 --name "A Slash" --branch CSE --phone 9876500000 --joined 2025-05-10',
    'purchase add --date 2025-05-30 --amount 1250.50 --head Milk --note "<b>5 cans</b>"',
    'purchase add --date 2025-05-31 --amount 99 --head Gas',
    'purchase void 2 --reason twice --yes',
    'bill register --month 2025-05 --total 60000 --quiet',
    'attendance today --date 2025-06-01 --absent S002',
    'attendance marks set HL half',
    'settings --accounts-from 2025-05',
    'payment record S001 --amount 100 --method cash',
  );
  return mess;
}

test('every answer that is read is the document of its command', async () => {
  const covered = [
    ...Object.keys({ ...SAME, ...SAME_FOR_STUDENT }),
    ...OVER_HTTP_ALONE,
    // In a mess of their own: those of money, and of what owners look after.
    ...new Set(MONEY_PARITY.map(({ endpoint }) => endpoint)),
  ];
  const reading = ENDPOINTS.filter(({ method }) => method === 'GET').map(({ name }) => name);
  expect([...reading].sort()).toEqual(covered.sort());
  const mess = await createFullMess();
  const { ask } = await serveMess(mess);
  const compare = async (table: typeof SAME) => {
    const token = await readToken(mess);
    for (const [name, [path, command]] of Object.entries(table)) {
      const answered = await ask(`/api/v1${path}`, { token });
      const document = await mess.json<unknown>(...splitWords(command));
      expect([name, answered.status, answered.json]).toEqual([name, 200, document]);
      const schema = ENDPOINTS.find((each) => each.name === name)?.answer ?? {};
      expect([name, [...Value.Errors(schema, answered.json)]]).toEqual([name, []]);
    }
  };
  await compare(SAME);
  await signInStudent(mess, 'S001', '9876543210');
  await compare(SAME_FOR_STUDENT);
}, 180_000);
