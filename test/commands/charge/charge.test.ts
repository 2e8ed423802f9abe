import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay, signInAs } from '../../support/records/month.ts';

async function createMay(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  return mess;
}

async function tell(mess: TestMess, line: string): Promise<string> {
  return (await mess(...line.split(' '))).stdout;
}

test('charges stand on the shares of their month, after the division', async () => {
  const mess = await createMay();
  await mess.do('charge kinds edit guest --rate 60');
  expect(await mess('charge', 'add', 's001', '--month', '2025-05', '--kind', 'guest')).toEqual({
    code: 0,
    stdout: 'Recorded charge 1: S001 Asha Rao, May 2025, guest, 1 × 60.00 = 60.00.\n',
    stderr: '',
  });
  await mess.do(
    'charge add S001 --month 2025-05 --kind Guest --quantity 2.5 --rate 96 --note "at the feast"',
    'charge add S002 --month 2025-05 --kind fine --amount 50 --note "a plate"',
    'charge add S003 --month 2025-05 --kind discount --amount 100',
    'bill register --month 2025-05 --total 12000 --fixed 2000 --quiet',
  );
  expect(await tell(mess, 'charge list --month 2025-05')).toMatchInlineSnapshot(`
    "Charges in May 2025 (INR)

       No  ID    Name         Kind      How          Note           Amount
    ─────  ────  ───────────  ────────  ───────────  ────────────  ───────
        1  S001  Asha Rao     guest     1 × 60.00                    60.00
        2  S001  Asha Rao     guest     2.5 × 96.00  at the feast   240.00
        3  S002  Vikram Shah  fine                   a plate         50.00
        4  S003  सीता देवी     discount                             -100.00
    ─────  ────  ───────────  ────────  ───────────  ────────────  ───────
    Total        4 charges                                          250.00

    guest 300.00 (2), fine 50.00 (1), discount -100.00 (1)
    "
  `);
  const shown = await tell(mess, 'bill show --month 2025-05');
  expect(shown.slice(0, shown.indexOf('Record '))).toMatchInlineSnapshot(`
    "Bill of May 2025 (INR, 31 days)

    ID     Name         Branch  Days   Dividing     Fixed  Charges     Amount
    ─────  ───────────  ──────  ────  ─────────  ────────  ───────  ─────────
    S001   Asha Rao     CSE       30   3,436.89    500.00   300.00   4,236.89
    S002   Vikram Shah  ECE       28   3,207.77    500.00    50.00   3,757.77
    S003   सीता देवी     CSE       15   1,718.45    500.00  -100.00   2,118.45
    S004   Dev Anand    ME        30   3,436.89    500.00     0.00   3,936.89
    ─────  ───────────  ──────  ────  ─────────  ────────  ───────  ─────────
    Total  4 students            103  11,800.00  2,000.00   250.00  14,050.00

    Shares add up to the bill: 14,050.00 (11,800.00 divided by days, 2,000.00 fixed, 250.00 charges)
    Divided 11,800.00: the cost of 12,000.00, less 300.00 from guests, and 100.00 of discounts
    "
  `);
  expect(await tell(mess, 'bill explain S001 --month 2025-05')).toMatchInlineSnapshot(`
    "S001 Asha Rao: 4,236.89 for May 2025 (INR)

    Divided by days present
      What it cost                                         12,000.00
      Less what guests paid                                  -300.00
      Discounts, borne by everybody                           100.00
      To be divided by days                                11,800.00
      Days Asha Rao was present                                   30
      Days of everybody, added up                                103
      11,800.00 × 30 ÷ 103                             3,436.893203…
      Whole paise of it                                     3,436.89
      Part                                                  3,436.89
      Everybody gets the whole paise first. Then 2 paise are left
      over. Each goes to one of the 2 largest fractions of a paisa,
      and 0.3203 is not among them: 2 have more.

    The same for everybody
      Fixed cost, such as wages, gas and rent               2,000.00
      Students on the roll                                         4
      2,000.00 ÷ 4                                            500.00
      Part                                                    500.00
      It comes out even for everybody.

    Charges
      guest, 1 × 60.00 (no. 1)                                 60.00
      guest, 2.5 × 96.00, at the feast (no. 2)                240.00

      To pay: 3,436.89 + 500.00 + 300.00                    4,236.89
    "
  `);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('of a kind with a rate it is asked how many, and a rate is no amount', async () => {
  const mess = await createMay();
  await mess.do('charge kinds add Tea --rate 12.50 --counts-as extra');
  const add = ['charge', 'add', 'S001', '--month', '2025-05', '--kind', 'Tea'];
  const asked = await mess.with({ answers: ['3'] })(...add);
  expect(asked).toMatchObject({ code: 0, stderr: '? How many, of 12.50 each\n' });
  expect(asked.stdout).toContain('37.50');
  expect(await mess(...add, '--quantity', '2', '--amount', '60')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: An amount is given, and a quantity or a rate besides.\nhint: what one of them costs is its rate: --quantity 2 --rate AMOUNT\n',
  });
});

test('a charge after the bill makes it stale, and comes in by a revision', async () => {
  const mess = await createMay();
  await mess.do('bill register --month 2025-05 --total 60000 --quiet');
  const late = 'charge add S004 --month 2025-05 --kind extra --amount 12.50';
  expect(await mess(...late.split(' '))).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "warning: The bill of May 2025 was made before this change. To take it in: mess bill revise --month 2025-05 --reason TEXT.
    ",
      "stdout": "Recorded charge 1: S004 Dev Anand, May 2025, extra, 12.50.
    ",
    }
  `);
  expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({
    stale: true,
    changed: { students: [], charges: ['S004'], heads: [] },
    charges: null,
    billed: '60000.00',
  });
  const revise = ['bill', 'revise', '--month', '2025-05'];
  expect((await mess(...revise, '--dry-run')).stdout).toContain(
    [
      'Total    60,000.00  60,000.00',
      'Charges       0.00      12.50      +12.50',
      '───────  ─────────  ─────────  ──────────',
      'Billed   60,000.00  60,012.50      +12.50',
    ].join('\n'),
  );
  await mess.do('settings --accounts-from 2025-05 --quiet');
  const asked = await mess.with({ answers: [false] })(...revise, '--reason', 'x');
  expect(asked.stderr).toContain('60,000.00 → 60,012.50; of 4 shares 1 differs: +12.50?');
  expect(asked.stderr).toContain('Who has paid the old share has credit, or owes the rest');
  await mess.do('bill revise --month 2025-05 --reason "an extra" --yes --quiet');
  expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({
    stale: false,
    charges: '12.50',
    billed: '60012.50',
    revision: 2,
  });
  // Taken back, and the bill still has it until it is revised again.
  await mess.do('charge void 1 --reason "another month" --yes');
  expect(await mess.json('bill', 'explain', 'S004', '--month', '2025-05')).toMatchObject({
    stale: true,
    charges: [{ no: 1, amount: '12.50' }],
    amount: '17488.23',
  });
  await mess.do('bill revise --month 2025-05 --reason "no extra" --yes --quiet');
  expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({
    stale: false,
    charges: null,
    billed: '60000.00',
  });
  const second = await mess.json(
    'bill',
    'explain',
    'S004',
    '--month',
    '2025-05',
    '--revision',
    '2',
  );
  expect(second).toMatchObject({ charges: [{ no: 1 }], amount: '17488.23' });
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('who is charged and not on the roll is in the bill for that alone', async () => {
  const mess = await createMay();
  await mess.do(
    'student add S000 --name "Old Boy" --branch ME --phone 9876500001 --joined 2025-01-01',
    'student remove S000 --on 2025-04-01',
    'student add S005 --name "New Girl" --branch ME --phone 9876500002 --joined 2025-05-01',
    'charge add S000 --month 2025-05 --kind fine --amount 75 --note "key not returned"',
    'charge add S005 --month 2025-05 --kind guest --amount 30',
    'bill register --month 2025-05 --total 10300 --fixed 1000 --quiet',
  );
  const { shares } = await mess.json<{ shares: object[] }>('bill', 'show', '--month', '2025-05');
  expect(shares[0]).toEqual({
    studentId: 'S000',
    name: 'Old Boy',
    branch: 'ME',
    days: 0,
    dividing: null,
    perHead: null,
    fixed: null,
    charges: '75.00',
    amount: '75.00',
  });
  expect(shares[5]).toMatchObject({ studentId: 'S005', dividing: '0.00', fixed: '200.00' });
  expect(await tell(mess, 'bill explain S000 --month 2025-05')).toMatchInlineSnapshot(`
    "S000 Old Boy: 75.00 for May 2025 (INR)

    Charges
      fine, key not returned (no. 1)                           75.00

      To pay                                                   75.00
    "
  `);
  // The fixed part is still explained by the five on the roll.
  expect(await mess.json('bill', 'explain', 'S001', '--month', '2025-05')).toMatchObject({
    fixed: { students: 5 },
    stale: false,
  });
  await mess.do('student edit S000 --joined 2025-01-02');
  expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({ stale: false });
  await mess.do('student restore S000');
  expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({
    changed: { students: ['S000'], charges: [] },
  });
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('many are charged in one change', async () => {
  const mess = await createMay();
  await mess.do(
    'student add S005 --name "New Girl" --branch CSE --phone 9876500002 --joined 2025-05-01',
  );
  const add = (line: string) => mess(...`charge add --month 2025-05 ${line}`.split(' '));
  expect(await add('--all-present --kind extra --amount 40')).toEqual({
    code: 0,
    stdout: 'Recorded 4 charges 1-4, 160.00 in all.\n',
    stderr: '',
  });
  expect((await add('--branch cse --kind other --amount 5')).stdout).toBe(
    'Recorded 3 charges 5-7, 15.00 in all.\n',
  );
  expect((await add('--branch cse --all-present --kind fine --amount 1')).stdout).toBe(
    'Recorded 2 charges 8-9, 2.00 in all.\n',
  );
  const entries = await mess.json<{ command: string }[]>('audit', 'list');
  expect(entries.filter(({ command }) => command === 'charge add')).toHaveLength(3);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('a month that is closed refuses charges, and a clerk takes none back', async () => {
  const mess = await createMay();
  await mess.do(
    'charge add S001 --month 2025-05 --kind extra --amount 10',
    'bill register --month 2025-05 --total 60000 --quiet',
    'month close 2025-05',
  );
  const add = ['charge', 'add', 'S001', '--kind', 'extra', '--amount', '10', '--month'];
  expect(await mess(...add, '2025-05')).toMatchObject({
    code: 8,
    stderr: expect.stringContaining('May 2025 is closed. Nothing was changed.'),
  });
  expect((await mess('charge', 'void', '1', '--reason', 'x', '--yes')).code).toBe(8);
  await signInAs(mess, 'clerk');
  expect((await mess(...add, '2025-04')).code).toBe(0);
  expect((await mess('charge', 'void', '2', '--reason', 'x', '--yes')).code).toBe(5);
  expect((await mess('charge', 'kinds', 'add', 'Feast', '--counts-as', 'extra')).code).toBe(5);
});
