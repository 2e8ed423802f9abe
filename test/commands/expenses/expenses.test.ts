import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay, signInStudent } from '../../support/records/month.ts';
import { passMs, SECOND_MS } from '../../support/records/sign-in.ts';

async function addThreeBills(mess: TestMess): Promise<void> {
  await addMay(mess);
  await mess.do(
    'attendance record S001 --month 2025-04 --days 30',
    'attendance record S002 --month 2025-03 --days 7',
    'bill register --month 2025-05 --total 60000',
    'bill register --month 2025-03 --total 700',
    'bill register --month 2025-04 --total 12,34,567.50 --fixed 4',
  );
}

/** Nobody keeps accounts. */
const UNKEPT = { paid: null, outstanding: null };

test('an admin sees anyone, newest last, with the total', async () => {
  const mess = await createMess();
  await addThreeBills(mess);
  expect(await mess.json('expenses', 'show', 's001')).toEqual({
    student: { id: 'S001', name: 'Asha Rao', branch: 'CSE' },
    expenses: [
      { month: '2025-03', days: 0, amount: '0.00', revision: 1, earlier: [], ...UNKEPT },
      { month: '2025-04', days: 30, amount: '1234568.50', revision: 1, earlier: [], ...UNKEPT },
      { month: '2025-05', days: 30, amount: '17475.73', revision: 1, earlier: [], ...UNKEPT },
    ],
    ended: [],
    total: '1252044.23',
  });
  expect((await mess('expenses', 'show', 'S001')).stdout).toBe(
    [
      'S001 Asha Rao, CSE (INR)',
      '',
      'Month       Days        Amount',
      '──────────  ────  ────────────',
      'March 2025     0          0.00',
      'April 2025    30  12,34,568.50',
      'May 2025      30     17,475.73',
      '──────────  ────  ────────────',
      'Total             12,52,044.23',
      '',
    ].join('\n'),
  );
  expect((await mess('expenses', 'show', 'S001', '--format', 'csv')).stdout).toBe(
    [
      'student_id,month,days,amount,revision,was,paid,outstanding',
      'S001,2025-03,0,0.00,1,,,',
      'S001,2025-04,30,1234568.50,1,,,',
      'S001,2025-05,30,17475.73,1,,,',
      '',
    ].join('\n'),
  );
});

test('--from and --to', async () => {
  const mess = await createMess();
  await addThreeBills(mess);
  const months = async (...options: string[]) =>
    (
      await mess.json<{ expenses: { month: string }[] }>('expenses', 'show', 'S001', ...options)
    ).expenses.map(({ month }) => month);
  expect(await months('--from', 'Apr 2025')).toEqual(['2025-04', '2025-05']);
  expect(await months('--to', '04/2025')).toEqual(['2025-03', '2025-04']);
  expect(await months('--from', 'previous', '--to', 'this')).toEqual(['2025-05']);
  const reversed = await mess('expenses', 'show', 'S001', '--from', '2025-05', '--to', '2025-04');
  expect([reversed.code, reversed.stderr]).toEqual([
    2,
    'error: --from 2025-05 is after --to 2025-04.\nhint: the earlier one comes first\n',
  ]);
});

test('an admin who does not say whose, or names nobody', async () => {
  const mess = await createMess();
  expect((await mess('expenses', 'show')).code).toBe(2);
  expect((await mess('expenses', 'show', 'S999')).code).toBe(3);
  await addMay(mess);
  expect((await mess('expenses', 'show', 'S001')).stdout).toBe(
    'S001 Asha Rao, CSE (INR)\n\nNo bills.\n',
  );
});

test('a student sees their own and nothing else', async () => {
  const mess = await createMess();
  await addThreeBills(mess);
  const asAdmin = await mess.json('expenses', 'show', 'S001');
  await signInStudent(mess, 's001', '+919876543210');
  expect(await mess.json('expenses', 'show')).toEqual(asAdmin);
  expect(await mess.json('expenses', 'show', 's001')).toEqual(asAdmin);
  const denied = [];
  for (const line of [
    'expenses show S002',
    'expenses show S999',
    'student list',
    'student show S001',
    'bill list',
    'bill show --month 2025-05',
    'attendance show --month 2025-05',
    'status',
    'admin list',
    'bill register --month 2025-06 --fixed 1',
    'student remove S001',
    'attendance record S001 --month 2025-05 --days 1',
    'admin passwd',
    'bill void --month 2025-05 --reason x --yes',
  ]) {
    const { code, stdout } = await mess(...line.split(' '));
    if (code !== 5 || stdout !== '') denied.push({ line, code, stdout });
  }
  expect(denied).toEqual([]);
  const [other, nobody] = [
    await mess('expenses', 'show', 'S002'),
    await mess('expenses', 'show', 'X'),
  ];
  expect(other).toEqual(nobody);
});

test('a student signs in also after leaving, and with a wrong phone not at all', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('student remove S001 --on 2025-05-31');
  for (const [id, phone] of [
    ['S001', '9876543299'],
    ['S999', '9876543210'],
  ] as const) {
    const login = mess.with({ stdin: phone });
    const { code, stderr } = await login('student', 'login', id, '--phone-stdin');
    expect(code).toBe(4);
    expect(stderr).toBe(
      'error: The id or the phone number is wrong.\nhint: try again: mess student login\n',
    );
  }
  passMs(mess, SECOND_MS);
  await signInStudent(mess, 'S001', '9876543210');
  expect(await mess.json('whoami')).toEqual({
    kind: 'student',
    id: 'S001',
    role: null,
    expiresAt: '2025-06-01T07:30:01.000Z',
  });
  await mess.do('student logout');
  expect((await mess('whoami')).code).toBe(4);
});

test('once accounts are kept, it says what of each month is paid', async () => {
  const mess = await createMess();
  await addThreeBills(mess);
  await mess.do(
    'settings --accounts-from 2025-04',
    'payment record S001 --amount 17000 --method cash --month 2025-05',
    'payment record S001 --amount 1000000 --method bank',
  );
  expect((await mess('expenses', 'show', 'S001')).stdout).toMatchInlineSnapshot(`
    "S001 Asha Rao, CSE (INR)

    Month       Days        Amount          Paid  Outstanding
    ──────────  ────  ────────────  ────────────  ───────────
    March 2025     0          0.00
    April 2025    30  12,34,568.50  10,00,000.00  2,34,568.50
    May 2025      30     17,475.73     17,000.00       475.73
    ──────────  ────  ────────────  ────────────  ───────────
    Total             12,52,044.23  10,17,000.00  2,35,044.23

    In all, 2,35,044.23 is owed: mess dues show S001
    "
  `);
  await mess.do('opening set S002 --amount 50');
  expect((await mess('expenses', 'show', 'S002')).stdout).toContain(
    ' is owed, 50.00 of it beside the bills: mess dues show S002\n',
  );
  expect(await mess.json('expenses', 'show', 'S001')).toMatchObject({
    expenses: [
      UNKEPT,
      { paid: '1000000.00', outstanding: '234568.50' },
      { paid: '17000.00', outstanding: '475.73' },
    ],
  });
});
