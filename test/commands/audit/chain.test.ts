import { describe, expect, test } from 'vitest';
import type { RecordHead } from '../../../src/domain/mess/record-chain.ts';
import type { VerifiedRow } from '../../../src/domain/upkeep/finding.ts';
import { createRecordVerification } from '../../../src/domain/upkeep/record/verification.ts';
import { plant, type Statement } from '../../support/books/planted.ts';
import { openToVerify } from '../../support/books/verified.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { anchorIn, headIn } from '../../support/records/audit.ts';
import { addHistory, createPicker } from '../../support/records/history.ts';
import { countTried } from '../../support/strength.ts';

const SEED = Number(process.env.MESS_FUZZ_SEED ?? 20_250_601);

interface Finding {
  readonly check: string;
  readonly key: string;
}

interface Books {
  readonly entries: readonly VerifiedRow[];
  readonly salts: readonly VerifiedRow[];
}

function readRecord(mess: TestMess): Books {
  return {
    entries: mess
      .rows<VerifiedRow>('select * from audit_entries order by "sequence"')
      .map((row) => ({ ...row, sequence: Number(row.sequence) })),
    salts: mess.rows<VerifiedRow>('select * from audit_salts order by "sequence"'),
  };
}

/** What is found in rows as they are read, without the price of a command each. */
function findIn({ entries, salts }: Books, anchor?: RecordHead): string[] {
  const found: string[] = [];
  const verification = createRecordVerification((check, key) => {
    found.push(`${check} ${key}`);
  }, anchor);
  for (const row of salts) verification.addSalts(row);
  for (const row of entries) verification.addEntry(row);
  verification.end();
  return found;
}

/** What the command finds in the database. */
async function findByCommand(mess: TestMess, ...words: string[]): Promise<string[]> {
  const { code, stdout } = await mess('audit', 'verify', '--json', ...words);
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  expect(code).toBe(findings.length === 0 ? 0 : 6);
  return findings.map(({ check, key }) => `${check} ${key}`);
}

/** The same text with one bit of one of its signs turned; of nothing, something. */
function flip(value: unknown, at: number): string {
  const text = value === null ? '' : String(value);
  if (text === '') return 'x';
  const place = at % text.length;
  const code = text.charCodeAt(place);
  return text.slice(0, place) + String.fromCharCode(code ^ 1) + text.slice(place + 1);
}

function headOf({ entries }: Books): RecordHead {
  const newest = entries.at(-1);
  return { sequence: Number(newest?.sequence), hash: String(newest?.hash) };
}

test('a history of 300 things: whatever of any entry is changed, that entry is named', async () => {
  const mess = await createMess();
  const verify = await openToVerify(mess);
  // What is stored is what the entries tell, after whatever was done.
  await addHistory(mess, countTried(300), SEED, async (line) => {
    expect(await verify(), line).toEqual([]);
  });
  expect(await findByCommand(mess)).toEqual([]);
  expect(await findByCommand(mess, '--anchor', anchorIn(mess))).toEqual([]);
  const books = readRecord(mess);
  expect(books.entries.length).toBeGreaterThan(countTried(300) / 4);
  expect(books.salts.length).toBeGreaterThan(5);
  const { below } = createPicker(SEED);

  for (const [index, entry] of books.entries.entries()) {
    for (const column of Object.keys(entry)) {
      if (column === 'sequence') continue;
      const changed = { ...entry, [column]: flip(entry[column], below(100_000)) };
      const entries = books.entries.with(index, changed);
      const found = findIn({ ...books, entries });
      expect(found, `${column} of ${entry.sequence}`).toEqual([`audit_altered ${entry.sequence}`]);
    }
  }
  for (const [index, row] of books.salts.entries()) {
    const flipped = { ...row, salts: flip(row.salts, below(100_000)) };
    expect(findIn({ ...books, salts: books.salts.with(index, flipped) })).toEqual([
      `audit_altered ${row.sequence}`,
    ]);
    expect(findIn({ ...books, salts: books.salts.toSpliced(index, 1) })).toEqual([
      `audit_altered ${row.sequence}`,
    ]);
  }

  const anchor = headOf(books);
  for (let left = 0; left < books.entries.length; left++) {
    const entries = books.entries.slice(0, left);
    const salts = books.salts.filter(({ sequence }) => Number(sequence) <= left);
    // A chain is whole without its end: that is what the anchor is for.
    expect(findIn({ entries, salts })).toEqual([]);
    expect(findIn({ entries, salts }, anchor)).toEqual([`audit_sequence ${left + 1}`]);
  }
  for (let gone = 1; gone < books.entries.length; gone++) {
    const entries = books.entries.toSpliced(gone - 1, 1);
    expect(findIn({ ...books, entries })).toEqual([`audit_sequence ${gone}`]);
    // Where those after it were moved up, it is missing all the same.
    const moved = entries.map((row, index) => ({ ...row, sequence: index + 1 }));
    const found = findIn({ ...books, entries: moved });
    expect(found[0]).toBe(`audit_renumbered ${gone}`);
    expect(found.at(-1)).toBe(`audit_sequence ${gone}`);
  }
}, 120_000);

