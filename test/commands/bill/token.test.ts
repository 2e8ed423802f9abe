import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { plantPurchases, readBooks } from '../../support/records/bills.ts';
import { addFourStudents, addMay } from '../../support/records/month.ts';
import { CRON_LINE, createCron, type Program } from '../../support/records/service-token.ts';
import { MINUTE_MS, passMs } from '../../support/records/sign-in.ts';
import { insertStudents } from '../../support/records/students.ts';

const MAY = 'bill register --month 2025-05';
const SILENT = { code: 0, stdout: '', stderr: '' };

interface BillDocument {
  readonly shares: readonly { readonly studentId: string; readonly days: number }[];
  readonly warnings: readonly string[];
}

/** That lines are refused the program with one answer, also in a dry run, and nothing is written. */
async function expectRefused(
  mess: TestMess,
  cron: Program,
  lines: readonly string[],
  code: number,
  stderr: string,
): Promise<void> {
  const before = readBooks(mess);
  for (const line of lines) {
    for (const how of ['', ' --dry-run', ' --if-missing --quiet']) {
      expect([line + how, await cron(line + how)]).toEqual([
        line + how,
        { code, stdout: '', stderr },
      ]);
    }
  }
  expect(readBooks(mess)).toEqual(before);
}

test('a month that is not over is refused without --early, and a person only warned', async () => {
  const mess = await createMess();
  await addMay(mess);
  const cron = await createCron(mess);
  const hint = 'hint: give --early to bill it all the same\n';
  for (const [month, sentence] of [
    ['this', 'June 2025 is not over yet.'],
    ['2025-07', 'July 2025 is in the future.'],
  ]) {
    const line = `bill register --month ${month} --fixed 400`;
    // Whatever else is odd: the others insist on nothing.
    const lines = [line, `${line} --absent-if-missing --confirm-total`];
    await expectRefused(mess, cron, lines, 2, `error: ${sentence}\n${hint}`);
    expect(await mess(...`${line} --absent-if-missing --dry-run`.split(' '))).toMatchObject({
      code: 0,
      stderr: `warning: ${sentence}\n`,
    });
    const early = `${line} --absent-if-missing --early`;
    expect(await cron(`${early} --dry-run`)).toMatchObject({ code: 0, stderr: '' });
    expect(await cron(`${early} --quiet`)).toEqual(SILENT);
  }
  expect(mess.rows('select month from bills order by month')).toEqual([
    { month: '2025-06' },
    { month: '2025-07' },
  ]);
});

test('somebody on the roll without attendance is refused, and named', async () => {
  const mess = await createMess();
  await addMay(mess);
  insertStudents(
    mess,
    Array.from({ length: 12 }, (_, index) => ({
      id: `T${String(index + 1).padStart(2, '0')}`,
      name: `Tenant ${index + 1}`,
    })),
  );
  await mess.do(
    // Of neither is anything missing: who was recorded as absent, and who had left.
    'attendance record T01 --month 2025-05 --days 0',
    'student remove T02 --on 2025-03-31',
  );
  const cron = await createCron(mess);
  const missing = (count: number, named: string) =>
    `No attendance is recorded in May 2025 for ${count} on the roll: ${named}.`;
  const hint =
    'mess attendance record ID --month 2025-05 --days N, or give --absent-if-missing to take them as absent';
  const ten = Array.from({ length: 10 }, (_, index) => {
    return `T${String(index + 3).padStart(2, '0')} Tenant ${index + 3}`;
  }).join(', ');
  const answer = `error: ${missing(10, ten)}\nhint: ${hint}\n`;
  const line = `${MAY} --total 60000`;
  await expectRefused(mess, cron, [line, `${line} --early --confirm-total`], 6, answer);

  // One more than are named.
  insertStudents(mess, [{ id: 'T13', name: 'Tenant 13' }]);
  const { stdout, stderr, code } = await cron(`${line} --json`);
  const message = missing(11, `${ten} and 1 more`);
  expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
  const students = Array.from({ length: 11 }, (_, i) => `T${String(i + 3).padStart(2, '0')}`);
  expect(JSON.parse(stderr).error).toMatchObject({
    exitCode: 6,
    message,
    hint,
    details: { students },
  });

  const dry = `${line} --dry-run`.split(' ');
  expect(await mess(...dry)).toMatchObject({ code: 0, stderr: `warning: ${message}\n` });
  expect((await mess.json<BillDocument>(...dry)).warnings).toEqual([message]);
  expect((await mess(...dry, '--absent-if-missing')).stderr).toBe('');
  expect(mess.rows('select * from bills')).toEqual([]);
  const { shares, warnings } = await cron.json<BillDocument>(`${line} --absent-if-missing`);
  expect(shares.filter(({ days }) => days === 0).map(({ studentId }) => studentId)).toEqual([
    'T01',
    ...students,
  ]);
  expect(warnings).toEqual([]);
  expect(mess.rows('select * from bills')).toHaveLength(1);
});

