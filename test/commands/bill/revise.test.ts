import { expect, test } from 'vitest';
import type { Prompter } from '../../../src/commands/context.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { withoutRecord } from '../../support/records/audit.ts';
import { makeRecorded, readBooks } from '../../support/records/bills.ts';
import { addMay, signInStudent } from '../../support/records/month.ts';
import { MINUTE_MS, passMs } from '../../support/records/sign-in.ts';

interface BillDocument {
  readonly revision: number;
  readonly status: string;
  readonly shares: readonly { readonly studentId: string; readonly amount: string }[];
}

interface RevisedDocument extends BillDocument {
  readonly revised: boolean;
  readonly previous: { readonly stale: boolean };
  readonly removed: readonly object[];
  readonly warnings: readonly string[];
}

const revise = (words: string) => ['bill', 'revise', '--month', '2025-05', ...words.split(' ')];
const shown = async (mess: TestMess, ...revision: string[]) =>
  withoutRecord(await mess.json<BillDocument>('bill', 'show', '--month', '2025-05', ...revision));
const idsOf = ({ shares }: BillDocument) => shares.map(({ studentId }) => studentId);

/** The four and their May, with a bill. */
async function createBilled(amounts: string): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(`bill register --month 2025-05 ${amounts} --quiet`);
  passMs(mess, MINUTE_MS);
  return mess;
}

/** Does something while a person thinks about the question. */
function meanwhile(work: () => Promise<void>): { prompter: Partial<Prompter> } {
  const confirm = async () => {
    await work();
    return true;
  };
  return { prompter: { confirm } };
}

test('what is given is new, the rest is kept, and the bill of before stays as it was', async () => {
  const mess = await createBilled('--total 60000 --fixed 400 --days 30');
  const before = await shown(mess);
  const rows = mess.rows('select * from shares');
  expect(await mess(...revise('--fixed 500 --reason late --yes'))).toEqual({
    code: 0,
    stdout: [
      'Bill of May 2025 (INR, revision 2 in place of 1)',
      '',
      '           Before        Now  Difference',
      '──────  ─────────  ─────────  ──────────',
      'Total   60,000.00  60,000.00',
      'Fixed      400.00     500.00     +100.00',
      '──────  ─────────  ─────────  ──────────',
      'Billed  60,400.00  60,500.00     +100.00',
      '',
      'ID    Name         Days     Before        Now  Difference',
      '────  ───────────  ────  ─────────  ─────────  ──────────',
      'S001  Asha Rao       30  17,575.73  17,600.73      +25.00',
      'S002  Vikram Shah    28  16,410.68  16,435.68      +25.00',
      'S003  सीता देवी       15   8,837.86   8,862.86      +25.00',
      'S004  Dev Anand      30  17,575.73  17,600.73      +25.00',
      '',
      'The bill of May 2025 is revision 2 now: 60,500.00.',
      'Revision 1 stays readable: mess bill show --month 2025-05 --revision 1',
      '',
    ].join('\n'),
    stderr: '',
  });
  expect(await shown(mess)).toMatchObject({
    total: '60000.00',
    perHead: null,
    fixed: '500.00',
    billed: '60500.00',
    daysInMonth: 30,
    revision: 2,
    status: 'live',
    stale: false,
  });
  expect(await shown(mess, '--revision', '1')).toEqual({ ...before, status: 'superseded' });
  expect(mess.rows('select * from shares where revision = 1')).toEqual(rows);
  const [entry] = mess.rows<{ before: string; after: string; month: string }>(
    `select "month", "before", "after" from audit_entries where command = 'bill revise'`,
  );
  expect(entry?.month).toBe('2025-05');
  expect(JSON.parse(entry?.before ?? '')).toMatchObject({ revision: 1, billed: '60400.00' });
  expect(JSON.parse(entry?.after ?? '')).toMatchObject({
    revision: 2,
    total: '60000.00',
    fixed: '500.00',
    billed: '60500.00',
    students: 4,
    reason: 'late',
  });
});

