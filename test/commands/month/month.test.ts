import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { anchorIn, headIn } from '../../support/records/audit.ts';
import { readBooks } from '../../support/records/bills.ts';
import { addMay, createBilledMay, MAY_CSV } from '../../support/records/month.ts';
import { MINUTE_MS, passMs, trySignIn } from '../../support/records/sign-in.ts';

const close = (...words: string[]) => ['month', 'close', '--month', '2025-05', ...words];
const reopen = (...words: string[]) => ['month', 'reopen', '--month', '2025-05', ...words];

const NONE = { students: [], charges: [], heads: [] };

const CLOSED =
  'error: May 2025 is closed. Nothing was changed.\n' +
  'hint: an owner opens it again: mess month reopen --month 2025-05 --reason TEXT\n';

test('where there are purchases, the bill is made of them', async () => {
  const mess = await createMess();
  await mess.do('purchase add --date 2025-05-01 --amount 5 --head Milk');
  const hint = 'hint: mess bill register --month 2025-05 --from-purchases';
  for (const line of ['month close', 'bill show', 'bill void']) {
    const { stderr } = await mess(...line.split(' '), '--month', '2025-05');
    expect(stderr, line).toContain(hint);
  }
});

test('of a closed month nobody is asked whether its bill is to be voided', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('bill register --month 2025-05 --total 60000', 'month close --month 2025-05');
  const answers: string[] = [];
  expect(await mess.with({ answers })('bill', 'void', '--month', '2025-05')).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: May 2025 is closed. Nothing was changed.\n' +
      'hint: an owner opens it again: mess month reopen --month 2025-05 --reason TEXT\n',
  });
});

test('a month that is not over, without a bill, or with a stale one, is closed only as it is, with a reason', async () => {
  const mess = await createMess();
  await addMay(mess);
  const books = readBooks(mess);
  expect(await mess(...close())).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: May 2025 has no bill, so it is not closed.\n' +
      'hint: mess bill register --month 2025-05 --total AMOUNT, or close it without: mess month close --month 2025-05 --as-is --reason TEXT\n',
  });
  expect(await mess(...close('--as-is'))).toMatchObject({ code: 2, stdout: '' });
  expect((await mess(...close('--reason', 'x'))).stderr).toBe(
    'error: --reason belongs to --as-is.\nhint: a month that is over, with a bill that is not stale, needs no reason\n',
  );
  expect((await mess('month', 'close')).code).toBe(2);
  expect(readBooks(mess)).toEqual(books);

  await mess.do('bill register --month 2025-06 --fixed 400 --quiet');
  expect(await mess('month', 'close', '--month', '2025-06')).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: June 2025 is not over yet, so it is not closed.\n' +
      'hint: to close it all the same: mess month close --month 2025-06 --as-is --reason TEXT\n',
  });
  await mess.do('month close --month 2025-06 --as-is --reason "vacation begins"');

  await mess.do(
    'bill register --month 2025-05 --total 60000 --quiet',
    'attendance record S001 --month 2025-05 --days 29',
  );
  expect(await mess(...close())).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: The bill of May 2025 is stale (S001), so the month is not closed. To take it in: mess bill revise --month 2025-05 --reason TEXT.\n' +
      'hint: mess bill show --month 2025-05 says what changed, or close it without: mess month close --month 2025-05 --as-is --reason TEXT\n',
  });
  const asked = await mess.with({ answers: ['S001 paid in cash'] })(...close('--as-is'));
  expect(asked).toEqual({
    code: 0,
    stdout: `May 2025 is closed.\n${headIn(mess)}`,
    stderr: '? Why\n',
  });
  expect((await mess('month', 'list')).stdout.split('\n')[2]).toBe(
    '2025-05  closed             60,000.00  stale: S001 paid in cash; closed 2025-06-01 12:00 by warden',
  );
  expect((await mess('bill', 'show', '--month', '2025-05')).stderr).toBe(
    'warning: Attendance or the roll changed after this bill was made: S001. The month is closed. To take it in, an owner opens it first: mess month reopen --month 2025-05 --reason TEXT.\n',
  );
});

