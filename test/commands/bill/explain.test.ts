import { expect, test } from 'vitest';
import { plant } from '../../support/books/planted.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { makeRecorded } from '../../support/records/bills.ts';
import { addMay, signInStudent } from '../../support/records/month.ts';

const explain = (words: string) => ['bill', 'explain', ...words.split(' '), '--month', '2025-05'];

/**
 * The four and one who was absent. Of the first bill the odd paise of the total go by remainder, of the
 * second one by turn; the fixed part of the second one comes out even.
 */
async function createExplained(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'student add S005 --name "Eka Nair" --branch CSE --phone 9876543219',
    'bill register --month 2025-05 --total 60000 --per-head 3000 --fixed 12000.01 --quiet',
    'bill revise --month 2025-05 --total 59999.57 --fixed 400 --reason late --yes --quiet',
  );
  return mess;
}

test('in words: an odd paisa by remainder and by turn, a charge rounded up and down, absent, even', async () => {
  const mess = await createExplained();
  const text = async (words: string) => (await mess(...explain(words))).stdout.split('\n');
  expect(await text('S001 --revision 1')).toEqual([
    'S001 Asha Rao: 22,778.97 for May 2025 (INR, revision 1, superseded: it is owed no more)',
    '',
    'Divided by days present',
    '  To be divided by days                                60,000.00',
    '  Days Asha Rao was present                                   30',
    '  Days of everybody, added up                                103',
    '  60,000.00 × 30 ÷ 103                            17,475.728155…',
    '  Whole paise of it                                    17,475.72',
    '  and 1 paisa of what is left over                          0.01',
    '  Part                                                 17,475.73',
    '  Everybody gets the whole paise first. Then 3 paise are left',
    '  over. Each goes to one of the 3 largest fractions of a paisa,',
    '  and 0.8155 is among them.',
    '',
    'Per head',
    '  What a full month costs one student                   3,000.00',
    '  Days Asha Rao was present                                   30',
    '  Days in the month                                           31',
    '  3,000.00 × 30 ÷ 31                               2,903.225806…',
    '  Rounded up                                            2,903.23',
    '',
    'The same for everybody',
    '  Fixed cost, such as wages, gas and rent              12,000.01',
    '  Students on the roll                                         5',
    '  12,000.01 ÷ 5                                     2,400.002000',
    '  Whole paise of it                                     2,400.00',
    '  and 1 paisa of what is left over                          0.01',
    '  Part                                                  2,400.01',
    '  Everybody gets the whole paise first. Then 1 paisa is left',
    '  over. 5 students have the same claim to it. Turns go through',
    '  all who share, sorted by id, and begin one further each month.',
    '  In May 2025 this is place 1 of 5, so 1 paisa falls here.',
    '',
    '  To pay: 17,475.73 + 2,903.23 + 2,400.01              22,778.97',
    '',
  ]);
  const tooSmall = await text('S003 --revision 1');
  expect(tooSmall).toContain('  and 0.4077 is not among them: 3 have more.');
  expect(tooSmall).toContain('  Rounded down                                          1,451.61');
  expect(tooSmall.slice(-5)).toEqual([
    '  all who share, sorted by id, and begin one further each month.',
    '  In May 2025 this is place 3 of 5, so no paisa falls here.',
    '',
    '  To pay: 8,737.86 + 1,451.61 + 2,400.00               12,589.47',
    '',
  ]);
  // 30 days like S004, who comes first in May.
  expect((await text('S001')).slice(8, 13)).toEqual([
    '  Part                                                 17,475.60',
    '  Everybody gets the whole paise first. Then 1 paisa is left',
    '  over. 2 students have the same claim to it. Turns go through',
    '  all who share, sorted by id, and begin one further each month.',
    '  In May 2025 this is place 2 of 2, so no paisa falls here.',
  ]);
  expect(await text('S005')).toEqual([
    'S005 Eka Nair: 80.00 for May 2025 (INR, revision 2)',
    '',
    'Divided by days present',
    '  To be divided by days                                59,999.57',
    '  Days Eka Nair was present                                    0',
    '  Days of everybody, added up                                103',
    '  59,999.57 × 0 ÷ 103                                       0.00',
    '  Part                                                      0.00',
    '  Not present in the month, so no part of it.',
    '',
    'Per head',
    '  What a full month costs one student                   3,000.00',
    '  Days Eka Nair was present                                    0',
    '  Days in the month                                           31',
    '  3,000.00 × 0 ÷ 31                                         0.00',
    '  Part                                                      0.00',
    '',
    'The same for everybody',
    '  Fixed cost, such as wages, gas and rent                 400.00',
    '  Students on the roll                                         5',
    '  400.00 ÷ 5                                               80.00',
    '  Part                                                     80.00',
    '  It comes out even for everybody.',
    '',
    '  To pay: 0.00 + 0.00 + 80.00                              80.00',
    '',
  ]);
});