test('a part that is new, other dining days, and the document and its CSV', async () => {
  const mess = await createBilled('--per-head 3100');
  const revised = await mess.json<RevisedDocument>(
    ...revise('--days 30 --fixed 0.06 --reason thirty --yes'),
  );
  const summary = { month: '2025-05', perHead: '3100.00', total: null, charges: null };
  const shares = [
    ['S001', 'Asha Rao', 'CSE', 30, '3100.00', '0.01', '3100.01', '3000.00', '100.01'],
    ['S002', 'Vikram Shah', 'ECE', 28, '2893.33', '0.02', '2893.35', '2800.00', '93.35'],
    ['S003', 'सीता देवी', 'CSE', 15, '1550.00', '0.02', '1550.02', '1500.00', '50.02'],
    ['S004', 'Dev Anand', 'ME', 30, '3100.00', '0.01', '3100.01', '3000.00', '100.01'],
  ].map(([studentId, name, branch, days, perHead, fixed, amount, before, difference]) => ({
    studentId,
    name,
    branch,
    days,
    dividing: null,
    perHead,
    fixed,
    charges: null,
    amount,
    before,
    difference,
  }));
  expect(revised).toEqual({
    ...summary,
    daysInMonth: 30,
    fixed: '0.06',
    billed: '10643.39',
    revision: 2,
    status: 'live',
    stale: false,
    origin: 'computed',
    dryRun: false,
    revised: true,
    changed: { students: [], charges: [], heads: [] },
    previous: {
      ...summary,
      daysInMonth: 31,
      fixed: null,
      billed: '10300.00',
      revision: 1,
      status: 'live',
      stale: false,
      origin: 'computed',
      changed: { students: [], charges: [], heads: [] },
    },
    purchases: null,
    shares,
    removed: [],
    warnings: ['Everybody would pay for the 0.06 besides the 3,100.00 per head.'],
  });
  const csv = await mess(...revise('--days 31 --dry-run --format csv'));
  expect(csv.stdout.split('\n').slice(0, 3)).toEqual([
    'student_id,name,branch,days,dividing,per_head,fixed,charges,amount,before,difference',
    'S001,Asha Rao,CSE,30,,3000.00,0.01,,3000.01,3100.01,-100.00',
    'S002,Vikram Shah,ECE,28,,2800.00,0.02,,2800.02,2893.35,-93.33',
  ]);
});

test('without amounts it takes in corrected attendance; a dry run shows the same and writes nothing', async () => {
  const mess = await createBilled('--total 60000');
  await mess.do('attendance record S002 --month 2025-05 --days 0');
  const books = readBooks(mess);
  const dry = await mess.json<RevisedDocument>(...revise('--dry-run'));
  const text = await mess(...revise('--dry-run'));
  expect(readBooks(mess)).toEqual(books);
  expect(text.stdout.split('\n')[0]).toBe(
    'Bill of May 2025 (INR, revision 2 in place of 1, dry run: nothing was written)',
  );
  expect(text.stdout).toContain('S002  Vikram Shah  28 → 0  16,310.68       0.00  -16,310.68\n');
  const revised = await mess.json<RevisedDocument>(...revise('--reason corrected --yes'));
  expect(dry).toEqual({ ...revised, dryRun: true });
  expect(revised.previous.stale).toBe(true);
  expect(await shown(mess)).toMatchObject({
    billed: '60000.00',
    revision: 2,
    stale: false,
    shares: ['24000.00', '0.00', '12000.00', '24000.00'].map((amount) => ({ amount })),
  });
});

