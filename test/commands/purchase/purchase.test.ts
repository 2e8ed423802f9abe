import { expect, test } from 'vitest';
import { findPlanted } from '../../support/books/planted.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay, signInAs, signInStudent } from '../../support/records/month.ts';
import { closeMonth, purchases } from '../../support/records/purchases.ts';

const words = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
const say = (mess: TestMess, line: string) => mess(...words(line));
const audit = (mess: TestMess) =>
  mess.rows<{ command: string }>(
    'select command, subject, month, actor_id, "before", "after" from audit_entries order by sequence',
  );

const HEADS = [
  ...['Groceries', 'Vegetables', 'Milk', 'Meat and fish', 'Other food'].map((name) => ({
    name,
    kind: 'dividing',
    hidden: false,
  })),
  ...['Wages', 'Gas', 'Rent', 'Electricity', 'Repairs'].map((name) => ({
    name,
    kind: 'fixed',
    hidden: false,
  })),
];

test('a purchase is recorded: from options, from answers, and as a document', async () => {
  const mess = await createMess();
  expect(
    await say(
      mess,
      'purchase add --date 2025-05-03 --amount 1,250.50 --head " VEGETABLES " --note "two   sacks"',
    ),
  ).toEqual({
    code: 0,
    stdout: 'Recorded purchase 1: 2025-05-03, Vegetables, 1,250.50 (two sacks).\n',
    stderr: '',
  });
  const answers = ['3 May', '2025-05-04', '0', '1.234', '240', 'Milk', ''];
  expect(await mess.with({ answers })('purchase', 'add')).toEqual({
    code: 0,
    stdout: 'Recorded purchase 2: 2025-05-04, Milk, 240.00.\n',
    stderr: [
      '? Date (like 31/05/2025)',
      '> the year is missing; write it like 31/05/2025 or 2025-05-31',
      '? Date (like 31/05/2025)',
      '? Amount',
      '> an amount must be more than 0',
      '? Amount',
      '> the currency has 2 decimals, not 3',
      '? Amount',
      `? Head [${HEADS.map(({ name }) => name).join(', ')}]`,
      '? Note (Enter for none)',
      '',
    ].join('\n'),
  });
  // Nothing that must be known is missing, so nobody is asked for a note.
  const whole = words('purchase add --date 2025-06-02 --amount 8500 --head wages');
  expect(await mess.with({ answers: [true] })(...whole)).toEqual({
    code: 0,
    stdout: 'Recorded purchase 3: 2025-06-02, Wages, 8,500.00.\n',
    stderr:
      'warning: 2025-06-02 is in the future.\n? Record it all the same?\n' +
      'If that is wrong: mess purchase void 3 --reason TEXT\n',
  });
  expect(
    await mess.json(
      'purchase',
      'add',
      ...whole.slice(2, 6),
      '--head',
      'Gas',
      '--note',
      '=1+1',
      '--unlikely',
    ),
  ).toEqual({
    no: 4,
    date: '2025-06-02',
    amount: '8500.00',
    head: 'Gas',
    kind: 'fixed',
    note: '=1+1',
    by: 'warden',
    at: '2025-06-01T06:30:00.000Z',
    status: 'counted',
    voidReason: null,
    warnings: ['2025-06-02 is in the future.'],
  });
  expect(await mess(...whole, '--format', 'csv', '--note', '=1+1', '--unlikely')).toMatchObject({
    stdout:
      "no,date,head,note,amount,kind,by,at,status,void_reason\n5,2025-06-02,Wages,'=1+1,8500.00,fixed,warden,2025-06-01T06:30:00.000Z,counted,\n",
  });
  expect(audit(mess).at(-5)).toEqual({
    command: 'purchase add',
    subject: 'purchase 1',
    month: '2025-05',
    actor_id: 'warden',
    before: null,
    after: JSON.stringify({
      date: '2025-05-03',
      head: 'Vegetables',
      amount: '1250.50',
      note: 'two sacks',
    }),
  });
});