test('the document and its CSV', async () => {
  const mess = await createExplained();
  expect(await mess.json(...explain('s004'))).toEqual({
    month: '2025-05',
    revision: 2,
    status: 'live',
    origin: 'computed',
    student: { id: 'S004', name: 'Dev Anand', branch: 'ME' },
    days: 30,
    daysInMonth: 31,
    dividing: {
      total: '59999.57',
      lowered: null,
      raised: null,
      days: 30,
      daysOfEverybody: 103,
      quota: { numerator: '17999871000', denominator: '10300' },
      floor: '17475.60',
      remainder: '3000',
      leftOver: 1,
      larger: 0,
      equal: 2,
      turn: { place: 1, of: 2 },
      reason: 'turn',
      oddUnit: '0.01',
      amount: '17475.61',
    },
    perHead: {
      perHead: '3000.00',
      days: 30,
      daysInMonth: 31,
      quota: { numerator: '900000000', denominator: '3100' },
      roundedUp: true,
      amount: '2903.23',
    },
    fixed: {
      fixed: '400.00',
      students: 5,
      quota: { numerator: '40000', denominator: '5' },
      floor: '80.00',
      remainder: '0',
      leftOver: 0,
      larger: 0,
      equal: 5,
      turn: null,
      reason: 'none left over',
      oddUnit: '0.00',
      amount: '80.00',
    },
    charges: [],
    amount: '20458.84',
    purchases: null,
    stale: false,
    warnings: [],
  });
  expect((await mess(...explain('S004 --format csv'))).stdout).toBe(
    [
      'month,revision,student_id,name,days,days_of_everybody,total,dividing_floor,dividing_odd,dividing,per_head,students,fixed_amount,fixed_floor,fixed_odd,fixed,charges,amount',
      '2025-05,2,S004,Dev Anand,30,103,59999.57,17475.60,0.01,17475.61,2903.23,5,400.00,80.00,0.00,80.00,,20458.84',
      '',
    ].join('\n'),
  );
  const reasons = [];
  for (const words of ['S001 --revision 1', 'S003 --revision 1', 'S002', 'S005']) {
    const { dividing } = await mess.json<{ dividing: Record<string, unknown> }>(...explain(words));
    reasons.push([dividing.reason, dividing.larger, dividing.leftOver, dividing.oddUnit]);
  }
  expect(reasons).toEqual([
    ['remainder large enough', 1, 3, '0.01'],
    ['remainder too small', 3, 3, '0.00'],
    ['remainder too small', 2, 1, '0.00'],
    ['takes no part', 4, 1, '0.00'],
  ]);
});

test('of a bill that is void, and of a student whose id was mended since', async () => {
  const mess = await createExplained();
  const before = await mess.json<object>(...explain('S001 --revision 1'));
  await mess.do(
    'bill void --month 2025-05 --reason mistyped --yes',
    // Z9 would come last in the turn.
    'student edit S001 --id Z9 --name "Asha R. Rao"',
  );
  expect(await mess.json(...explain('Z9 --revision 1'))).toEqual({
    ...before,
    student: { id: 'Z9', name: 'Asha R. Rao', branch: 'CSE' },
  });
  expect((await mess(...explain('S004 --revision 2'))).stdout.split('\n')[0]).toBe(
    'S004 Dev Anand: 20,458.84 for May 2025 (INR, revision 2, void: it is owed no more)',
  );
});

test('a student explains their own share, and nobody else any', async () => {
  const mess = await createExplained();
  const asAdmin = await mess.json(...explain('S001'));
  await signInStudent(mess, 'S001', '9876543210');
  expect(await mess.json('bill', 'explain', '--month', '2025-05')).toEqual(asAdmin);
  expect(await mess.json(...explain('s001'))).toEqual(asAdmin);
  const other = await mess(...explain('S002'));
  expect(other).toEqual({
    code: 5,
    stdout: '',
    stderr:
      'error: A student sees only how their own share came about.\nhint: mess bill explain --month MONTH\n',
  });
  expect(await mess(...explain('NOBODY'))).toEqual(other);
  expect((await mess('bill', 'history', '--month', '2025-05')).code).toBe(5);
});

test('what there is not, and what is not said', async () => {
  const mess = await createExplained();
  await mess.do('student add S006 --name Late --branch X --phone 9876543210 --joined 2025-06-01');
  expect(await mess(...explain('S006'))).toEqual({
    code: 3,
    stdout: '',
    stderr:
      'error: S006 Late has no share in the bill of May 2025.\nhint: mess expenses show S006\n',
  });
  const codes = [];
  for (const line of [
    'bill explain S999 --month 2025-05',
    'bill explain S001 --month 2025-04',
    'bill explain S001 --month 2025-05 --revision 3',
    'bill explain --month 2025-05',
    'bill explain S001',
    'bill explain S001 --month 2025-05 --revision 0',
  ]) {
    codes.push((await mess(...line.split(' '))).code);
  }
  expect(codes).toEqual([3, 3, 3, 2, 2, 2]);
  const asked = await mess.with({ answers: ['S001', '2025-05'] })('bill', 'explain');
  expect([asked.code, asked.stderr]).toEqual([
    0,
    '? Id of the student (mess student list shows it)\n? Month (like 2025-05)\n',
  ]);
  await mess.do('admin logout');
  expect((await mess(...explain('S001'))).code).toBe(4);
});