test('with the inputs unchanged it says so, asks nobody and writes nothing', async () => {
  const mess = await createBilled('--total 60000 --per-head 31 --fixed 400.01 --days 30');
  const books = readBooks(mess);
  const same = '--total 60000 --per-head 31 --fixed 400.01 --days 30';
  for (const words of ['--reason again --yes', '--dry-run', same]) {
    expect(await mess(...revise(words))).toEqual({
      code: 0,
      stdout: 'The bill of May 2025 is what it would be: nothing to revise, nothing was written.\n',
      stderr: '',
    });
  }
  // Neither who was entered since, nor a figure that is again what it was, nor an id that was mended,
  // though an odd paisa would fall to another one now.
  await mess.do(
    'student edit S002 --id Z002',
    'student add LATE --name Late --branch X --phone 9876543210',
    'attendance record S001 --month 2025-05 --days 29',
    'attendance record S001 --month 2025-05 --days 30',
  );
  const nothing = await mess.json<{ shares: { difference: string }[] }>(...revise('--yes'));
  expect(nothing).toMatchObject({ revision: 1, revised: false, dryRun: false });
  expect(nothing.shares.map(({ difference }) => difference)).toEqual(Array(4).fill('0.00'));
  expect(await mess.json(...revise('--dry-run'))).toMatchObject({ revised: false, dryRun: true });
  const { bills, shares, audit_entries } = readBooks(mess);
  expect({ bills, shares }).toEqual({ bills: books.bills, shares: books.shares });
  expect(audit_entries).toHaveLength((books.audit_entries?.length ?? 0) + 4);
});

test('at a terminal it shows the comparison, asks why and whether, and then says little', async () => {
  const mess = await createBilled('--total 60000');
  const asked = [
    'Bill of May 2025 (INR, revision 2 in place of 1)',
    '',
    '           Before        Now  Difference',
    '──────  ─────────  ─────────  ──────────',
    'Total   60,000.00  61,000.00   +1,000.00',
    '──────  ─────────  ─────────  ──────────',
    'Billed  60,000.00  61,000.00   +1,000.00',
    '',
    'ID    Name         Days     Before        Now  Difference',
    '────  ───────────  ────  ─────────  ─────────  ──────────',
    'S001  Asha Rao       30  17,475.73  17,766.99     +291.26',
    'S002  Vikram Shah    28  16,310.68  16,582.52     +271.84',
    'S003  सीता देवी       15   8,737.86   8,883.50     +145.64',
    'S004  Dev Anand      30  17,475.73  17,766.99     +291.26',
    '? Why (students read it)',
    '? Write this as revision 2 of May 2025: 60,000.00 → 61,000.00; of 4 shares 4 differ: +1,000.00?',
    '',
  ].join('\n');
  const books = readBooks(mess);
  expect(await mess.with({ answers: ['late', false] })(...revise('--total 61000'))).toEqual({
    code: 130,
    stdout: '',
    stderr: `${asked}Nothing was changed.\n`,
  });
  expect(readBooks(mess)).toEqual(books);
  expect(await mess.with({ answers: ['late', true] })(...revise('--total 61000'))).toEqual({
    code: 0,
    stdout:
      'The bill of May 2025 is revision 2 now: 61,000.00.\n' +
      'Revision 1 stays readable: mess bill show --month 2025-05 --revision 1\n',
    stderr: asked,
  });
  expect(await shown(mess)).toMatchObject({ revision: 2, total: '61000.00' });
});