test('what cannot be recorded is refused, and nothing is written', async () => {
  const mess = await createMess();
  await mess.do('purchase add --date 2025-05-03 --amount 90071992547409.91 --head Milk');
  const before = [purchases(mess), audit(mess)];
  const refused: readonly (readonly [line: string, code: number, stderr: string])[] = [
    ['add', 2, 'error: --date is missing.\nhint: give --date <DATE>: the day, like 2025-05-31\n'],
    [
      'add --date 2025-05-03',
      2,
      'error: --amount is missing.\nhint: give --amount <AMOUNT>: what it cost\n',
    ],
    [
      'add --date 2025-05-03 --amount 5',
      2,
      'error: --head is missing.\nhint: give --head <HEAD>: what it was spent on, like Milk\n',
    ],
    [
      'add --date 2025-02-30 --amount 5 --head Milk',
      2,
      'error: --date: February 2025 has 28 days (2025-02-30)\n',
    ],
    [
      'add --date 2025-05-03 --amount 0 --head Milk',
      2,
      'error: --amount: an amount must be more than 0 (0)\n',
    ],
    [
      'add --date 2025-05-03 --amount 5.005 --head Milk',
      2,
      'error: --amount: the currency has 2 decimals, not 3\n',
    ],
    [
      'add --date 2025-05-03 --amount 90071992547409.92 --head Milk',
      2,
      'error: --amount: the largest amount is 90071992547409.91\n',
    ],
    [
      `add --date 2025-05-03 --amount 5 --head Milk --note "${'x'.repeat(201)}"`,
      2,
      `error: --note: the note is longer than 200 characters (${'x'.repeat(59)}…)\n`,
    ],
    ['add --date 2025-05-03 --amount 5 --head " "', 2, 'error: --head: the head is missing\n'],
    [
      'add --date 2025-05-03 --amount 5 --head grocery',
      3,
      'error: There is no head grocery.\nhint: is it Groceries? All of them: mess purchase heads\n',
    ],
    [
      'add --date 2025-05-03 --amount 5 --head Eggs',
      3,
      'error: There is no head Eggs.\nhint: mess purchase heads, or for a new one: mess purchase heads add NAME\n',
    ],
    [
      'add --date 2025-05-03 --amount 5 --head mlik',
      3,
      'error: There is no head mlik.\nhint: is it Milk? All of them: mess purchase heads\n',
    ],
    [
      'add --date 2025-05-03 --amount 5 --head Taxi',
      3,
      'error: There is no head Taxi.\nhint: mess purchase heads, or for a new one: mess purchase heads add NAME\n',
    ],
    [
      'void 0 --reason x',
      2,
      'error: Number of the purchase: not a number or a range; write it like 12 or 12-51 (0)\n',
    ],
    [
      'void 3-1 --reason x',
      2,
      'error: Number of the purchase: not a number or a range; write it like 12 or 12-51 (3-1)\n',
    ],
    [
      'void 1-999999999 --reason x',
      2,
      'error: More than 100000 numbers at once.\nhint: mess purchase list --month MONTH shows the numbers of a month\n',
    ],
    [
      'void 1',
      2,
      'error: --reason is missing.\nhint: give --reason <TEXT>: why, for the record of changes\n',
    ],
    [
      'void 1 --reason x',
      2,
      'error: Void purchase 1: 2025-05-03, Milk, 9,00,71,99,25,47,409.91? Nobody can be asked here.\nhint: give --yes if you are sure\n',
    ],
    [
      'void 1-3 7 --reason x --yes',
      3,
      'error: There is no purchase 2-3, 7.\nhint: mess purchase list --month MONTH shows the numbers of a month\n',
    ],
    [
      'list',
      2,
      'error: --month is missing.\nhint: give -m, --month <MONTH>: the month, like 2025-05 or May 2025, or this, or previous\n',
    ],
  ];
  for (const [line, code, stderr] of refused) {
    expect(await say(mess, `purchase ${line}`), line).toEqual({ code, stdout: '', stderr });
  }
  expect([purchases(mess), audit(mess)]).toEqual(before);
});

