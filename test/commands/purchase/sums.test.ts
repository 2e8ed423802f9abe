import { expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay } from '../../support/records/month.ts';

/** Of so many of the largest amount 256 can be added up with all the others. */
const MOST = '90071992547409.91';
const FITS = 256;

interface Kind {
  readonly command: string;
  readonly header: string;
  readonly row: (at: number, amount: string) => string;
  /** Enters one more. */
  readonly one: string;
  readonly table: string;
}

const PURCHASES: Kind = {
  command: 'purchase import',
  header: 'date,head,amount,note',
  row: (at, amount) => `2025-05-0${1 + (at % 9)},Milk,${amount},n${at}`,
  one: 'purchase add --date 2025-05-03 --head Milk --amount',
  table: 'purchases',
};

const CHARGES: Kind = {
  command: 'charge import',
  header: 'student_id,month,kind,amount,note',
  row: (at, amount) => `S001,2025-05,Fine,${amount},n${at}`,
  one: 'charge add S001 --month 2025-05 --kind Fine --amount',
  table: 'charges',
};

const SAID = 'would come to more than can be added up. Nothing was recorded.';
const REFUSED = { code: 6, stdout: '', stderr: expect.stringContaining(SAID) };

async function fileOf(mess: TestMess, { header, row }: Kind, amounts: readonly string[]) {
  const rows = amounts.map((amount, at) => row(at, amount));
  return mess.file('rows.csv', [header, ...rows, ''].join('\n'));
}

const repeat = (count: number, amount = MOST) => Array.from({ length: count }, () => amount);

const countOf = (mess: TestMess, { table }: Kind) =>
  Number(mess.rows<{ n: number }>(`select count(*) as n from ${table}`)[0]?.n);

test.each([PURCHASES, CHARGES])(
  '$command: what could never be added up is refused, also where it is only shown',
  async (kind) => {
    const mess = await createBilledMay();
    const before = countOf(mess, kind);
    const run = async (amounts: readonly string[], ...more: string[]) =>
      mess(...kind.command.split(' '), await fileOf(mess, kind, amounts), ...more);
    for (const more of [['--dry-run'], ['--yes']]) {
      expect(await run(repeat(FITS + 1), ...more)).toMatchObject(REFUSED);
    }
    expect(countOf(mess, kind)).toBe(before);
    const path = await fileOf(mess, kind, repeat(FITS));
    await mess.do(`${kind.command} ${path} --yes --quiet`);
    expect(countOf(mess, kind)).toBe(before + FITS);
    // A little more is no matter; as much again is.
    await mess.do(`${kind.one} 5 --quiet`);
    expect(await mess(...`${kind.one} ${MOST}`.split(' '))).toMatchObject(REFUSED);
    expect(await run([MOST], '--again', '--dry-run')).toMatchObject(REFUSED);
    for (const words of ['report month --month 2025-05', 'report year 2025-26', 'db verify']) {
      expect([words, (await mess(...words.split(' '))).code]).toEqual([words, 0]);
    }
  },
);

test('what is taken back counts no more, and a refund is on the other side', async () => {
  const mess = await createBilledMay();
  const path = await fileOf(mess, PURCHASES, repeat(FITS));
  await mess.do(`purchase import ${path} --yes --quiet`);
  const [first] = mess.rows<{ no: number }>(`select max(no) as no from purchases`);
  await mess.do(`purchase edit ${first?.no} --note other --quiet`);
  await mess.do(`purchase add --refund --date 2025-05-03 --head Milk --amount ${MOST} --quiet`);
  const add = [...PURCHASES.one.split(' '), MOST];
  expect(await mess(...add)).toMatchObject(REFUSED);
  await mess.do(`purchase void ${Number(first?.no) - 1} --reason wrong --yes --quiet`);
  expect((await mess(...add)).code).toBe(0);
  expect(await mess(...add)).toMatchObject(REFUSED);
});

test('openings and the lines of a bank that are only shown are refused as they would be', async () => {
  const mess = await createBilledMay();
  await mess.do('settings --accounts-from 2025-05 --quiet');
  const lines = repeat(FITS + 1).map((amount, at) => `01/05/2025,UPI/CR/${5e11 + at}/A,,${amount}`);
  const bank = await mess.file(
    'bank.csv',
    ['Date,Narration,Debit,Credit', ...lines, ''].join('\n'),
  );
  for (const more of ['--dry-run', '--yes']) {
    expect(await mess('payment', 'import', bank, '--account', 'sbi', more)).toMatchObject(REFUSED);
  }
  const some = ['Date,Narration,Debit,Credit', ...lines.slice(0, FITS), ''];
  await mess.do(
    `payment import ${await mess.file('some.csv', some.join('\n'))} --account sbi --yes --quiet`,
  );
  const openings = await mess.file('openings.csv', `student_id,amount\nS001,${MOST}\n`);
  for (const more of ['--dry-run', '--quiet']) {
    expect(await mess('opening', 'import', openings, more)).toMatchObject(REFUSED);
  }
  expect((await mess('dues', 'list')).code).toBe(0);
});