test('what is refused, with nothing written', async () => {
  const mess = await createBilled('--per-head 3100');
  await mess.do(
    'attendance record S001 --month 2025-04 --days 3',
    'bill register --month 2025-04 --total 3 --confirm-total --absent-if-missing',
    'bill void --month 2025-04 --reason x --yes',
  );
  const books = readBooks(mess);
  for (const [words, code, sentence] of [
    ['--month 2025-05 --per-head 1 --reason x', 2, 'Nobody can be asked here.'],
    ['--month 2025-05 --per-head 1 --yes', 2, '--reason is missing.'],
    ['--per-head 1 --reason x --yes', 2, '--month is missing.'],
    ['--month 2025-05 --per-head 0 --reason x --yes', 2, 'an amount must be more than 0'],
    ['--month 2025-05 --per-head 1.001 --reason x --yes', 2, '--per-head: '],
    ['--month 2025-04 --days 31 --reason x --yes', 3, 'April 2025 has no bill: it was voided.'],
    ['--month 2025-05 --days 32 --reason x --yes', 2, '--days: '],
    ['--month 2025-05 --days 29 --reason x --yes', 6, 'Present more than the 29 days of the bill'],
    ['--month 2025-05 --from-purchases --total 3 --yes', 2, '--from-purchases and --total'],
    ['--month 2025-05 --from-purchases --yes', 6, 'No purchases are recorded in May 2025'],
    ['--month 2025-03 --total 3 --reason x --yes', 3, 'March 2025 has no bill.'],
  ] as const) {
    const { code: was, stdout, stderr } = await mess('bill', 'revise', ...words.split(' '));
    expect([words, was, stdout]).toEqual([words, code, '']);
    expect(stderr).toContain(sentence);
  }
  expect(readBooks(mess)).toEqual(books);
  await mess.do('month close --month 2025-05');
  const closed = readBooks(mess);
  for (const words of ['--per-head 1 --reason x --yes', '--dry-run']) {
    expect(await mess(...revise(words))).toEqual({
      code: 8,
      stdout: '',
      stderr:
        'error: May 2025 is closed. Nothing was changed.\n' +
        'hint: an owner opens it again: mess month reopen --month 2025-05 --reason TEXT\n',
    });
  }
  expect(readBooks(mess)).toEqual(closed);
  await signInStudent(mess, 'S001', '9876543210');
  expect((await mess(...revise('--dry-run'))).code).toBe(5);
});

test('numbers count up through a void, and what was billed before stays readable', async () => {
  const mess = await createBilled('--total 60000');
  const [first] = [await shown(mess)];
  await mess.do(
    'bill void --month 2025-05 --reason mistyped --yes',
    'bill register --month 2025-05 --total 600',
  );
  const second = await shown(mess);
  await mess.do('bill revise --month 2025-05 --total 6000 --reason "a zero was missing" --yes');
  const third = await shown(mess);
  expect([first, second, third].map((bill) => bill?.revision)).toEqual([1, 2, 3]);
  expect(await shown(mess, '--revision', '1')).toEqual({ ...first, status: 'void' });
  expect(await shown(mess, '--revision', '2')).toEqual({ ...second, status: 'superseded' });
  expect(await shown(mess, '--revision', '3')).toEqual(third);
  const share = { month: '2025-05', days: 30 };
  expect(await mess.json('expenses', 'show', 'S001')).toMatchObject({
    expenses: [
      {
        ...share,
        amount: '1747.57',
        revision: 3,
        earlier: [
          { ...share, amount: '17475.73', revision: 1, status: 'void' },
          { ...share, amount: '174.76', revision: 2, status: 'superseded' },
        ],
      },
    ],
    ended: [],
    total: '1747.57',
  });
  expect((await mess('expenses', 'show', 'S001')).stdout).toBe(
    [
      'S001 Asha Rao, CSE (INR)',
      '',
      'Month     Days    Amount',
      '────────  ────  ────────  ───────────────────',
      'May 2025    30  1,747.57  revised, was 174.76',
      '────────  ────  ────────  ───────────────────',
      'Total           1,747.57',
      '',
    ].join('\n'),
  );
  await mess.do('bill void --month 2025-05 --reason "wrong month" --yes');
  expect(await mess.json('expenses', 'show', 'S001')).toMatchObject({
    expenses: [],
    ended: [{ ...share, amount: '1747.57', revision: 3, status: 'void' }],
    total: '0.00',
  });
  expect((await mess('expenses', 'show', 'S001')).stdout).toContain(
    'No bills.\n\nMay 2025 was voided: 1,747.57 is owed no more.\n',
  );
});

