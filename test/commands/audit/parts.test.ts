import { expect, test } from 'vitest';
import { findPlanted } from '../../support/books/planted.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import type { Entry } from '../../support/records/audit.ts';

interface Part {
  readonly part?: number;
  readonly of?: number;
  readonly added: readonly { readonly id: string }[];
  readonly updated: readonly { readonly id: string }[];
}

type ImportEntry = Entry & {
  readonly operation: string;
  readonly before: readonly unknown[] | null;
  readonly after: Part;
};

function rowsOf(count: number, branch: string): string {
  const rows = Array.from(
    { length: count },
    (_, no) => `T${no},Name ${no},${branch},98${String(no).padStart(8, '0')}`,
  );
  return ['id,name,branch,phone', ...rows].join('\n');
}

/** Imports 1,100 students in one file, and in a second 1,300, of whom 200 are new. */
async function importTwice(mess: TestMess): Promise<void> {
  const first = await mess.file('first.csv', rowsOf(1100, 'CSE'));
  const second = await mess.file('second.csv', rowsOf(1300, 'ECE'));
  await mess.do(`student import ${first}`, `student import ${second} --on-conflict update`);
}

test('an import of many is told in entries of at most 1,000 students, of one operation', async () => {
  const mess = await createMess();
  await importTwice(mess);
  const entries = await mess.json<ImportEntry[]>('audit', 'list', '--last', '4');
  expect(
    entries.map(({ sequence, subject, before, after }) => [
      [sequence, subject?.split('/').at(-1), after.part, after.of],
      [before?.length, after.added.length, after.updated.length],
    ]),
  ).toEqual([
    [
      [3, 'first.csv', 1, 2],
      [undefined, 1000, 0],
    ],
    [
      [4, 'first.csv', 2, 2],
      [undefined, 100, 0],
    ],
    [
      [5, 'second.csv', 1, 2],
      [800, 200, 800],
    ],
    [
      [6, 'second.csv', 2, 2],
      [300, 0, 300],
    ],
  ]);
  const operations = entries.map(({ operation }) => operation);
  expect(operations).toEqual([0, 0, 2, 2].map((at) => operations[at]));
  expect(operations[0]).not.toBe(operations[2]);
  // Of each student it is known in which of them he is.
  expect(
    mess.rows(`select entered_by, count(*) as count from students group by entered_by order by 1`),
  ).toMatchObject([
    { entered_by: 3, count: 1000 },
    { entered_by: 4, count: 100 },
    { entered_by: 5, count: 200 },
  ]);
  const about = await mess.json<ImportEntry[]>('audit', 'list', '--on', 't1050');
  expect(about.map(({ sequence }) => sequence)).toEqual([4, 6]);
});

test('the parts are a chain, and the roll is what they tell', async () => {
  const mess = await createMess();
  await importTwice(mess);
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
  expect(await mess('audit', 'verify')).toMatchObject({ code: 0 });
  const told = 'is not what the record of changes tells';
  const byHand: readonly (readonly [string, ...string[]])[] = [
    ["update students set name = 'X' where id = 'T1050'", `students 1051: record: name ${told}`],
    [
      `update audit_entries set "after" = replace("after", 'Name 1001"', 'Name 1002"') where sequence = 4`,
      'audit_entries 4: audit_altered: the entry is not what was written',
    ],
    [
      'update audit_salts set salts = substr(salts, 26) where sequence = 6',
      'audit_entries 6: audit_altered: the entry is not what was written',
    ],
  ];
  for (const [statement, ...lines] of byHand) {
    expect(await findPlanted(mess, [statement]), statement).toEqual(lines);
  }
});
