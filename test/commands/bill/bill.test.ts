import { describe, expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { anchorIn, withoutRecord } from '../../support/records/audit.ts';
import { addFourStudents, addMay, createBilledMay } from '../../support/records/month.ts';
import { insertStudents, manyStudents } from '../../support/records/students.ts';
import { connectPast } from '../../support/server/connection.ts';

interface BillDocument {
  readonly total: string | null;
  readonly billed: string;
  readonly revision: number;
  readonly status: string;
  readonly stale: boolean;
  readonly dryRun: boolean;
  readonly shares: readonly { readonly studentId: string; readonly amount: string }[];
  readonly warnings: readonly string[];
}

const register = (...options: string[]) => [
  'bill',
  'register',
  ...options,
  ...(options.includes('--month') ? [] : ['--month', '2025-05']),
];
const amounts = ({ shares }: BillDocument) => shares.map(({ amount }) => amount);

/** Sums decimal strings by their digits. */
const addUp = (values: readonly string[]) =>
  values.reduce((sum, value) => sum + BigInt(value.replace('.', '')), 0n);

/** What is stored of bills and shares. */
const stored = (mess: TestMess) => ({
  bills: mess.rows('select month, revision, status, billed_minor from bills'),
  shares: mess.rows('select student_no, amount_minor from shares order by 1'),
});

test("the original's example: per head pro-rates, total adds up to the paisa", async () => {
  const mess = await createMess();
  await mess.do(
    'student add S7 --name "Seven Days" --branch CSE --phone 9876543210',
    'student add S8 --name "Eight Days" --branch CSE --phone 9876543211',
    'student add S9 --name "Nine Days" --branch CSE --phone 9876543212',
    'attendance record S7 --month 2025-05 --days 7',
    'attendance record S8 --month 2025-05 --days 8.5',
    'attendance record S9 --month 2025-05 --days 31',
  );
  const perHead = await mess.json<BillDocument>(...register('--per-head', '93000', '--days', '31'));
  expect(amounts(perHead)).toEqual(['21000.00', '25500.00', '93000.00']);
  await mess.do('bill void --month 2025-05 --reason "it was the total" --yes');
  const total = await mess.json<BillDocument>(...register('--total', '93000'));
  expect(addUp(amounts(total))).toBe(9300000n);
  expect(total.billed).toBe('93000.00');
});

test('a bill of all three parts, as a table', async () => {
  const mess = await createMess();
  await addMay(mess);
  const { code, stdout, stderr } = await mess(
    ...register('--total', '60,000', '--fixed', '12000.01', '--per-head', '3100'),
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(
    [
      'Bill of May 2025 (INR, 31 days)',
      '',
      'ID     Name         Branch  Days   Dividing   Per head      Fixed     Amount',
      '─────  ───────────  ──────  ────  ─────────  ─────────  ─────────  ─────────',
      'S001   Asha Rao     CSE       30  17,475.73   3,000.00   3,000.00  23,475.73',
      'S002   Vikram Shah  ECE       28  16,310.68   2,800.00   3,000.01  22,110.69',
      'S003   सीता देवी     CSE       15   8,737.86   1,500.00   3,000.00  13,237.86',
      'S004   Dev Anand    ME        30  17,475.73   3,000.00   3,000.00  23,475.73',
      '─────  ───────────  ──────  ────  ─────────  ─────────  ─────────  ─────────',
      'Total  4 students            103  60,000.00  10,300.00  12,000.01  82,300.01',
      '',
      'Billed 82,300.01: 60,000.00 divided by days, 12,000.01 fixed, and 3,100.00 per head',
      '',
    ].join('\n'),
  );
});

test.each([
  [['--total', '74000'], 'Shares add up to the bill: 74,000.00'],
  [
    ['--total', '74000', '--fixed', '100'],
    'Shares add up to the bill: 74,100.00 (74,000.00 divided by days, 100.00 fixed)',
  ],
  [['--per-head', '3000'], 'Billed 9,967.75 at 3,000.00 per head'],
])('the reconciliation of %j', async (options, sentence) => {
  const mess = await createMess();
  await addMay(mess);
  const { stdout } = await mess(...register(...options));
  expect(stdout.split('\n').at(-2)).toBe(sentence);
});

test('the document, its CSV, and bill show say the same', async () => {
  const mess = await createMess();
  await addMay(mess);
  const registered = await mess.json<object>(...register('--total', '60000'));
  expect(registered).toEqual({
    month: '2025-05',
    daysInMonth: 31,
    total: '60000.00',
    perHead: null,
    fixed: null,
    charges: null,
    billed: '60000.00',
    revision: 1,
    status: 'live',
    stale: false,
    dryRun: false,
    changed: { students: [], charges: [], heads: [] },
    origin: 'computed',
    purchases: null,
    divided: '60000.00',
    surplus: null,
    shortfall: null,
    shares: [
      ['S001', 'Asha Rao', 'CSE', 30, '17475.73'],
      ['S002', 'Vikram Shah', 'ECE', 28, '16310.68'],
      ['S003', 'सीता देवी', 'CSE', 15, '8737.86'],
      ['S004', 'Dev Anand', 'ME', 30, '17475.73'],
    ].map(([studentId, name, branch, days, amount]) => ({
      studentId,
      name,
      branch,
      days,
      dividing: amount,
      perHead: null,
      fixed: null,
      charges: null,
      amount,
    })),
    warnings: [],
  });
  expect(await mess.json('bill', 'show', '--month', '2025-05')).toEqual({
    ...registered,
    record: anchorIn(mess),
  });
  expect((await mess('bill', 'show', '--month', '2025-05', '--format', 'csv')).stdout).toBe(
    [
      'student_id,name,branch,days,dividing,per_head,fixed,charges,amount',
      'S001,Asha Rao,CSE,30,17475.73,,,,17475.73',
      'S002,Vikram Shah,ECE,28,16310.68,,,,16310.68',
      'S003,सीता देवी,CSE,15,8737.86,,,,8737.86',
      'S004,Dev Anand,ME,30,17475.73,,,,17475.73',
      '',
    ].join('\n'),
  );
});

test('a dry run shows exactly what is registered then, and writes nothing', async () => {
  const mess = await createMess();
  await addMay(mess);
  const options = ['--total', '60000.01', '--fixed', '0.07', '--days', '30', '--per-head', '10'];
  const entries = mess.rows('select * from audit_entries').length;
  const dry = await mess.json<BillDocument>(...register(...options, '--dry-run'));
  expect(stored(mess)).toEqual({ bills: [], shares: [] });
  expect(mess.rows('select * from audit_entries').length).toBe(entries);
  const registered = await mess.json<BillDocument>(...register(...options));
  expect(dry).toEqual({ ...registered, dryRun: true });
});

test('a second bill is a conflict whose hint names both commands', async () => {
  const mess = await createBilledMay();
  const before = stored(mess);
  const { code, stdout, stderr } = await mess(...register('--total', '1'));
  expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
  expect(stderr).toBe(
    'error: May 2025 has its bill already.\n' +
      'hint: mess bill show --month 2025-05, or to correct it: mess bill revise --month 2025-05 --reason TEXT\n',
  );
  expect((await mess(...register('--total', '1', '--dry-run'))).code).toBe(8);
  expect(stored(mess)).toEqual(before);
});

test('--if-missing leaves a billed month alone', async () => {
  const mess = await createBilledMay('--total 60000 --if-missing');
  const before = stored(mess);
  const again = await mess(...register('--total', '1', '--if-missing'));
  expect(again.code).toBe(0);
  expect(again.stderr).toBe('The bill of May 2025 is already registered; nothing was changed.\n');
  expect(again.stdout).toContain('Shares add up to the bill: 60,000.00');
  expect(await mess(...register('--total', '1', '--if-missing', '--quiet'))).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect(stored(mess)).toEqual(before);
});

test('--quiet is silent when all goes well', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('student add S005 --name "Eka Nair" --branch CSE --phone 9876543219');
  expect(await mess(...register('--total', '60000', '--quiet'))).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect(stored(mess).bills).toHaveLength(1);
});

describe('who is on the roll', () => {
  test('absent all month owes nothing of the total but his part of the fixed', async () => {
    const mess = await createMess();
    await addMay(mess);
    await mess.do('student add S005 --name "Eka Nair" --branch CSE --phone 9876543219');
    const { stdout, stderr } = await mess(...register('--total', '60000', '--fixed', '500'));
    expect(stderr).toBe(
      'warning: No attendance is recorded in May 2025 for 1 on the roll: S005 Eka Nair.\n',
    );
    expect(stdout).toContain('S005   Eka Nair     CSE        0       0.00  100.00     100.00');
  });

  test('who left before, or joins after, is not billed; who leaves in the month is', async () => {
    const mess = await createMess();
    await addMay(mess);
    await mess.do(
      'student add L --name Left --branch X --phone 9876543210',
      'student remove L --on 2025-04-30',
      'student add M --name Midway --branch X --phone 9876543210',
      'student remove M --on 2025-05-01',
      'student add N --name New --branch X --phone 9876543210 --joined 2025-06-01',
    );
    const { shares } = await mess.json<BillDocument>(...register('--fixed', '500'));
    expect(shares.map(({ studentId }) => studentId)).toEqual(['M', 'S001', 'S002', 'S003', 'S004']);
  });
});

describe('what is refused, with nothing written', () => {
  test.each([
    [[], 2, 'The amount is missing: give --total, --per-head or --fixed, or --from-purchases.'],
    [['--total', 'lots'], 2, '--total: not an amount of money; '],
    [['--total', '7', '--total', '3'], 2, '--total is given twice.'],
    [['--total', '0'], 2, '--total: an amount must be more than 0 (0)'],
    [['--total', '-5'], 2, '--total: an amount must be more than 0; '],
    [['--total', '1.005'], 2, '--total: the currency has 2 decimals, not 3'],
    [['--total', '90071992547409.92'], 2, '--total: the largest amount is 90071992547409.91'],
    [['--total', '1', '--days', '32'], 2, '--days: not a number of dining days; '],
    [['--total', '1', '--days', '0'], 2, '--days: not a number of dining days; '],
    [['--total', '1', '--month', '2025-06', '--days', '31'], 2, '--days: June 2025 has 30 days'],
    [['--total', '1', '--month', 'Smarch'], 2, '--month: not a month; '],
    [['--total', '1', '--month', '2025-03'], 6, 'Nobody was present in March 2025'],
    [['--per-head', '1', '--month', '2025-03'], 6, 'Nobody was present in March 2025'],
    [['--per-head', '1', '--days', '29'], 6, 'S001 Asha Rao (30), S004 Dev Anand (30).'],
  ])('%j is exit %i', async (options, code, sentence) => {
    const mess = await createMess();
    await addMay(mess);
    const result = await mess(...register(...options));
    expect([result.code, result.stdout]).toEqual([code, '']);
    expect(result.stderr).toContain(sentence);
    expect(stored(mess)).toEqual({ bills: [], shares: [] });
  });

  test('nobody on the roll, and everybody recorded with 0 days', async () => {
    const mess = await createMess();
    expect((await mess(...register('--fixed', '1'))).code).toBe(6);
    await addFourStudents(mess);
    await mess.do('attendance record S001 --month 2025-05 --days 0');
    const { code, stderr } = await mess(...register('--total', '1'));
    expect(code).toBe(6);
    expect(stderr).toContain('no attendance is recorded to share the bill by');
  });

  test('a bad amount is found before the database is opened', async () => {
    const mess = await createMess();
    expect((await mess(...register('--total', 'x'), '--db', '/nowhere.db')).code).toBe(2);
    expect((await mess(...register('--total', '1'), '--db', '/nowhere.db')).code).toBe(9);
  });
});

test('money at the end of the range is exact', async () => {
  const mess = await createMess();
  await addMay(mess);
  const most = '90071992547409.91';
  const bill = await mess.json<BillDocument>(
    ...register('--total', most, '--fixed', most, '--per-head', most, '--days', '30'),
  );
  expect(addUp(amounts(bill))).toBe(BigInt(bill.billed.replace('.', '')));
  // With M paise an amount: M + M, and 30, 28, 15 and 30 days of 30: M, 14⁄15 M rounded up, ½ M
  // rounded half up, and M.
  const m = 9_007_199_254_740_991n;
  const billed = 4n * m + (14n * m + 14n) / 15n + (m + 1n) / 2n;
  expect(addUp([bill.billed])).toBe(billed);
  expect(withoutRecord(await mess.json('bill', 'show', '--month', '2025-05'))).toEqual(bill);
  expect((await mess('bill', 'list')).stdout).toContain('9,00,71,99,25,47,409.91');
});

test('a sum that no database holds is refused in a sentence', async () => {
  const mess = await createMess();
  insertStudents(mess, manyStudents(1100));
  const db = connectPast(mess.database);
  db.run(
    "insert into attendance (month, student_no, days_hundredths, changed_by) select '2025-05', no, 3100, 1 from students",
  );
  db.close();
  const { code, stderr } = await mess(...register('--per-head', '90071992547409.91'));
  expect(code).toBe(6);
  expect(stderr).toContain('The shares of May 2025 add up to more than can be stored.');
});

describe('void', () => {
  test('one student is one student', async () => {
    const mess = await createMess();
    await mess.do(
      'student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
      'attendance record S001 --month 2025-05 --days 1',
      'bill register --month 2025-05 --total 90',
    );
    const voiding = mess.with({ answers: [false] });
    const { stderr } = await voiding('bill', 'void', '--month', '2025-05', '--reason', 'x');
    expect(stderr).toContain('? Void the bill of May 2025, 90.00 over 1 student?');
  });

  test('only the bill that was looked at is voided', async () => {
    const mess = await createBilledMay();
    // While the question waits for its answer, somebody else replaces the bill.
    const prompter = {
      confirm: async () => {
        await mess.do(
          'bill void --month 2025-05 --reason other --yes',
          'bill register --month 2025-05 --total 777',
        );
        return true;
      },
    };
    const voiding = mess.with({ prompter });
    const { code, stderr } = await voiding('bill', 'void', '--month', '2025-05', '--reason', 'x');
    expect(code).toBe(8);
    expect(stderr).toContain('May 2025 has another bill by now.');
    expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({
      total: '777.00',
    });
  });

  test('asks, keeps the shares readable, and lets the month be registered again', async () => {
    const mess = await createBilledMay();
    const first = await mess.json<BillDocument>('bill', 'show', '--month', '2025-05');
    const words = ['bill', 'void', '--month', '2025-05', '--reason', 'mistyped'];
    expect((await mess(...words)).code).toBe(2);
    const refused = await mess.with({ answers: [false] })(...words);
    expect(refused.code).toBe(130);
    expect(refused.stderr).toContain('? Void the bill of May 2025, 60,000.00 over 4 students?');
    expect(await mess.json('bill', 'show', '--month', '2025-05')).toEqual(first);

    expect((await mess.with({ answers: [true] })(...words)).code).toBe(0);
    const gone = await mess('bill', 'show', '--month', '2025-05');
    expect(gone.code).toBe(3);
    expect(gone.stderr).toContain('hint: mess bill show --month 2025-05 --revision 1');
    const shown = ['bill', 'show', '--month', '2025-05', '--revision', '1'];
    expect(await mess.json(...shown)).toEqual({
      ...first,
      status: 'void',
      record: anchorIn(mess),
    });
    expect(await mess.json('expenses', 'show', 'S001')).toMatchObject({ total: '0.00' });
    expect(await mess.json('bill', 'list')).toEqual([]);

    const again = await mess.json<BillDocument>(...register('--total', '60000'));
    expect(again).toEqual({ ...withoutRecord(first), revision: 2 });
    const all = await mess.json<BillDocument[]>('bill', 'list', '--all');
    expect(all.map(({ revision, status }) => [revision, status])).toEqual([
      [1, 'void'],
      [2, 'live'],
    ]);
  });

  test('a list of all bills says why one was ended', async () => {
    const mess = await createMess();
    await addMay(mess);
    await mess.do(
      'bill register --month 2025-05 --total 60000 --quiet',
      'bill revise --month 2025-05 --total 61000 --reason gas --yes --quiet',
      'bill void --month 2025-05 --reason mistyped --yes --quiet',
      'bill register --month 2025-05 --total 62000 --quiet',
    );
    const { stdout } = await mess('bill', 'list', '--all', '--fields', 'rev.,status,reason');
    expect(stdout).toBe(
      [
        'Revision  Status      Reason',
        '────────  ──────────  ────────',
        '       1  superseded  gas',
        '       2  void        mistyped',
        '       3  live',
        '',
      ].join('\n'),
    );
    expect((await mess('bill', 'list', '--all')).stdout).toContain('  void        mistyped\n');
    expect((await mess('bill', 'list')).stdout).not.toContain('Reason');
    const all = await mess.json<{ reason: string | null }[]>('bill', 'list', '--all');
    expect(all.map(({ reason }) => reason)).toEqual(['gas', 'mistyped', null]);
  });

  test('a month without a bill has none to void', async () => {
    const mess = await createMess();
    const words = ['bill', 'void', '--month', '2025-05', '--reason', 'x', '--yes'];
    expect((await mess(...words)).code).toBe(3);
    expect((await mess('bill', 'show', '--month', '2025-05', '--revision', '1')).code).toBe(3);
  });
});

test('a bill knows when attendance or the roll changed after it was made', async () => {
  const mess = await createBilledMay();
  mess.now = new Date(mess.now.getTime() + 60_000);
  const stale = async () => (await mess.json<BillDocument[]>('bill', 'list')).map((b) => b.stale);

  await mess.do('student add LATE --name Late --branch X --phone 9876543210');
  expect(await stale()).toEqual([false]);

  const record = ['attendance', 'record', 'S001', '--month', '2025-05', '--days'];
  expect((await mess(...record, '29')).stderr).toContain(
    'The bill of May 2025 was made before this change.',
  );
  expect(await stale()).toEqual([true]);
  const shown = await mess('bill', 'show', '--month', '2025-05');
  expect(shown.stderr).toContain('changed after this bill was made: S001.');
  expect(shown.stdout).toContain('Bill of May 2025 (INR, 31 days, stale)');
  await mess(...record, '30');
  expect(await stale()).toEqual([false]);

  await mess.do('student remove S002 --on 2025-04-30');
  // Still present in May, so still on the roll of it.
  expect(await stale()).toEqual([false]);
  await mess.do('attendance record LATE --month 2025-05 --days 1');
  expect(await stale()).toEqual([true]);
});

test('a current or future month is a warning', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const warn = async (month: string) =>
    (await mess('bill', 'register', '--month', month, '--fixed', '1', '--dry-run')).stderr;
  expect(await warn('2025-06')).toContain('warning: June 2025 is not over yet.\n');
  expect(await warn('2025-07')).toContain('warning: July 2025 is in the future.\n');
  expect(await warn('previous')).not.toContain('over yet');
});