test('who came onto the roll and who went off it, the same in later revisions', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'student add GONE --name Gone --branch X --phone 9876543210',
    'bill register --month 2025-05 --total 60000 --fixed 60 --quiet',
  );
  // A clock that was put back makes nobody earlier.
  passMs(mess, -MINUTE_MS);
  await mess.do(
    // Without a joining date only who was present belongs to a bill of before.
    'student add LATE --name Late --branch X --phone 9876543210',
    'student add PRESENT --name Present --branch X --phone 9876543210',
    'attendance record PRESENT --month 2025-05 --days 3',
    'student add JOINED --name Joined --branch X --phone 9876543210 --joined 2025-05-31',
    'student add JUNE --name June --branch X --phone 9876543210 --joined 2025-06-01',
    'student remove GONE --on 2025-04-30',
  );
  expect((await mess('bill', 'show', '--month', '2025-05')).stderr).toContain(
    'Attendance or the roll changed after this bill was made: GONE, JOINED, PRESENT. To take it in: mess bill revise --month 2025-05 --reason TEXT.',
  );
  const second = await mess.json<RevisedDocument>(...revise('--reason people --yes'));
  const five = ['S001', 'S002', 'S003', 'S004'];
  expect(idsOf(second)).toEqual(['JOINED', 'PRESENT', ...five]);
  expect(second.removed).toEqual([
    { studentId: 'GONE', name: 'Gone', branch: 'X', before: '12.00' },
  ]);
  expect(second.shares[0]).toMatchObject({ days: 0, before: null, difference: '10.00' });
  expect((await mess('expenses', 'show', 'GONE')).stdout).toContain(
    'May 2025 was revised, without this student: 12.00 is owed no more.\n',
  );
  passMs(mess, MINUTE_MS);
  await mess.do(
    'student add LATER --name Later --branch X --phone 9876543210',
    'attendance record S001 --month 2025-05 --days 29',
  );
  const third = await mess.json<RevisedDocument>(...revise('--reason corrected --yes'));
  expect(idsOf(third)).toEqual(idsOf(second));
  expect(third.removed).toEqual([]);
  passMs(mess, MINUTE_MS);
  await mess.do('attendance record S001 --month 2025-05 --days 28');
  const fourth = await mess.json<RevisedDocument>(...revise('--reason corrected --yes'));
  expect(idsOf(fourth)).toEqual(idsOf(second));
  await mess.do('attendance record LATE --month 2025-05 --days 1');
  const fifth = await mess.json<RevisedDocument>(...revise('--reason late --yes'));
  expect(idsOf(fifth)).toEqual(['JOINED', 'LATE', 'PRESENT', ...five]);
  // A bill that is registered anew is of everybody who is there now.
  await mess.do('bill void --month 2025-05 --reason anew --yes');
  const anew = await mess.json<BillDocument>(
    'bill',
    'register',
    '--month',
    '2025-05',
    '--total',
    '60000',
  );
  expect(idsOf(anew)).toEqual(['JOINED', 'LATE', 'LATER', 'PRESENT', ...five]);
});

test('a table of a revision that somebody is new in, and somebody is no more of', async () => {
  const mess = await createBilled('--fixed 400');
  await mess.do(
    'student add S005 --name "Eka Nair" --branch X --phone 9876543210 --joined 2025-05-20',
    'attendance record S004 --month 2025-05 --days 0',
    'student remove S004 --on 2025-04-30',
  );
  const { stdout, stderr } = await mess(...revise('--dry-run'));
  expect(stdout.split('\n').slice(8)).toEqual([
    'ID    Name         Days  Before     Now  Difference',
    '────  ───────────  ────  ──────  ──────  ──────────',
    'S001  Asha Rao       30  100.00  100.00',
    'S002  Vikram Shah    28  100.00  100.00',
    'S003  सीता देवी       15  100.00  100.00',
    'S005  Eka Nair        0     new  100.00     +100.00',
    'S004  Dev Anand          100.00    none     -100.00',
    '',
  ]);
  expect(stderr).toBe(
    'warning: No attendance is recorded in May 2025 for 1 on the roll: S005 Eka Nair.\n' +
      'warning: Not billed in May 2025: S004 (left on 30 April 2025).\n',
  );
});