test('how a bill that was taken over was worked out is not known', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('bill register --month 2025-05 --per-head 3000 --quiet');
  makeRecorded(mess, '2025-05');
  expect((await mess(...explain('S002'))).stdout).toBe(
    [
      'S002 Vikram Shah: 2,709.68 for May 2025 (INR)',
      '',
      '  This bill was taken over from another program, as that had',
      '  recorded it: 2,709.68 for 28 days. How it was worked out there',
      '  is not known to mess.',
      '',
    ].join('\n'),
  );
  expect(await mess.json(...explain('S002'))).toMatchObject({
    origin: 'recorded',
    daysInMonth: null,
    dividing: null,
    perHead: null,
    fixed: null,
    amount: '2709.68',
  });
});

test('a share that is not what the rule gives ends with 1 and not with a wrong explanation', async () => {
  const mess = await createExplained();
  const is = "where month = '2025-05' and revision = 2 and id_then";
  // Each on top of the one before, and none is put right again.
  for (const [wrong, id] of [
    [`update shares set amount_minor = amount_minor + 1 ${is} = 'S001'`, 'S001'],
    [
      `update shares set fixed_minor = fixed_minor + 1, amount_minor = amount_minor + 1 ${is} = 'S002'`,
      'S002',
    ],
    [
      `update shares set per_head_minor = per_head_minor - 1, amount_minor = amount_minor - 1 ${is} = 'S003'`,
      'S003',
    ],
    [`update shares set days_hundredths = 2900 ${is} = 'S004'`, 'S004'],
  ] as const) {
    plant(mess, [wrong]);
    for (const json of [[], ['--json']]) {
      const { code, stdout, stderr } = await mess(...explain(id), ...json);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(
        `The share of ${id} in May 2025 is stored otherwise than the rule gives, so it cannot be explained.`,
      );
    }
  }
});

test('a currency without decimals, and one with three', async () => {
  const mess = await createExplained();
  const lines = async (currency: string) => {
    plant(mess, [[`update settings set value = ? where "key" = 'currency'`, currency]]);
    const { stdout } = await mess(...explain('S001 --revision 1'));
    return stdout.split('\n').slice(6, 16);
  };
  expect(await lines('JPY')).toEqual([
    '  6,000,000 × 30 ÷ 103                           1,747,572.8155…',
    '  Whole units of 1 of it                               1,747,572',
    '  and 1 unit of 1 of what is left over                         1',
    '  Part                                                 1,747,573',
    '  Everybody gets the whole units of 1 first. Then 3 units of 1',
    '  are left over. Each goes to one of the 3 largest fractions of',
    '  a unit of 1, and 0.8155 is among them.',
    '',
    'Per head',
    '  What a full month costs one student                    300,000',
  ]);
  expect(await lines('KWD')).toEqual([
    '  6,000.000 × 30 ÷ 103                            1,747.5728155…',
    '  Whole units of 0.001 of it                           1,747.572',
    '  and 1 unit of 0.001 of what is left over                 0.001',
    '  Part                                                 1,747.573',
    '  Everybody gets the whole units of 0.001 first. Then 3 units of',
    '  0.001 are left over. Each goes to one of the 3 largest',
    '  fractions of a unit of 0.001, and 0.8155 is among them.',
    '',
    'Per head',
    '  What a full month costs one student                    300.000',
  ]);
  expect(await mess.json(...explain('S001'))).toMatchObject({
    dividing: { oddUnit: '0.000' },
    amount: '2045.883',
  });
});

test('the month may stand behind the id as a word, and a student needs the month alone', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'bill register --month 2025-05 --total 60000',
    'attendance record S001 may --days 30',
  );
  const asked = (line: string) => mess(...`bill explain ${line}`.split(' '));
  const { stdout } = await asked('S001 --month 2025-05');
  expect(stdout).toContain('S001');
  for (const line of ['S001 may', 'S001 2025-05', 's001 5']) {
    expect(await asked(line), line).toEqual({ code: 0, stdout, stderr: '' });
  }
  expect(await asked('S001 may --month 2025-05')).toMatchObject({ code: 2, stdout: '' });
  expect((await asked('S001 soon')).stderr).toContain(
    '--month: not a month; write it like 2025-05',
  );
  await signInStudent(mess, 'S001', '9876543210');
  for (const line of ['may', '2025-05', '--month may', 'S001 may']) {
    expect(await asked(line), line).toEqual({ code: 0, stdout, stderr: '' });
  }
  expect(await asked('S002 may')).toMatchObject({ code: 5, stdout: '' });
  expect(await asked('S002')).toMatchObject({ code: 2, stdout: '' });
});