const SHIFT = (from: number) => [
  `update audit_entries set "sequence" = "sequence" + 1000 where "sequence" >= ${from}`,
  `update audit_entries set "sequence" = "sequence" - 999 where "sequence" > 1000`,
];

const COPY = (of: number, to: number, hashes = 'previous_hash, hash') =>
  `insert into audit_entries select ${to}, 'another', at, actor_kind, actor_id, command, subject,
   month, "before", "after", ${hashes} from audit_entries where "sequence" = ${of}`;

/** What was done to a record of twelve entries and more, and what is found. */
const DONE: readonly (readonly [what: string, done: readonly Statement[], ...found: string[]])[] = [
  [
    'a time changed',
    [`update audit_entries set at = '2025-06-01T00:00:00.000Z' where "sequence" = 4`],
    'audit_altered 4',
  ],
  [
    'two altered',
    [`update audit_entries set actor_id = 'x' where "sequence" in (3, 9)`],
    'audit_altered 3',
    'audit_altered 9',
  ],
  ['one removed', ['delete from audit_entries where "sequence" = 5'], 'audit_sequence 5'],
  [
    'the first ones removed',
    ['delete from audit_entries where "sequence" < 3'],
    'audit_sequence 1',
  ],
  ['one put in at the end, of another', [COPY(6, 14)], 'audit_inserted 14'],
  ['one put in at the end, without hashes', [COPY(6, 14, 'null, null')], 'audit_inserted 14'],
  [
    'one put in between',
    [...SHIFT(7), COPY(6, 7)],
    'audit_inserted 7',
    ...[8, 9, 10, 11, 12, 13, 14].map((at) => `audit_renumbered ${at}`),
  ],
  [
    'two that changed their places',
    [
      'update audit_entries set "sequence" = 999 where "sequence" = 5',
      'update audit_entries set "sequence" = 5 where "sequence" = 8',
      'update audit_entries set "sequence" = 8 where "sequence" = 999',
    ],
    'audit_renumbered 5',
    'audit_renumbered 8',
  ],
  [
    'one under a number far off',
    ['update audit_entries set "sequence" = 500 where "sequence" = 6'],
    'audit_renumbered 500',
  ],
  [
    'one removed, another in its place',
    ['delete from audit_entries where "sequence" = 6', COPY(5, 6)],
    'audit_altered 6',
  ],
  [
    'a name in an entry',
    [`update audit_entries set "after" = replace("after", 'Asha Rao', 'Asha Rai')`],
    'audit_altered 3',
  ],
  [
    'a name in other signs',
    [`update audit_entries set "after" = replace("after", 'Asha Rao', '\\u0041sha Rao')`],
    'audit_altered 3',
  ],
];