test('a bill far from the last three live ones is refused: one that is three times is not', async () => {
  const mess = await createMess();
  await mess.do('student add S001 --name A --branch B --phone 9876543210');
  const stdin = `student_id,month,days_present\n${['01', '02', '03', '04', '05', '12']
    .map((month) => `S001,${month === '12' ? 2024 : 2025}-${month},20\n`)
    .join('')}`;
  expect((await mess.with({ stdin })('attendance', 'import', '-')).code).toBe(0);
  const cron = await createCron(mess);
  const register = (month: string, total: string, flags = '') =>
    cron(`bill register --month ${month} --total ${total} --quiet${flags}`);
  const far = (billed: string, relation: string, usual = '200.00') =>
    `The bill of May 2025 comes to ${billed}, ${relation} the usual ${usual} (the middle one of the last three bills).`;
  const refusal = (sentence: string) =>
    `error: ${sentence}\nhint: check the amounts; if they are right, give --confirm-total\n`;

  // With two there is nothing to compare with; a voided and a superseded one are none.
  expect(await register('2025-01', '100')).toEqual(SILENT);
  expect(await register('2025-02', '10')).toEqual(SILENT);
  await mess.do(
    'bill revise --month 2025-02 --total 200 --reason mistyped --yes',
    'bill register --month 2025-04 --total 1',
    'bill void --month 2025-04 --reason mistyped --yes',
  );
  expect(await cron(`${MAY} --total 999999 --dry-run --quiet`)).toEqual(SILENT);
  expect(await register('2025-03', '300')).toEqual(SILENT);

  await expectRefused(
    ...([mess, cron, [`${MAY} --total 600.01`, `${MAY} --total 600 --fixed 0.01`]] as const),
    ...([8, refusal(far('600.01', 'more than three times'))] as const),
  );
  const less = refusal(far('66.66', 'less than a third of'));
  await expectRefused(mess, cron, [`${MAY} --total 66.66 --early --absent-if-missing`], 8, less);
  for (const total of ['600', '66.67']) {
    expect(await cron(`${MAY} --total ${total} --dry-run`)).toMatchObject({ code: 0, stderr: '' });
  }
  // What it comes to counts: a head's 900 for 20 days of 30 are 600.
  expect(await cron(`${MAY} --per-head 900 --days 30 --dry-run --quiet`)).toEqual(SILENT);
  const person = await mess(...`${MAY} --total 600.01 --dry-run`.split(' '));
  const sentence = far('600.01', 'more than three times');
  expect(person).toMatchObject({ code: 0, stderr: `warning: ${sentence}\n` });
  expect((await mess(...`${MAY} --total 600.01 --dry-run --confirm-total`.split(' '))).stderr).toBe(
    '',
  );

  // Only the last three count, whatever came before, and it is meant.
  expect(await register('2024-12', '100000', ' --confirm-total')).toEqual(SILENT);
  await expectRefused(mess, cron, [`${MAY} --total 600.01`], 8, refusal(sentence));
  expect(await register('2025-04', '600.01', ' --confirm-total')).toEqual(SILENT);
  await expectRefused(
    ...([mess, cron, [`${MAY} --total 900.01`]] as const),
    ...([8, refusal(far('900.01', 'more than three times', '300.00'))] as const),
  );
  expect(await register('2025-05', '900')).toEqual(SILENT);
});