test('a closed month refuses every change of its attendance and its bill, and no other month does', async () => {
  const mess = await createBilledMay();
  await mess.do('attendance record S001 --month 2025-04 --days 3', 'month close --month 2025-05');
  const other = await mess.file(
    'other.csv',
    `${MAY_CSV.replace('S002,2025-05,28', 'S002,2025-05,27')}S001,2025-04,30\n`,
  );
  const books = readBooks(mess);
  const entries = mess.rows('select * from audit_entries').length;
  const revise = ['bill', 'revise', '--month', '2025-05'];
  for (const words of [
    ['attendance', 'record', 'S001', '--month', '2025-05', '--days', '29'],
    ['attendance', 'import', other],
    ['attendance', 'import', other, '--dry-run'],
    ['attendance', 'undo', '1'],
    ['bill', 'void', '--month', '2025-05', '--reason', 'x', '--yes'],
    [...revise, '--total', '1', '--reason', 'x', '--yes'],
    [...revise, '--dry-run'],
  ]) {
    expect([words, await mess(...words)]).toEqual([words, { code: 8, stdout: '', stderr: CLOSED }]);
  }
  // A second bill is refused as such, and what changes nothing is no change.
  expect((await mess('bill', 'register', '--month', '2025-05', '--total', '1')).code).toBe(8);
  await mess.do(
    'attendance record S001 --month 2025-05 --days 30',
    'bill register --month 2025-05 --total 1 --if-missing',
  );
  expect(readBooks(mess)).toEqual(books);
  await mess.do('attendance record S001 --month 2025-04 --days 4');
  expect(mess.rows('select * from audit_entries')).toHaveLength(entries + 1);

  // The roll is not of a month: who is entered, corrected or leaves is.
  await mess.do('student edit S001 --branch ECE', 'student remove S002 --on 2025-06-01');
});

test('a month that was closed without a bill is not registered, and --if-missing leaves it', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('month close --month 2025-05 --as-is --reason vacation');
  const books = readBooks(mess);
  const register = ['bill', 'register', '--month', '2025-05', '--total', '60000'];
  for (const more of [[], ['--dry-run']]) {
    expect(await mess(...register, ...more)).toEqual({ code: 8, stdout: '', stderr: CLOSED });
  }
  expect(await mess(...register, '--if-missing')).toEqual({
    code: 0,
    stdout: '',
    stderr: 'May 2025 was closed without a bill; nothing was changed.\n',
  });
  expect(await mess(...register, '--if-missing', '--quiet')).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect((await mess(...register, '--if-missing', '--json')).stdout).toBe('null\n');
  expect(readBooks(mess)).toEqual(books);
});

test('closing and opening, once and again', async () => {
  const mess = await createBilledMay();
  const states = { month: '2025-05', students: 4, unrecorded: 0, purchases: '0.00' };
  const bill = { billed: '60000.00', revision: 1, stale: false, changed: NONE };
  const closed = {
    ...states,
    ...bill,
    status: 'closed',
    missing: [],
    reason: null,
    closedAt: '2025-06-01T06:30:00.000Z',
    closedBy: 'warden',
  };
  const open = {
    ...states,
    ...bill,
    status: 'open',
    missing: ['closing'],
    reason: null,
    closedAt: null,
    closedBy: null,
  };
  expect(await mess.json('month', 'list')).toEqual([open]);
  expect(await mess.json(...close())).toEqual({
    ...closed,
    unpaid: null,
    warnings: [],
    record: anchorIn(mess),
  });
  passMs(mess, MINUTE_MS);
  expect((await mess(...close())).stdout).toBe(`May 2025 is closed already.\n${headIn(mess)}`);
  expect(await mess.json('month', 'list')).toEqual([closed]);
  expect(await mess.json('status')).toMatchObject({ openMonths: [], unbilledMonths: [] });
  expect((await mess('status')).stdout).toContain('To do      nothing: no month is open\n');

  expect((await mess(...reopen())).code).toBe(2);
  expect(await mess.json(...reopen('--reason', 'gas came late'))).toEqual({
    ...open,
    warnings: [],
  });
  expect((await mess(...reopen('--reason', 'again'))).stdout).toBe('May 2025 is open already.\n');
  expect((await mess('month', 'reopen', '--month', '2031-01', '--reason', 'x')).stdout).toBe(
    'January 2031 is open already.\n',
  );
  await mess.do(
    'bill revise --month 2025-05 --fixed 12 --reason gas --yes',
    'month close --month 2025-05',
  );
  expect(await mess.json('month', 'list')).toMatchObject([
    { status: 'closed', revision: 2, closedAt: '2025-06-01T06:31:00.000Z' },
  ]);
  const entries = mess.rows<{ command: string; before: string; after: string }>(
    `select command, "before", "after" from audit_entries where command like 'month %' order by sequence`,
  );
  expect(entries.map((e) => [e.command, JSON.parse(e.before), JSON.parse(e.after)])).toEqual([
    ['month close', { status: 'open' }, { status: 'closed', bill: 1 }],
    ['month reopen', { status: 'closed' }, { status: 'open', reason: 'gas came late' }],
    ['month close', { status: 'open' }, { status: 'closed', bill: 2 }],
  ]);
});