async function createTwelve(): Promise<TestMess> {
  const mess = await createMess();
  await mess.do(
    'student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
    ...['Tea', 'Oil', 'Salt', 'Eggs', 'Ghee', 'Rice', 'Dal'].map(
      (head) => `purchase heads add ${head} --kind dividing`,
    ),
    'settings --admin-idle 60',
    'attendance record S001 --month 2025-05 --days 20',
    'bill register --month 2025-05 --total 6000 --quiet',
  );
  expect(mess.rows('select * from audit_entries')).toHaveLength(13);
  return mess;
}

test.each(DONE.map(([what, done, ...found]) => ({ what, done, found })))(
  '$what',
  async ({ done, found }) => {
    const mess = await createTwelve();
    plant(mess, done);
    expect(await findByCommand(mess)).toEqual(found);
    const { findings } = JSON.parse((await mess('db', 'verify', '--json')).stdout) as {
      findings: Finding[];
    };
    const same = findings.filter(({ check }) => check.startsWith('audit_'));
    expect(same.map(({ check, key }) => `${check} ${key}`)).toEqual(found);
  },
);

describe('with a head that was written down', () => {
  test('the newest entries are missed, also where the record goes on', async () => {
    const mess = await createTwelve();
    const anchor = anchorIn(mess);
    plant(mess, ['delete from audit_entries where "sequence" > 10']);
    expect(await findByCommand(mess)).toEqual([]);
    expect(await findByCommand(mess, '--anchor', anchor)).toEqual(['audit_sequence 11']);
    await mess.do('settings --admin-idle 61', 'settings --admin-idle 62');
    expect(await findByCommand(mess, '--anchor', anchor)).toEqual(['audit_sequence 13']);
    await mess.do('settings --admin-idle 63', 'settings --admin-idle 64');
    expect(await findByCommand(mess, '--anchor', anchor)).toEqual(['audit_anchor 13']);
  });

  test('an older head holds, however it was printed', async () => {
    const mess = await createTwelve();
    const [head, anchor] = [headIn(mess).trim(), anchorIn(mess)];
    await mess.do('settings --admin-idle 61');
    for (const written of [head, anchor, ` ${anchor.toUpperCase()} `, head.slice(7)]) {
      expect(await mess('audit', 'verify', '--anchor', written)).toEqual({
        code: 0,
        stdout: `The record of changes holds: all 14 are as written, and entry 13 is the one written down.\n${headIn(mess)}`,
        stderr: '',
      });
    }
    for (const bad of ['13', '13:', '13:a1b2', `${anchor}x`, '0:a1b2c3d4e5f6', 'x']) {
      expect((await mess('audit', 'verify', '--anchor', bad)).code, bad).toBe(2);
    }
  });
});

test('the head is what every place prints, and in every format', async () => {
  const mess = await createTwelve();
  const [record, line] = [anchorIn(mess), headIn(mess)];
  expect(await mess('audit', 'head')).toEqual({ code: 0, stdout: line, stderr: '' });
  const head = await mess.json<RecordHead>('audit', 'head');
  expect(head).toEqual({
    sequence: 13,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    anchor: record,
  });
  expect((await mess('audit', 'head', '--format', 'csv')).stdout).toBe(
    `sequence,hash,anchor\n13,${head.hash},${record}\n`,
  );
  expect((await mess('bill', 'show', '--month', '2025-05')).stdout.endsWith(`\n${line}`)).toBe(
    true,
  );
  expect((await mess('month', 'close', '--month', '2025-05')).stdout).toBe(
    `May 2025 is closed.\n${headIn(mess)}`,
  );
  expect(anchorIn(mess)).toMatch(/^14:/);
});

test('without an entry there is a head all the same', async () => {
  const mess = await createTwelve();
  plant(mess, ['delete from audit_entries', 'delete from audit_salts']);
  expect((await mess('audit', 'head')).stdout).toBe('Record 0 · 000000000000\n');
  expect(await findByCommand(mess)).toEqual([]);
});