test('a month is listed by heads, and purchases are taken back', async () => {
  const mess = await createMess();
  await mess.do(
    'purchase add --date 2025-05-31 --amount 8500 --head Wages --note cook',
    'purchase add --date 2025-05-10 --amount 300.50 --head Milk',
    'purchase add --date 2025-05-01 --amount 12000 --head Groceries --note "rice, 200 kg"',
    'purchase add --date 2025-05-02 --amount 200 --head Milk',
    'purchase add --date 2025-05-02 --amount 200 --head Milk --note twice',
    'purchase add --date 2025-04-30 --amount 7 --head Gas',
  );
  const confirmed = 'Void purchase 5: 2025-05-02, Milk, 200.00 (twice)?';
  const ask = words('purchase void 5 --reason "entered twice"');
  expect(await mess.with({ answers: [false] })(...ask)).toEqual({
    code: 130,
    stdout: '',
    stderr: `? ${confirmed}\nNothing was changed.\n`,
  });
  // Of what it is asked why, is said before.
  const unsaid = mess.with({ answers: [true, 'entered twice'] });
  expect(await unsaid('purchase', 'void', '5')).toEqual({
    code: 0,
    stdout: `${confirmed.replace('Void', 'Voided').replace('?', '.')}\n`,
    stderr: `? ${confirmed}\n? Why\n`,
  });
  expect(await say(mess, 'purchase list --month 2025-05')).toEqual({
    code: 0,
    stdout: [
      'Purchases in May 2025 (INR)',
      '',
      'Head       No  Date        Note             Amount  Head total',
      '─────────  ──  ──────────  ────────────  ─────────  ──────────',
      'Groceries   3  2025-05-01  rice, 200 kg  12,000.00   12,000.00',
      'Milk        4  2025-05-02                   200.00',
      '            2  2025-05-10                   300.50      500.50',
      'Wages       1  2025-05-31  cook           8,500.00    8,500.00',
      '─────────  ──  ──────────  ────────────  ─────────  ──────────',
      'Total                      4 purchases   21,000.50',
      '',
      '12,500.50 to be divided by days, 8,500.00 fixed',
      '',
    ].join('\n'),
    stderr: '',
  });
  expect((await say(mess, 'purchase list --month 2025-05 --all')).stdout.split('\n')[6]).toBe(
    '            5  2025-05-02  twice         void: entered twice     200.00',
  );
  const all = await mess.json<{ purchases: { no: number; status: string }[] }>(
    ...words('purchase list --month 05/2025 --all'),
  );
  expect(all).toMatchObject({
    month: '2025-05',
    purchases: [1, 2, 3, 4, 5].map((no) => ({ no, status: no === 5 ? 'void' : 'counted' })),
    heads: [
      { name: 'Groceries', kind: 'dividing', purchases: 1, amount: '12000.00' },
      { name: 'Milk', kind: 'dividing', purchases: 2, amount: '500.50' },
      { name: 'Wages', kind: 'fixed', purchases: 1, amount: '8500.00' },
    ],
    dividing: '12500.50',
    fixed: '8500.00',
    total: '21000.50',
  });
  expect(all.purchases[4]).toEqual({
    no: 5,
    date: '2025-05-02',
    amount: '200.00',
    head: 'Milk',
    kind: 'dividing',
    note: 'twice',
    by: 'warden',
    at: '2025-06-01T06:30:00.000Z',
    status: 'void',
    voidReason: 'entered twice',
  });
  // All or none: the first of these could be taken back.
  const conflict = 'hint: mess purchase list --month 2025-05 --all\n';
  expect(await say(mess, 'purchase void 4-5 --reason x --yes')).toEqual({
    code: 8,
    stdout: '',
    stderr: `error: Purchase 5 is void already. Nothing was changed.\n${conflict}`,
  });
  expect(await mess.json(...words('purchase void 6,4, 3-4 --reason x --yes'))).toMatchObject({
    purchases: [3, 4, 6].map((no) => ({ no, status: 'void', voidReason: 'x' })),
    total: '12207.00',
    warnings: [],
  });
  expect(audit(mess).at(-1)).toEqual({
    command: 'purchase void',
    subject: 'purchases 3-4 6',
    month: null,
    actor_id: 'warden',
    before: JSON.stringify({
      purchases: '3-4 6',
      count: 3,
      months: ['2025-04', '2025-05'],
      amount: '12207.00',
      status: 'counted',
    }),
    after: JSON.stringify({ status: 'void', reason: 'x' }),
  });
  expect(await mess.json(...words('purchase list --month 2025-04'))).toEqual({
    month: '2025-04',
    purchases: [],
    heads: [],
    dividing: '0.00',
    fixed: '0.00',
    total: '0.00',
  });
  expect((await say(mess, 'purchase list --month 2025-04')).stdout).toBe(
    'Purchases in April 2025 (INR)\n\nNo purchases.\n',
  );
});