test('a bill that was taken over is revised only with amounts, and then worked out anew', async () => {
  const mess = await createBilled('--per-head 3000');
  await mess.do('purchase add --date 2025-05-02 --head Gas --amount 80');
  makeRecorded(mess, '2025-05');
  const before = await shown(mess);
  await mess.do('attendance record S003 --month 2025-05 --days 16');
  for (const words of ['--reason x --yes', '--dry-run --days 30']) {
    expect(await mess(...revise(words))).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: May 2025: the bill was taken over as it was recorded, so the amounts must be given.\n' +
        'hint: give --total, --per-head or --fixed, or --from-purchases\n',
    });
  }
  const fromPurchases = await mess.json(...revise('--from-purchases --dry-run'));
  expect(fromPurchases).toMatchObject({ perHead: null, fixed: '80.00', billed: '80.00' });
  // Nothing of the amounts of another program is kept.
  const revised = await mess.json<RevisedDocument>(...revise('--fixed 40 --reason anew --yes'));
  expect(revised).toMatchObject({
    origin: 'computed',
    total: null,
    perHead: null,
    fixed: '40.00',
    billed: '40.00',
    daysInMonth: 31,
    revision: 2,
    previous: { origin: 'recorded', daysInMonth: null },
  });
  expect(await shown(mess, '--revision', '1')).toEqual({ ...before, status: 'superseded' });
  // From then on it is a bill like others.
  expect(await mess.json(...revise('--per-head 31 --reason more --yes'))).toMatchObject({
    perHead: '31.00',
    fixed: '40.00',
    billed: '144.00',
    revision: 3,
  });
});

test('two people revise at once: the second is told, and nothing is half', async () => {
  const mess = await createBilled('--total 60000');
  const second = async (words: string, work: string) =>
    mess.with(meanwhile(() => mess.do(work)))(...revise(`${words} --reason mine`));
  const told = {
    code: 7,
    stdout: '',
    stderr: expect.stringContaining(
      'error: What the bill of May 2025 rests on was changed meanwhile. Nothing was written.\n' +
        'hint: look at it again with the same command\n',
    ),
  };
  const other = 'bill revise --month 2025-05 --total 70000 --reason other --yes';
  expect(await second('--total 80000', other)).toEqual(told);
  // The same as mine, but not what I looked at.
  expect(
    await second('--total 80000', 'bill revise --month 2025-05 --total 80000 --reason o --yes'),
  ).toEqual(told);
  expect(await second('--total 90000', 'attendance record S001 --month 2025-05 --days 29')).toEqual(
    told,
  );
  expect(
    await second('--total 90000', 'student add N --name N --branch X --phone 9876543210'),
  ).toMatchObject({ code: 0 });
  expect(await second('--total 80000', 'bill void --month 2025-05 --reason x --yes')).toMatchObject(
    { code: 3, stdout: '' },
  );
  await mess.do('bill register --month 2025-05 --total 60000 --quiet');
  expect(await second('--total 80000', 'month close --month 2025-05')).toMatchObject({
    code: 8,
    stdout: '',
  });
  expect(mess.rows('select revision, status, total_minor from bills order by revision')).toEqual(
    [
      ['superseded', 6000000],
      ['superseded', 7000000],
      ['superseded', 8000000],
      ['void', 9000000],
      ['live', 6000000],
    ].map(([status, total_minor], index) => ({ revision: index + 1, status, total_minor })),
  );
  const entries = mess.rows<{ command: string }>(
    `select command from audit_entries where command = 'bill revise'`,
  );
  expect(entries).toHaveLength(3);
  expect(await mess.json('db', 'verify')).toMatchObject({ findings: [] });
});

test('a charge per head does not look at purchases, and is warned of what comes on top', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('bill register --month 2025-05 --per-head 3100');
  const add = 'purchase add --date 2025-05-01 --head Groceries --amount 60000';
  expect(await mess(...add.split(' '))).toMatchObject({ code: 0, stderr: '' });
  expect(await mess('bill', 'show', '2025-05')).toMatchObject({ code: 0, stderr: '' });
  expect((await mess('status')).stdout).not.toContain('purchases');
  const { stderr } = await mess(...'bill revise --from-purchases --dry-run -m 2025-05'.split(' '));
  expect(stderr).toBe(
    'warning: Everybody would pay for the 60,000.00 besides the 3,100.00 per head.\n' +
      'warning: The bill comes to 70,300.00, more than three times the 10,300.00 of revision 1.\n',
  );
});
