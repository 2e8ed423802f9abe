import { describe, expect, test } from 'vitest';
import { DOCUMENTS } from '../../../src/documents/schemas/registry.ts';
import {
  createOriginal,
  done,
  MESSES,
  OFFICE_PASSWORD,
  storedByTakeOver,
  TAKEN,
  takeOver,
  UNCHANGED,
} from '../../support/books/original.ts';
import { findFaults } from '../../support/documents.ts';
import { createMess } from '../../support/mess.ts';
import { signInAs, signInStudent } from '../../support/records/month.ts';
import { trySignIn } from '../../support/records/sign-in.ts';

interface ShownBill {
  readonly shares: readonly { studentId: string; days: number; amount: string }[];
  readonly [key: string]: unknown;
}

/** The amounts of fixtures/original.sql with the days they are for, as `ID DAYS AMOUNT`. */
const RECORDED: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    '2025-03',
    '3720.00',
    '12600.00',
    [
      '20CS011 31 3720.00',
      '20CS024 28 3360.00',
      '20EC007 30 3600.00',
      '20ME015 16 1920.00',
      '20ME021 0 0.00',
    ],
  ],
  [
    '2025-04',
    '4000.00',
    '16533.33',
    [
      '20CS011 30 4000.00',
      '20CS024 28 3733.33',
      '20EC007 29 3866.67',
      '20ME015 15 2000.00',
      '20ME021 0 0.00',
      '21CE003 22 2933.33',
    ],
  ],
  [
    '2025-05',
    '4100.00',
    '19177.42',
    [
      '20CS011 31 4100.00',
      '20CS024 20 2645.16',
      '20EC007 26 3438.71',
      '20ME015 30 3967.74',
      '20ME021 7 925.81',
      '21CE003 31 4100.00',
    ],
  ],
];

describe.each(MESSES)('into a mess %s', (_, create) => {
  test('every recorded amount is there to the paisa, and nothing is written at the source', async () => {
    const mess = await create();
    const original = await createOriginal();
    const before = await original.rows();
    expect(await takeOver(mess, original)).toEqual(done(TAKEN));
    expect(await original.rows()).toEqual(before);
    for (const [month, perHead, billed, shares] of RECORDED) {
      const bill = await mess.json<ShownBill>('bill', 'show', '--month', month);
      expect(bill).toMatchObject({
        month,
        perHead,
        billed,
        total: null,
        fixed: null,
        daysInMonth: null,
        revision: 1,
        status: 'live',
        origin: 'recorded',
        stale: false,
        warnings: [],
      });
      expect(bill.shares.map((each) => `${each.studentId} ${each.days} ${each.amount}`)).toEqual(
        shares,
      );
    }
    expect(await mess.json('student', 'list')).toContainEqual({
      id: '20ME021',
      name: 'रमेश यादव',
      branch: 'Mechanical',
      phone: '9415066778',
      joined: null,
      left: null,
      email: null,
      takesMessages: true,
    });
    expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
  });

  test('a student sees what they were charged, and an admin signs in with the old password', async () => {
    const mess = await create();
    await takeOver(mess, await createOriginal());
    await signInStudent(mess, '20ME021', '9415066778');
    expect(await mess.json('expenses', 'show')).toEqual({
      student: { id: '20ME021', name: 'रमेश यादव', branch: 'Mechanical' },
      expenses: [
        { month: '2025-03', days: 0, amount: '0.00', revision: 1, ...NO_ACCOUNTS, earlier: [] },
        { month: '2025-04', days: 0, amount: '0.00', revision: 1, ...NO_ACCOUNTS, earlier: [] },
        { month: '2025-05', days: 7, amount: '925.81', revision: 1, ...NO_ACCOUNTS, earlier: [] },
      ],
      ended: [],
      total: '925.81',
    });
    expect(await trySignIn(mess, 'office', 'khichdi on sunday')).toMatchObject({ code: 4 });
    mess.now = new Date(mess.now.getTime() + 2000);
    expect(await trySignIn(mess, 'office', OFFICE_PASSWORD)).toMatchObject({ code: 0 });
    expect(await mess.json('whoami')).toMatchObject({ id: 'office', role: 'manager' });
  });

  test('again, nothing is added; a dry run writes nothing', async () => {
    const mess = await create();
    const original = await createOriginal();
    const empty = storedByTakeOver(mess);
    expect(await takeOver(mess, original, '--dry-run')).toEqual(
      done([...TAKEN, '', 'Dry run: nothing was written.']),
    );
    expect(storedByTakeOver(mess)).toEqual(empty);
    await takeOver(mess, original);
    const taken = storedByTakeOver(mess);
    expect(taken).not.toEqual(empty);
    expect(await takeOver(mess, original)).toEqual(done(UNCHANGED));
    expect(storedByTakeOver(mess)).toEqual(taken);
  });
});