test('the heads are the mess’s own', async () => {
  const mess = await createMess();
  for (const line of ['purchase heads', 'purchase heads list', '--json purchase heads']) {
    expect(await mess.json(...words(line))).toEqual(HEADS);
  }
  expect((await say(mess, 'purchase heads')).stdout).toMatch(
    /^Head {11}Kind\n─{13} {2}─{8}\nGroceries {6}dividing\n/,
  );
  const said: readonly (readonly [line: string, code: number, output: string])[] = [
    ['add " Eggs  and paneer" --kind Dividing', 0, 'Added Eggs and paneer (dividing).\n'],
    ['add EGGS  --kind dividing', 0, 'Added EGGS (dividing).\n'],
    [
      'add "meat  AND fish" --kind fixed',
      8,
      'error: There is a head Meat and fish already (dividing).\nhint: mess purchase heads\n',
    ],
    [
      'add Fees --kind both',
      2,
      'error: --kind: not a kind; write dividing (food) or fixed (wages, gas) (both)\n',
    ],
    [
      'add Fees',
      2,
      'error: --kind is missing.\nhint: give --kind <KIND>: dividing (food) or fixed (wages, gas)\n',
    ],
    ['add " " --kind fixed', 2, 'error: Name of the new head: the head is missing\n'],
    [
      `add ${'ﷺ'.repeat(5)} --kind fixed`,
      2,
      `error: Name of the new head: the head is longer than 80 letters when spelt out (${'ﷺ'.repeat(5)})\n`,
    ],
    ['rename eggs Eggs', 0, 'EGGS is now Eggs.\n'],
    ['rename eggs Eggs', 0, 'Nothing changed: the head is called Eggs already.\n'],
    [
      'rename Eggs milk',
      8,
      'error: There is a head Milk already (dividing).\nhint: mess purchase heads\n',
    ],
    [
      'rename Meet Fish',
      3,
      'error: There is no head Meet.\nhint: is it Meat and fish? All of them: mess purchase heads\n',
    ],
    ['rename milk "Milk, curd"', 0, 'Milk is now Milk, curd.\n'],
  ];
  await mess.do('purchase add --date 2025-05-10 --amount 300.50 --head Milk');
  const changes = audit(mess).length;
  for (const [line, code, output] of said) {
    const { stdout, stderr, ...ended } = await say(mess, `purchase heads ${line}`);
    expect([ended.code, stdout + stderr], line).toEqual([code, output]);
  }
  expect(audit(mess)).toHaveLength(changes + 4);
  expect(await mess.json('purchase', 'heads')).toEqual([
    ...HEADS.map((head) => (head.name === 'Milk' ? { ...head, name: 'Milk, curd' } : head)),
    { name: 'Eggs and paneer', kind: 'dividing', hidden: false },
    { name: 'Eggs', kind: 'dividing', hidden: false },
  ]);
  expect(await mess.json(...words('purchase list --month 2025-05'))).toMatchObject({
    purchases: [{ head: 'Milk, curd' }],
  });
});

