import { expect, test } from 'vitest';
import type { DuesDocument } from '../../../src/documents/schemas/payments/payments.ts';
import type {
  MonthReportDocument,
  NoticeDocument,
  StatementDocument,
  YearReportDocument,
} from '../../../src/documents/schemas/reports.ts';
import { displayWidth } from '../../../src/output/page/width.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay, signInStudent } from '../../support/records/month.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { createSummer, createWideYear } from './summer.ts';

/** A report as people see it. No two messes have the same record of changes. */
async function shown(mess: TestMess, words: string): Promise<string> {
  const { stdout } = await mess('report', ...words.split(' '));
  return stdout.replace(/(Record \d+ · )[0-9a-f]{12}/, '$1HASH');
}

/** In paise. */
const minor = (amount: string) => BigInt(amount.replace('.', ''));
const sum = (amounts: readonly string[]) =>
  amounts.reduce((total, amount) => total + minor(amount), 0n);

test('a month on a terminal', async () => {
  const mess = await createSummer();
  expect(await shown(mess, 'month --month 2025-06')).toMatchInlineSnapshot(`
    "Report of June 2025 (INR, as of 30 June 2025)

    Spent                                 21,000.00
    Billed                                21,000.00
    Collected                             22,000.00
    Billed a day, about                      700.00
    Shared by days, a student day, about     518.52

    Students in the bill            4
    Days that they were present  40.5

    Spent, by heads
    Head       Shared   Purchases     Amount
    ─────────  ───────  ─────────  ─────────
    Groceries  by days          1  21,000.00
    ─────────  ───────  ─────────  ─────────
    Total                          21,000.00

    Collected, by method, without what was reversed
    Method  Payments       Paid  Deposits     In all
    ──────  ────────  ─────────  ────────  ─────────
    cash           1  17,000.00  5,000.00  22,000.00
    UPI            1   5,000.00             5,000.00
    ──────  ────────  ─────────  ────────  ─────────
    Total          2  22,000.00  5,000.00  27,000.00

    Dues of all students
    Before June 2025                120.50
    Bills made                   60,000.50
    Bills revised and voided        900.00
    Late fees                       150.00
    Payments                    -22,000.00
    At the end of 30 June 2025   39,171.00

    The bill of June 2025 was made on 20 July 2025, so it is not in these dues.

    Who owes most
    ID    Name         Branch    Overdue       Owed
    ────  ───────────  ──────  ─────────  ─────────
    S004  Dev Anand    ME      17,276.36  17,276.36
    S002  Vikram Shah  ECE     11,284.60  11,284.60
    S003  सीता देवी     CSE     10,333.68  10,333.68
    S001  Asha Rao     CSE        276.36     276.36

    Proof
    4 shares add up to 21,000.00; the bill is 21,000.00.

    Record 31 · HASH
    "
  `);
});

