import { expect, test } from 'vitest';
import type {
  AccountDocument,
  DuesDocument,
} from '../../../src/documents/schemas/payments/payments.ts';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay, signInStudent } from '../../support/records/month.ts';

/** What a command answers to a person. */
async function tell(mess: TestMess, line: string): Promise<string> {
  return (await mess(...line.split(' '))).stdout;
}

test('who owes what, by how long it has been due', async () => {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05',
    'opening set S001 --amount 250',
    'opening set S004 --amount=-20000',
    'payment record S001 --amount 100 --method cash',
    'payment record S003 --amount 8737.86 --method cash',
  );
  expect(await tell(mess, 'dues list')).toMatchInlineSnapshot(`
    "ID     Name         Branch    Balance    Not due  1-30 days   31-60  61-90  Over 90
    ─────  ───────────  ──────  ─────────  ─────────  ─────────  ──────  ─────  ───────
    S001   Asha Rao     CSE     17,625.73  17,475.73             150.00
    S002   Vikram Shah  ECE     16,310.68  16,310.68
    S004   Dev Anand    ME      -2,524.27
    ─────  ───────────  ──────  ─────────  ─────────  ─────────  ──────  ─────  ───────
    Total                       31,412.14  33,786.41       0.00  150.00   0.00     0.00

    2 students owe 33,936.41, 150.00 of it overdue; credit of others: 2,524.27
    "
  `);
  const dues = await mess.json<DuesDocument[]>('dues', 'list');
  expect(dues[0]).toMatchInlineSnapshot(`
    {
      "balance": "17625.73",
      "billed": "17725.73",
      "branch": "CSE",
      "buckets": {
        "days1to30": "0.00",
        "days31to60": "150.00",
        "days61to90": "0.00",
        "notDue": "17475.73",
        "over90": "0.00",
      },
      "credit": "0.00",
      "left": null,
      "name": "Asha Rao",
      "oldestDue": "2025-04-30",
      "overdue": "150.00",
      "paid": "100.00",
      "studentId": "S001",
    }
  `);
  expect(dues.map(({ studentId }) => studentId)).toEqual(['S001', 'S002', 'S004']);
  const ids = async (...options: string[]) =>
    (await mess.json<DuesDocument[]>('dues', 'list', ...options)).map((each) => each.studentId);
  expect(await ids('--overdue')).toEqual(['S001']);
  expect(await ids('--over', '17000')).toEqual(['S001']);
  expect(await ids('--branch', 'ece')).toEqual(['S002']);
  expect(await ids('--left')).toEqual([]);
  expect(await ids('--as-of', '2025-04-30')).toEqual(['S001', 'S004']);
  expect(await ids('--as-of', '2025-06-11', '--overdue')).toEqual(['S001', 'S002']);
});

test('an account is told as a bank would print it, also a part of it', async () => {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05',
    'payment record S001 --amount 20000 --method upi --reference 515412345678 --date 2025-05-20',
    'bill revise --month 2025-05 --total 61200 --reason "gas was missing" --yes',
  );
  expect(await tell(mess, 'dues show S001')).toMatchInlineSnapshot(`
    "S001 Asha Rao, CSE (INR)

    Date                                 Receipt           Debit     Credit     Balance
    ──────────  ───────────────────────  ────────────  ─────────  ─────────  ──────────
    2025-05-20  Paid, UPI, 515412345678  2025-26/0001             20,000.00  -20,000.00
    2025-06-01  Bill, May 2025                         17,475.73              -2,524.27
    2025-06-01  Bill revised, May 2025                    349.51              -2,174.76

    2,174.76 is credit.
    "
  `);
  const account = await mess.json<AccountDocument>('dues', 'show', 's001', '--from', '2025-06-01');
  expect(account).toMatchObject({ opening: '-20000.00', balance: '-2174.76', outstanding: [] });
  expect(account.lines.map(({ kind }) => kind)).toEqual(['bill', 'revision']);
  await mess.do('bill void --month 2025-05 --reason "to be made again" --yes');
  expect(await mess.json('dues', 'show', 'S001')).toMatchObject({ balance: '-20000.00' });
});

test('a student sees their own account alone', async () => {
  const mess = await createBilledMay();
  // The newest that is not to come, as everywhere.
  await mess.do('settings --accounts-from may');
  expect(await mess.json('settings')).toMatchObject({ accountsFrom: '2025-05' });
  await signInStudent(mess, 'S001', '9876543210');
  expect(await mess.json('dues', 'show')).toMatchObject({ balance: '17475.73' });
  expect(await mess('dues', 'show', 'S002')).toEqual({
    code: 5,
    stdout: '',
    stderr: 'error: A student sees only their own dues.\nhint: mess dues show\n',
  });
  expect(await mess('dues', 'list')).toMatchObject({
    code: 5,
    stderr: expect.stringContaining('where accounts are kept, mess dues show'),
  });
});

test('what stood before is stated once, and corrected by stating it anew', async () => {
  const mess = await createBilledMay();
  await mess.do('settings --accounts-from 2025-05', 'opening set S002 --amount 1,250');
  expect(await mess('opening', 'set', 'S002', '--amount', '300 Cr')).toEqual({
    code: 0,
    stdout:
      'S002 Vikram Shah when the accounts began: 300.00 is credit. It was: 1,250.00 is owed. Now: 16,010.68 is owed.\n',
    stderr: '',
  });
  expect((await mess('opening', 'list')).stdout).toBe(
    'ID    Name          Amount\n────  ───────────  ───────\nS002  Vikram Shah  -300.00\n',
  );
  const { lines } = await mess.json<AccountDocument>('dues', 'show', 'S002');
  expect(lines.map(({ kind, balance }) => [kind, balance])).toEqual([
    ['opening', '1250.00'],
    ['opening', '0.00'],
    ['opening', '-300.00'],
    ['bill', '16010.68'],
  ]);
  expect(await mess.json('opening', 'set', 'S002', '--amount', '0')).toMatchObject({
    before: '-300.00',
    balance: '16310.68',
  });
  expect((await mess('opening', 'list')).stdout).toBe(
    'Of nobody it is stated what they owed when the accounts began.\n',
  );
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('a month that is closed says what of its bill is unpaid', async () => {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05',
    'opening set S001 --amount 100',
    'payment record S001 --amount 100 --method cash',
    'payment record S002 --amount 90000 --method cash',
    'payment record S003 --amount 737.86 --method cash',
  );
  const [, said] = (await tell(mess, 'month close --month 2025-05')).split('\n');
  expect(said).toBe('Unpaid of its bill: 42,951.46, by 3 students.');
  expect(await mess.json('month', 'close', '--month', '2025-05')).toMatchObject({
    unpaid: { students: 3, amount: '42951.46' },
  });
});

test('who has paid stays on record, also without any attendance', async () => {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05',
    'student add N1 --name New --branch CSE --phone 9876500000',
    'payment record N1 --amount 100 --method cash',
  );
  expect(await mess('student', 'remove', 'N1', '--mistake', '--yes')).toMatchObject({
    code: 8,
    stderr: expect.stringContaining('attendance, a bill or a payment names them.'),
  });
});

test('where no accounts are kept, that is why nobody owes anything', async () => {
  const mess = await createBilledMay();
  expect(await mess('dues', 'list')).toEqual({
    code: 0,
    stdout: 'Nobody owes anything.\n',
    stderr:
      'No accounts are kept yet, so nobody owes anything: an owner says from which month on bills are owed: mess settings --accounts-from MONTH\n',
  });
});