test('purchases, a bill that was voided, a closed month: what --if-missing leaves alone', async () => {
  const mess = await createMess();
  await addMay(mess);
  const cron = await createCron(mess);
  const none =
    'error: No purchases are recorded in May 2025, so there is nothing to bill.\n' +
    'hint: mess purchase add, or mess purchase import FILE; see mess purchase list --month 2025-05\n';
  await expectRefused(mess, cron, [`${MAY} --from-purchases`], 6, none);
  expect(await cron(CRON_LINE)).toEqual({ code: 6, stdout: '', stderr: none });

  plantPurchases(mess, [
    { date: '2025-05-03', head: 'Groceries', amountMinor: 1_000_000 },
    { date: '2025-05-31', head: 'Gas', amountMinor: 40_000 },
    { date: '2025-06-01', head: 'Gas', amountMinor: 1 },
  ]);
  const before = mess.rows('select * from audit_entries').length;
  expect(await cron(CRON_LINE)).toEqual(SILENT);
  const made = { revision: 1, status: 'live', madeBy: 'cron', endedBy: null };
  expect(await cron.json('bill history --month 2025-05')).toMatchObject([
    { ...made, total: '10000.00', fixed: '400.00', billed: '10400.00' },
  ]);
  const entries = mess.rows<{ after: string }>('select * from audit_entries order by sequence');
  expect(entries.slice(before)).toMatchObject([
    { command: 'bill register', actor_kind: 'token', actor_id: 'cron', month: '2025-05' },
  ]);
  expect(JSON.parse(entries.at(-1)?.after ?? '')).toMatchObject({
    revision: 1,
    billed: '10400.00',
    students: 4,
    purchases: { Groceries: '10000.00', Gas: '400.00' },
  });
  // Who looks at the record of changes sees the program by its name.
  const story = await mess.json<object[]>('audit', 'list', '--by', 'cron');
  expect(story).toMatchObject([
    { actor: { kind: 'token', id: 'cron' }, command: 'bill register', subject: 'bill 2025-05' },
  ]);
  expect(await cron(CRON_LINE)).toEqual(SILENT);
  // Although it is stale by now: to revise it is for a person.
  plantPurchases(mess, [{ date: '2025-05-31', head: 'Gas', amountMinor: 1 }]);
  passMs(mess, MINUTE_MS);
  expect(await cron(CRON_LINE)).toEqual(SILENT);

  await mess.do('bill void --month 2025-05 --reason mistyped --yes');
  const voided = readBooks(mess);
  expect(await cron(CRON_LINE)).toEqual(SILENT);
  const told = await cron(CRON_LINE.replace(' --quiet', ''));
  expect(told).toMatchObject({
    code: 0,
    stdout: '',
    stderr:
      'The bill of May 2025 is void, and --if-missing makes no other. Without it the month can be registered again.\n',
  });
  expect(await cron.json(CRON_LINE.replace(' --quiet', ''))).toMatchObject({
    month: '2025-05',
    revision: 1,
    status: 'void',
  });
  expect(readBooks(mess)).toEqual(voided);
  expect(await cron(`${MAY} --from-purchases --quiet`)).toEqual(SILENT);
  expect(mess.rows('select revision, status from bills order by revision')).toEqual([
    { revision: 1, status: 'void' },
    { revision: 2, status: 'live' },
  ]);

  await mess.do('month close --month 2025-04 --as-is --reason vacation');
  const closed = readBooks(mess);
  const april = 'bill register --month 2025-04 --total 1';
  expect(await cron(`${april} --if-missing --quiet`)).toEqual(SILENT);
  expect(await cron(`${april} --if-missing`)).toEqual({
    code: 0,
    stdout: '',
    stderr: 'April 2025 was closed without a bill; nothing was changed.\n',
  });
  expect(await cron.json(`${april} --if-missing`)).toBe(null);
  expect(await cron(`${april} --quiet`)).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: April 2025 is closed. Nothing was changed.\n' +
      'hint: an owner opens it again: mess month reopen --month 2025-04 --reason TEXT\n',
  });
  expect(readBooks(mess)).toEqual(closed);
});

test('purchases, heads and settings it reads and does not change; nor does it see the record', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do('bill register --month 2025-05 --fixed 400 --quiet');
  plantPurchases(mess, [{ date: '2025-05-03', head: 'Gas', amountMinor: 100 }]);
  const cron = await createCron(mess);
  const before = readBooks(mess);
  const READS = ['purchase list --month 2025-05', 'purchase heads', 'settings'];
  const DENIED = [
    'purchase add --date 2025-05-03 --amount 1 --head Gas',
    'purchase import -',
    'purchase void 1 --reason x --yes',
    'purchase heads add Fruit --kind dividing',
    'purchase heads rename Gas Fuel',
    'settings --name x',
    'audit list',
    'bill revise --month 2025-05 --fixed 1 --dry-run',
  ];
  const codes: [string, number][] = [];
  for (const line of [...READS, ...DENIED]) codes.push([line, (await cron(line)).code]);
  const all = (lines: readonly string[], code: number) => lines.map((line) => [line, code]);
  expect(codes).toEqual([...all(READS, 0), ...all(DENIED, 5)]);
  expect(readBooks(mess)).toEqual(before);
});