test('a month, with what a bar is as long as, and nothing but ASCII where the locale has no more', async () => {
  const mess = await createSummer();
  const month = ['report', 'month', '--month', '2025-05', '--chart'];
  const { stdout } = await mess.with({ env: { MESS_HOME: mess.home, LANG: 'en_IN.UTF-8' } })(
    ...month,
  );
  expect(
    stdout.slice(stdout.indexOf('Total'), stdout.indexOf('Collected, by')),
  ).toMatchInlineSnapshot(`
    "Total                          60,900.50

    Groceries  ██████████████████████████████████████████████████████████ 41,000.00
    Milk       ██████████▌ 7,500.50
    Wages      ████████████████▎ 11,500.00
    Gas        █▎ 900.00

    "
  `);
  const plain = (
    await mess.with({
      env: { MESS_HOME: mess.home, LC_ALL: 'C', LANG: 'en_IN.UTF-8' },
    })(...month)
  ).stdout;
  expect(plain.match(/^(?:Groceries|Milk) .*#.*$/gm)).toMatchInlineSnapshot(`
    [
      "Groceries  ########################################################## 41,000.00",
      "Milk       ########### 7,500.50",
    ]
  `);
});

test('what moved the dues of each month adds up to what everybody owes at its end', async () => {
  const mess = await createSummer();
  // What was stated to begin with stands on the day before the first month.
  let closing = '120.50';
  for (const month of ['2025-05', '2025-06', '2025-07']) {
    const { dues, asOf } = await mess.json<MonthReportDocument>(
      'report',
      'month',
      '--month',
      month,
    );
    if (dues === null) throw new Error('accounts are kept');
    const { opening, closing: end, ...moves } = dues;
    expect([month, opening]).toEqual([month, closing]);
    expect(minor(opening) + sum(Object.values(moves))).toBe(minor(end));
    const owed = await mess.json<DuesDocument[]>('dues', 'list', '--as-of', asOf);
    expect([month, minor(end)]).toEqual([month, sum(owed.map(({ balance }) => balance))]);
    closing = end;
  }
  const { dues } = await mess.json<YearReportDocument>('report', 'year', '2025-26');
  expect(dues).toEqual({
    opening: '0.00',
    stated: '120.50',
    billed: '81000.50',
    revised: '900.00',
    lateFees: '150.00',
    received: '-52000.00',
    reversed: '0.00',
    depositsUsed: '0.00',
    paidBack: '1000.00',
    writtenOff: '-0.41',
    closing,
  });
});

test('a year is its months: spent, billed, not paid, collected', async () => {
  const mess = await createSummer();
  const year = await mess.json<YearReportDocument>('report', 'year', '2025');
  expect(year.months.map(({ month }) => month)).toHaveLength(7);
  for (const { month, ...figures } of year.months) {
    const report = await mess.json<MonthReportDocument>('report', 'month', '--month', month);
    expect([month, figures.spent]).toEqual([month, report.spent.total]);
    expect([month, figures.billed]).toEqual([month, report.bill?.billed ?? null]);
    expect([month, figures.closing]).toEqual([month, report.dues?.closing]);
    expect([month, figures.aStudentDay]).toEqual([
      month,
      report.bill?.total === null ? null : report.costs.aStudentDay,
    ]);
  }
  const { heads, totals, months } = year;
  expect(sum(heads.map(({ amount }) => amount))).toBe(minor(totals.spent));
  for (const { amount, months: amounts } of heads) expect(sum(amounts)).toBe(minor(amount));
  expect(sum(months.map(({ collected }) => collected))).toBe(minor(totals.collected));
  expect(
    (await mess('report', 'year', '2025-26', '--format', 'csv')).stdout,
  ).toMatchInlineSnapshot(`
    "month,spent,billed,outstanding,students,student_days,a_student_day,collected,paid_back,closing
    2025-04,0.00,,,,,,0.00,0.00,120.50
    2025-05,60900.50,60900.50,21674.14,4,103,470.88,0.00,0.00,120.50
    2025-06,21000.00,21000.00,21000.00,4,40.5,518.52,22000.00,0.00,39171.00
    2025-07,0.00,,,,,,30000.00,1000.00,31170.59
    "
  `);
});

test('the sheet for the board adds up line by line, and has no names where ids are enough', async () => {
  const mess = await createSummer();
  expect(await shown(mess, 'notice --month 2025-06')).toMatchInlineSnapshot(`
    "Bill of June 2025 (To be paid by 20 July 2025, previous dues by their own days; INR, as of 20 July 2025)

    Everybody's share
    ID     Name         Days of 30  This bill  Previous dues  Late fees       Paid      To pay
    ─────  ───────────  ──────────  ─────────  ─────────────  ─────────  ─────────  ──────────
    S001   Asha Rao           30.0  15,633.33         226.36      50.00              15,909.69
    S002   Vikram Shah        10.5   5,366.67      11,284.60                         16,651.27
    S003   सीता देवी            0.0       0.00      10,283.27      50.00              10,333.27
    S004   Dev Anand           0.0       0.00                            11,723.64  -11,723.64
    ─────  ───────────  ──────────  ─────────  ─────────────  ─────────  ─────────  ──────────
    Total                     40.5  21,000.00      21,794.23     100.00  11,723.64   31,170.59

    An amount with a minus sign in front is credit: there is nothing to pay.

    Record 31 · HASH
    "
  `);
  const notice = ['report', 'notice', '--month', '2025-05', '--ids-only'];
  const { rows } = await mess.json<NoticeDocument>(...notice);
  expect(rows).toHaveLength(4);
  for (const { name, amount, previous, lateFees, paid, total } of rows) {
    expect(name).toBeNull();
    const besides = minor(previous ?? '') + minor(lateFees ?? '');
    expect(minor(amount) + besides - minor(paid ?? '')).toBe(minor(total ?? ''));
  }
  const { stdout } = await mess(...notice);
  expect(stdout).not.toContain('Asha');
});

test('what is paid of a bill is no credit from before, and what is owed of an older one stays apart', async () => {
  const mess = await createSummer();
  await mess.do(
    'payment record S002 --amount 2000 --method cash --month 2025-06',
    'payment record S001 --amount 15909.69 --method upi --reference 515412345999',
  );
  const { rows, totals } = await mess.json<NoticeDocument>(
    ...['report', 'notice', '--month', '2025-06'],
  );
  const figures = rows.map(({ studentId, amount, previous, lateFees, paid, total }) => [
    ...[studentId, amount, previous, lateFees, paid, total],
  ]);
  expect(figures).toEqual([
    ['S001', '15633.33', '0.00', '0.00', '15633.33', '0.00'],
    ['S002', '5366.67', '11284.60', '0.00', '2000.00', '14651.27'],
    ['S003', '0.00', '10283.27', '50.00', '0.00', '10333.27'],
    ['S004', '0.00', '0.00', '0.00', '11723.64', '-11723.64'],
  ]);
  expect(totals).toMatchObject({ previous: '21567.87', paid: '29356.97', total: '13260.90' });
});

test('a year on a terminal of 80 columns has every figure, and no line that is wider', async () => {
  const mess = await createWideYear();
  const narrow = mess.with({ columns: 80, env: { MESS_HOME: mess.home, NO_COLOR: '1' } });
  const wide = await mess('report', 'year', '2025-26');
  const { stdout, stderr } = await narrow('report', 'year', '2025-26');
  expect(stderr).toBe('');
  expect(stdout.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
  const figures = (text: string) => new Set(text.match(/[\d,]+\.\d\d/g));
  expect(figures(stdout)).toEqual(figures(wide.stdout));
  expect(stdout.match(/^Groceries /gm)?.length).toBeGreaterThan(1);
  expect(stdout).not.toContain('…');
});

test('a bill is in the dues from the day of its first revision, also once it was revised', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    'bill register --month 2025-05 --total 60000 --yes --quiet',
  );
  const sentence = 'The bill of May 2025 was made on 1 June 2025, so it is not in these dues.';
  expect(await shown(mess, 'month --month 2025-05')).toContain(sentence);
  mess.now = new Date('2025-08-20T06:00:00Z');
  await mess.with({ stdin: PASSWORD })('admin', 'login', OWNER, '--password-stdin');
  await mess.do('bill revise --month 2025-05 --total 61000 --reason gas --yes --quiet');
  expect(await shown(mess, 'month --month 2025-05')).toContain(sentence);
  const { asOf, months, outstandingOn } = await mess.json<YearReportDocument>(
    ...['report', 'year', '2025'],
  );
  expect([
    asOf,
    outstandingOn,
    months.find(({ month }) => month === '2025-05')?.billMadeOn,
  ]).toEqual(['2025-08-20', '2025-08-20', '2025-06-01']);
});

test('what changed after the last day of a report is said: bills that came late, payments taken back', async () => {
  const mess = await createSummer();
  await mess.do('payment reverse 2025-26/0001 --reason "cheque bounced" --yes --quiet');
  const june = await shown(mess, 'month --month 2025-06');
  expect(june).toMatch(/Collected +5,000\.00/);
  expect(june).toMatch(/Payments +-22,000\.00/);
  expect(june).toContain(
    'Payments of 17,000.00 of this month were taken back later: they are in these dues, and not in what was collected.',
  );
  expect(await shown(mess, 'month --month 2025-07')).not.toContain('taken back later');
  expect(await shown(mess, 'year 2025-26')).not.toContain('taken back later');
  const { takenBackLater } = await mess.json<MonthReportDocument>(
    ...['report', 'month', '--month', '2025-06'],
  );
  expect(takenBackLater).toBe('17000.00');
});

test('every bill that was made after the last day is named, also of a month before', async () => {
  const mess = await createMess();
  await addMay(mess);
  mess.now = new Date('2025-07-20T06:00:00Z');
  await mess.with({ stdin: PASSWORD })('admin', 'login', OWNER, '--password-stdin');
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    'attendance record S001 --month 2025-06 --days 30 --quiet',
    'bill register --month 2025-05 --total 60000 --yes --quiet',
    'bill register --month 2025-06 --total 60000 --yes --quiet',
  );
  const june = await shown(mess, 'month --month 2025-06');
  for (const month of ['May', 'June']) {
    expect(june).toContain(
      `The bill of ${month} 2025 was made on 20 July 2025, so it is not in these dues.`,
    );
  }
  const { lateBills } = await mess.json<YearReportDocument>('report', 'year', '2025');
  expect(lateBills).toEqual([]);
});

test('who has paid all has nothing to pay by the sheet of a month before either', async () => {
  const mess = await createSummer();
  await mess.do('payment record S001 --amount 15909.69 --method upi');
  for (const month of ['2025-05', '2025-06']) {
    const { rows } = await mess.json<NoticeDocument>('report', 'notice', '--month', month);
    expect(rows.find(({ studentId }) => studentId === 'S001')?.total).toBe('0.00');
  }
});

test('what was counted in the box and taken out of it is no money of students', async () => {
  const mess = await createSummer();
  await mess.do('cash count --amount 20000 --taken-out 19000 --yes');
  const report = await mess.json<MonthReportDocument>('report', 'month', '--month', '2025-07');
  expect(report.collected.methods.map(({ method, inAll }) => [method, inAll])).toEqual([
    ['cash', '-1000.00'],
    ['upi', '30000.00'],
  ]);
});

test('collection by day and method, and who is late by branch', async () => {
  const mess = await createSummer();
  expect(await shown(mess, 'collection --from 2025-06-01 --to 2025-07-31')).toMatchInlineSnapshot(`
    "Collection (1 June 2025 to 31 July 2025, INR)

    By method
    Method  Payments       Paid  Deposits  Given back     In all
    ──────  ────────  ─────────  ────────  ──────────  ─────────
    cash           1  17,000.00  5,000.00   -1,000.00  21,000.00
    UPI            2  35,000.00                        35,000.00
    ──────  ────────  ─────────  ────────  ──────────  ─────────
    Total          3  52,000.00  5,000.00   -1,000.00  56,000.00

    By day
    Date        Method  Payments       Paid  Deposits  Given back     In all
    ──────────  ──────  ────────  ─────────  ────────  ──────────  ─────────
    2025-06-02  cash           1  17,000.00                        17,000.00
    2025-06-18  cash           0             5,000.00               5,000.00
    2025-06-18  UPI            1   5,000.00                         5,000.00
    2025-07-04  UPI            1  30,000.00                        30,000.00
    2025-07-05  cash           0                        -1,000.00  -1,000.00
    ──────────  ──────  ────────  ─────────  ────────  ──────────  ─────────
    Total                      3  52,000.00  5,000.00   -1,000.00  56,000.00

    Record 31 · HASH
    "
  `);
  expect(await shown(mess, 'defaulters --over 100')).toMatchInlineSnapshot(`
    "Dues that are late (As of 20 July 2025, of more than 100.00, INR)

    Who is late
    ID     Name         Branch  Since         Overdue       Owed
    ─────  ───────────  ──────  ──────────  ─────────  ─────────
    S002   Vikram Shah  ECE     2025-06-10  11,284.60  16,651.27
    S003   सीता देवी     CSE     2025-04-30  10,333.27  10,333.27
    S001   Asha Rao     CSE     2025-06-10     276.36  15,909.69
    ─────  ───────────  ──────  ──────────  ─────────  ─────────
    Total                                   21,894.23  42,894.23

    By branch
    Branch  Students    Overdue       Owed
    ──────  ────────  ─────────  ─────────
    CSE            2  10,609.63  26,242.96
    ECE            1  11,284.60  16,651.27

    Record 31 · HASH
    "
  `);
});

test('the parts of each statement are the bill, and its account is what dues show says', async () => {
  const mess = await createSummer();
  const statements = await mess.json<StatementDocument[]>(
    ...['report', 'statements', '--month', '2025-06'],
  );
  expect(statements.map(({ student }) => student.id)).toEqual(['S001', 'S002', 'S003', 'S004']);
  for (const { student, bill, account, upi } of statements) {
    expect(sum(bill.why.map(({ amount }) => amount))).toBe(minor(bill.amount));
    const shown = await mess.json('dues', 'show', student.id, '--from', '2025-06-01');
    expect(account).toEqual(shown);
    const owed = account?.balance ?? '';
    expect(upi?.amount).toBe(minor(owed) > 0n ? owed : undefined);
  }
  expect(
    statements[0]?.bill.why.map(({ text, amount }) => `${text}: ${amount}`),
  ).toMatchInlineSnapshot(`
    [
      "30 of all students' 40.5 days, of 20,700.00: 15333.33",
      "guest: 300.00",
    ]
  `);
  expect(statements[1]?.upi?.link).toMatchInlineSnapshot(
    `"upi://pay?pa=gangamess%40sbi&pn=Ganga%20Mess&am=16651.27&cu=INR&tn=MESS%20S002%202025-05"`,
  );
});

test('a student sees their own report, and nobody else’s', async () => {
  const mess = await createSummer();
  await signInStudent(mess, 'S002', '9876543211');
  expect(await shown(mess, 'student')).toMatchInlineSnapshot(`
    "S002 Vikram Shah (ECE; INR, as of 20 July 2025)

    To pay                           16,651.27
    Late of it   11,284.60, since 10 June 2025
    The rest by                   20 July 2025

    Month by month
    Month      Days     Billed      Paid   Not paid
    ─────────  ────  ─────────  ────────  ─────────
    May 2025   28.0  16,284.60  5,000.00  11,284.60
    June 2025  10.5   5,366.67      0.00   5,366.67
    ─────────  ────  ─────────  ────────  ─────────
    Total            21,651.27  5,000.00  16,651.27

    Account
    Date        What                            Receipt         Charged      Paid    Balance
    ──────────  ──────────────────────────────  ────────────  ─────────  ────────  ─────────
    2025-06-01  Bill, May 2025                                16,059.60            16,059.60
    2025-06-18  Paid, UPI, 515412345601         2025-26/0002             5,000.00  11,059.60
    2025-06-20  Bill revised, May 2025                           225.00            11,284.60
    2025-06-20  Late fee, May 2025                                50.00            11,334.60
    2025-06-20  Late fee waived, May 2025, ill  V9                          50.00  11,284.60
    2025-07-20  Bill, June 2025                                5,366.67            16,651.27
    ──────────  ──────────────────────────────  ────────────  ─────────  ────────  ─────────
                Owed now                                                           16,651.27

    Record 31 · HASH
    "
  `);
  expect((await mess('report', 'student', 'S001')).code).toBe(5);
  for (const each of ['month', 'notice', 'collection', 'defaulters', 'statements']) {
    expect([each, (await mess('report', each)).code]).toEqual([each, 5]);
  }
});

test('a mess of which nothing is recorded has reports too', async () => {
  const mess = await createMess();
  const { code, stdout } = await mess('report', 'month', '--month', '2025-05');
  expect([code, stdout.includes('no bill yet')]).toEqual([0, true]);
  expect((await mess('report', 'year', '2025-26')).stdout).toContain('Nothing is recorded of it.');
  expect((await mess('report', 'collection')).stdout).toContain('No money came in.');
  expect(await mess('report', 'defaulters')).toMatchObject({ code: 8, stdout: '' });
  expect(await mess('report', 'notice', '--month', '2025-05')).toMatchObject({ code: 3 });
  expect(await mess('report', 'year', '25')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('not a year like 2025-26'),
  });
  for (const year of ['2025-27', '9999-00', '0000', '2026-1927']) {
    expect([year, (await mess('report', 'year', year)).code]).toEqual([year, 2]);
  }
  expect((await mess('report', 'year', '2025-2026', '--quiet')).code).toBe(0);
});
