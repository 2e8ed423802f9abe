import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';

async function createMay(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  return mess;
}

const GUESTS = [
  'S.No,Roll No,Kind,Qty,Rate,Amount,Remarks',
  '1,S001,guest,3,60,,parents',
  '2,s002,Guest,2,60,120,',
  '3,S003,discount,,,100,',
  '',
].join('\n');

function importCharges(mess: TestMess, text: string, ...options: readonly string[]) {
  return mess.with({ stdin: text })('charge', 'import', '-', '--json', ...options);
}

test('a register of guests, and the same again when it has grown', async () => {
  const mess = await createMay();
  const month = ['--month', '2025-05'];
  const first = await importCharges(mess, GUESTS, ...month);
  expect(JSON.parse(first.stdout)).toMatchObject({
    ...{ rows: 3, inserted: 3, unchanged: 0 },
    charges: { first: 1, last: 3 },
  });
  await mess.do('charge void 2 --reason "not hers" --yes');
  const again = await importCharges(mess, `${GUESTS}4,S004,fine,,,50,a plate\n`, ...month);
  expect(JSON.parse(again.stdout)).toMatchObject({ inserted: 1, unchanged: 2, skipped: 1 });
  expect(JSON.parse(again.stdout)).toMatchObject({ charges: { first: 4, last: 4 } });
  const more = await mess.file('more.csv', 'month,id,kind,amount\n2025-05,S001,extra,9\n');
  const shown = await mess.with({ answers: [] })('charge', 'import', more);
  expect(shown.stdout).toContain('(charge 5)');
  expect(shown.stderr).toContain('If that is wrong: mess charge void 5 --reason TEXT\n');
  await mess.do('charge void 5 --reason "not hers" --yes');
  const path = await mess.file('list.csv', '');
  await mess.do(`charge list --month 2025-05 --all --output ${path} --yes`);
  // What the list writes can be imported, and says nothing new.
  expect(await mess.json('charge', 'import', path)).toMatchObject({
    inserted: 0,
    unchanged: 3,
    skipped: 2,
  });
  expect(await mess.json('charge', 'list', '--month', '2025-05')).toMatchObject({
    charges: [{ amount: '180.00' }, { amount: '-100.00' }, { amount: '50.00', note: 'a plate' }],
    total: '130.00',
  });
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('all mistakes are named at once, and nothing is written', async () => {
  const mess = await createMay();
  await mess.do('charge kinds hide fine');
  const wrong = [
    'month,student_id,kind,quantity,rate,amount',
    '2025-05,S009,guest,,,10',
    '2025-05,S001,gest,,,10',
    '2025-05,S001,extra,0.5,25.25,',
    '2025-05,S001,extra,2,25,51',
    '2025-05,S001,extra,,,-5',
    '2025-05,S001,extra,,,',
    '2025-05,S001,fine,,,5',
    '2035-05,S001,extra,,,5',
    '',
  ].join('\n');
  const { code, stdout } = await importCharges(mess, wrong);
  const { errors } = JSON.parse(stdout);
  expect([
    code,
    errors.map((each: { line: number; code: string }) => [each.line, each.code]),
  ]).toEqual([
    6,
    [
      [2, 'unknown_student'],
      [3, 'unknown_kind'],
      [4, 'too_fine'],
      [5, 'other_amount'],
      [6, 'bad_amount'],
      [7, 'missing'],
      [8, 'hidden_kind'],
      [9, 'in_the_future'],
    ],
  ]);
  expect(await mess.json('charge', 'list', '--month', '2025-05')).toMatchObject({ charges: [] });
});