test('bill list is empty, then a table', async () => {
  const mess = await createMess();
  expect((await mess('bill', 'list')).stdout).toBe('No bills.\n');
  await addMay(mess);
  await mess.do('bill register --month 2025-05 --total 60000 --fixed 12.50');
  expect((await mess('bill', 'list')).stdout).toBe(
    [
      'Month    Days      Total  Per head  Fixed     Billed  Rev.  Status',
      '───────  ────  ─────────  ────────  ─────  ─────────  ────  ──────',
      '2025-05    31  60,000.00            12.50  60,012.50     1  live',
      '',
    ].join('\n'),
  );
});

test('the document has what is divided: the cost, less what guests paid, and with discounts', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'charge add S001 --month 2025-05 --kind guest --amount 130',
    'charge add S002 --month 2025-05 --kind discount --amount 100',
  );
  const bill = await mess.json<{ divided: string; shares: { dividing: string }[] }>(
    ...register('--total', '60000'),
  );
  expect(bill.divided).toBe('59970.00');
  expect(addUp(bill.shares.map(({ dividing }) => dividing))).toBe(5997000n);
  await mess.do('attendance record S001 --month 2025-04 --days 20');
  const perHead = await mess.json<{ divided: string | null }>(
    ...register('--month', '2025-04', '--per-head', '3000', '--dry-run'),
  );
  expect(perHead.divided).toBeNull();
});