test('a closed month refuses, and so does who may not', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'purchase add --date 2025-05-10 --amount 300.50 --head Milk',
    'purchase add --date 2025-06-01 --amount 1 --head Milk',
  );
  closeMonth(mess, '2025-05');
  const before = [purchases(mess), audit(mess)];
  const closed = {
    code: 8,
    stdout: '',
    stderr:
      'error: May 2025 is closed. Nothing was changed.\nhint: an owner opens it again: mess month reopen --month 2025-05 --reason TEXT\n',
  };
  for (const line of [
    'add --date 2025-05-11 --amount 1 --head Milk',
    'void 1 --reason x --yes',
    'void 1-2 --reason x',
  ]) {
    expect(await say(mess, `purchase ${line}`), line).toEqual(closed);
  }
  const lines = [
    'add --date 2025-06-01 --amount 1 --head Milk',
    'void 2 --reason x --yes',
    'heads add Eggs --kind dividing',
    'heads rename Milk Curd',
    'import nothing.csv',
  ];
  await signInAs(mess, 'viewer');
  const signIns = audit(mess).length;
  expect(await say(mess, 'purchase list --month 2025-05')).toMatchObject({ code: 0 });
  expect(await say(mess, 'purchase heads')).toMatchObject({ code: 0 });
  for (const line of lines) {
    expect(await say(mess, `purchase ${line}`), line).toEqual({
      code: 5,
      stdout: '',
      stderr: /^(add|import)/.test(line)
        ? 'error: A viewer may not enter purchases.\nhint: sign in as clerk, manager or owner: mess admin login\n'
        : 'error: A viewer may not change purchases.\nhint: sign in as manager or owner: mess admin login\n',
    });
  }
  await signInStudent(mess, 'S001', '9876543210');
  for (const line of [...lines, 'list --month 2025-05', 'heads']) {
    expect((await say(mess, `purchase ${line}`)).code, line).toBe(5);
  }
  expect(purchases(mess)).toEqual(before[0]);
  expect(audit(mess).slice(0, before[1]?.length)).toEqual(before[1]);
  expect(audit(mess).length - signIns).toBeLessThanOrEqual(1);
});

test('db verify finds what cannot be', async () => {
  const mess = await createMess();
  await mess.do(
    'purchase add --date 2025-05-10 --amount 300.50 --head Milk --note "two cans"',
    'purchase add --date 2025-05-10 --amount 1 --head Gas',
    'purchase void 2 --reason "not ours" --yes',
  );
  const cases: readonly (readonly [sql: string, ...lines: string[]])[] = [
    [
      "update purchases set date = '2025-02-30' where no = 1",
      'purchases 1: date: not a date: 2025-02-30',
      'purchases 1: record: date is not what the record of changes tells',
    ],
    [
      'update purchases set amount_minor = 0 where no = 1',
      'purchases 1: money: the amount is 0',
      'purchases 1: record: amount_minor is not what the record of changes tells',
    ],
    [
      'update purchases set amount_minor = 9007199254740992 where no = 1',
      'purchases 1: money: the amount is larger than an amount may be',
      'purchases 1: record: amount_minor is not what the record of changes tells',
    ],
    [
      'update purchases set voided_by = null where no = 2',
      'purchases 2: void: a reason without a voiding',
      'purchases 2: record: voided_by is not what the record of changes tells',
    ],
    [
      'update purchases set void_reason = null where no = 2',
      'purchases 2: void: voided without a reason',
      'purchases 2: record: void_reason is not what the record of changes tells',
    ],
    [
      "update purchases set note = 'a\u0007b' where no = 1",
      'purchases 1: value: the note contains control characters',
      'purchases 1: record: note is not what the record of changes tells',
    ],
    [
      "update purchases set void_reason = ' ' where no = 2",
      'purchases 2: value: the reason is missing',
      'purchases 2: record: void_reason is not what the record of changes tells',
    ],
    [
      'update purchases set head_no = 99 where no = 1',
      'purchases 1: foreign_key: head_no points to nothing in purchase_heads',
      'purchases 1: record: head_no is not what the record of changes tells',
    ],
    [
      "update purchase_heads set name_key = 'x' where no = 3",
      'purchase_heads 3: head: Milk is looked up as x',
    ],
    [
      "update purchase_heads set kind = 'per head' where no = 3",
      'purchase_heads 3: value: no kind: per head',
      'purchase_heads 3: record: kind is not what the record of changes tells',
    ],
  ];
  for (const [sql, ...lines] of cases) expect(await findPlanted(mess, [sql]), sql).toEqual(lines);
});