/** What an expense has where nothing is owed yet. */
const NO_ACCOUNTS = { paid: null, outstanding: null };

test('bills that were taken over have the documents of any other', async () => {
  const mess = await createMess();
  await takeOver(mess, await createOriginal());
  for (const line of [
    'bill list',
    'bill show --month 2025-05',
    'bill history --month 2025-05',
    'bill explain 20CS011 --month 2025-05',
    'bill revise --month 2025-05 --per-head 4100 --dry-run',
    'expenses show 20CS011',
  ]) {
    const schema = DOCUMENTS[line.split(' ').slice(0, 2).join(' ')] ?? {};
    expect([line, findFaults(schema, await mess.json(...line.split(' ')))]).toEqual([line, []]);
  }
});

test('the document has the counts of every table, and the record of changes one entry', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  const { stdout } = await takeOver(mess, original, '--json');
  const counts = (rows: number) => ({
    rows,
    inserted: rows,
    unchanged: 0,
    skipped: 0,
    blank: 0,
    rejected: 0,
  });
  expect(JSON.parse(stdout)).toEqual({
    file: 'SOURCE',
    ...counts(43),
    updated: 0,
    skipped: 0,
    dryRun: false,
    partial: false,
    tables: {
      student: counts(6),
      attendance: counts(16),
      expense: counts(3),
      student_expense: counts(17),
      admin: counts(1),
    },
    errors: [],
    warnings: [],
  });
  const [entry, ...others] = mess.rows<Record<string, string | number>>(
    `select sequence, actor_id, subject, month, "before", "after" from audit_entries
     where command = 'db import-original'`,
  );
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    actor_id: 'warden',
    subject: original.address,
    month: null,
    before: null,
  });
  expect(JSON.parse(String(entry?.after))).toMatchObject({
    students: 6,
    attendance: 16,
    bills: ['2025-03', '2025-04', '2025-05'],
    admins: ['office'],
  });
  expect(mess.rows('select distinct changed_by from attendance')).toEqual([
    { changed_by: entry?.sequence },
  ]);
});

test('as CSV, a line for each table', async () => {
  const { stdout } = await takeOver(await createMess(), await createOriginal(), '--format', 'csv');
  expect(stdout).toBe(
    [
      'table,rows,inserted,unchanged,skipped,blank,rejected,dry_run',
      'student,6,6,0,0,0,0,false',
      'attendance,16,16,0,0,0,0,false',
      'expense,3,3,0,0,0,0,false',
      'student_expense,17,17,0,0,0,0,false',
      'admin,1,1,0,0,0,0,false',
      '',
    ].join('\n'),
  );
});

test('a bill shows where it comes from, and its shares as they were recorded', async () => {
  const mess = await createMess();
  await takeOver(mess, await createOriginal());
  expect((await mess('bill', 'show', '--month', '2025-03')).stdout.split('\n')[0]).toBe(
    'Bill of March 2025 (INR, recorded elsewhere)',
  );
  expect(
    mess.rows(
      `select id_then, days_hundredths, dividing_minor, per_head_minor, fixed_minor, amount_minor
       from shares where month = '2025-04' and id_then = '20CS024'`,
    ),
  ).toEqual([
    {
      id_then: '20CS024',
      days_hundredths: 2800,
      dividing_minor: null,
      per_head_minor: 373333,
      fixed_minor: null,
      amount_minor: 373333,
    },
  ]);
});

test.each(['viewer', 'manager'] as const)('a %s may not', async (role) => {
  const mess = await createMess();
  await signInAs(mess, role);
  expect(await takeOver(mess, await createOriginal())).toEqual({
    code: 5,
    stdout: '',
    stderr: `error: A ${role} may not take over a database.\nhint: sign in as owner: mess admin login\n`,
  });
});