test('month list and status say what each month lacks', async () => {
  const mess = await createMess();
  expect((await mess('month', 'list')).stdout).toBe('No months.\n');
  expect(await mess.json('month', 'list')).toEqual([]);
  await addMay(mess);
  await mess.do(
    'attendance record S001 --month 2025-01 --days 3',
    'attendance record S001 --month 2025-02 --days 3',
    'attendance record S001 --month 2025-03 --days 3',
    'attendance record S001 --month 2025-06 --days 1',
    'bill register --month 2025-01 --total 60000 --quiet',
    'bill register --month 2025-02 --total 60000 --quiet',
    'bill register --month 2025-03 --total 60000.50 --quiet',
    'attendance record S001 --month 2025-03 --days 4',
    'month close --month 2025-01',
  );
  await mess.do(
    'purchase add --date 2024-12-31 --head Gas --amount 123456.78',
    'purchase add --date 2025-05-01 --head Gas --amount 0.5',
    'purchase add --date 2025-05-31 --head Milk --amount 0.5',
  );
  expect((await mess('month', 'list')).stdout).toBe(
    [
      'Month    Status    Purchases     Billed  Remarks',
      '───────  ──────  ───────────  ─────────  ─────────────────────────────────────────────────',
      '2024-12  open    1,23,456.78             no attendance for 4 of 4, no bill',
      '2025-01  closed               60,000.00  closed 2025-06-01 12:00 by warden',
      '2025-02  open                 60,000.00  can be closed, no attendance for 3 of 4',
      '2025-03  open                 60,000.50  the bill is stale: S001, no attendance for 3 of 4',
      '2025-05  open           1.00             no bill',
      '2025-06  open                            not over yet',
      '',
    ].join('\n'),
  );
  const months = await mess.json<{ month: string; stale: boolean; missing: string[] }[]>(
    'month',
    'list',
  );
  expect(months.map(({ month, missing }) => [month, ...missing])).toEqual([
    ['2024-12', 'attendance', 'bill'],
    ['2025-01'],
    ['2025-02', 'closing', 'attendance'],
    ['2025-03', 'revision', 'attendance'],
    ['2025-05', 'bill'],
    ['2025-06', 'end'],
  ]);
  expect(months.filter(({ stale }) => stale).map(({ month }) => month)).toEqual(['2025-03']);
  expect(months[0]).toEqual({
    month: '2024-12',
    status: 'open',
    students: 4,
    unrecorded: 4,
    purchases: '123456.78',
    billed: null,
    revision: null,
    stale: false,
    changed: NONE,
    missing: ['attendance', 'bill'],
    closedAt: null,
    closedBy: null,
    reason: null,
  });
  expect((await mess('month', 'list', '--format', 'csv')).stdout.split('\n').slice(0, 3)).toEqual([
    'month,status,students,unrecorded,purchases,billed,revision,stale,closed_at,closed_by,reason,missing',
    '2024-12,open,4,4,123456.78,,,false,,,,attendance bill',
    '2025-01,closed,4,3,0.00,60000.00,1,false,2025-06-01T06:30:00.000Z,warden,,',
  ]);
  const status = await mess.json<{ openMonths: unknown[]; unbilledMonths: string[] }>('status');
  expect(status.openMonths).toEqual(months.filter(({ month }) => month !== '2025-01'));
  expect(status.unbilledMonths).toEqual(['2025-05', '2025-06']);
  expect((await mess('status')).stdout.split('\n').slice(4)).toEqual([
    'To do      December 2024: no attendance for 4 of 4, no bill (mess attendance show --month 2024-12)',
    '           February 2025: can be closed, no attendance for 3 of 4 (mess month close --month 2025-02)',
    '           March 2025: the bill is stale: S001, no attendance for 3 of 4 (mess bill revise --month 2025-03)',
    '           May 2025: no bill (mess bill register --month 2025-05)',
    '           June 2025: not over yet',
    '',
  ]);
  expect((await mess('status', '--format', 'csv')).stdout.split('\n')[1]).toMatch(
    /,warden,2025-05 2025-06,2025-03,2024-12 2025-02 2025-03 2025-05 2025-06,{10}0,0,0$/,
  );
});

test('a month that is over and has nothing recorded is to do, once all others are closed', async () => {
  const mess = await createBilledMay();
  await mess.do('month close --month 2025-05 --yes --quiet');
  mess.now = new Date('2025-08-02T06:00:00Z');
  await trySignIn(mess);
  expect((await mess('status')).stdout).toContain(
    'To do      June 2025: nothing is recorded, nor of 1 month after it (mess attendance show --month 2025-06)\n',
  );
});
