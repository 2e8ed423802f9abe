import { expect, inject, test } from 'vitest';
import { latestMigration } from '../../../src/data/schema/migrations.ts';
import { sealAll, sealEnd } from '../../support/books/backup.ts';
import { beginTrial } from '../../support/books/restore-trial.ts';

const onServer = inject('engine') === 'mariadb';

/** A change of the lines, and why it is refused. */
type Unfit = readonly [
  what: string,
  change: (lines: readonly string[]) => readonly string[],
  why: string,
];

/** Puts something else in the place of a text that is there. */
function replaced(from: string, to: string) {
  return (lines: readonly string[]) => {
    const text = lines.join('\n');
    const changed = text.replace(from, () => to);
    expect(changed, from).not.toBe(text);
    return changed.split('\n');
  };
}

/** Changes a cell of the first row of a table. */
function cell(table: string, column: string, value: unknown) {
  return (lines: readonly string[]) => {
    const head = headOf(lines, table);
    const row = JSON.parse(lines[head + 1] ?? '');
    row[JSON.parse(lines[head] ?? '').columns.indexOf(column)] = value;
    return lines.toSpliced(head + 1, 1, JSON.stringify(row));
  };
}

function headOf(lines: readonly string[], table: string): number {
  return lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
}

/** Puts a row in the place of the second one of a table, or behind the first. */
function rowOf(table: string, make: (first: string) => string, remove: 0 | 1) {
  return (lines: readonly string[]) => {
    const first = headOf(lines, table) + 1;
    return lines.toSpliced(first + 1, remove, make(lines[first] ?? ''));
  };
}

/** The lines of a table, from its head to its checksum. */
function partOf(lines: readonly string[], table: string): readonly [from: number, count: number] {
  const from = headOf(lines, table);
  return [from, lines.findIndex((line, at) => at > from && line.startsWith('{"rows"')) - from + 1];
}

async function expectUnfit(
  seal: (lines: readonly string[]) => string,
  cases: readonly Unfit[],
): Promise<void> {
  const { lines, refuse, finish } = await beginTrial();
  for (const [what, change, why] of cases) {
    expect(await refuse(what, seal(change(lines))), what).toBe(why);
  }
  await finish();
}

const NEWER = 'was made by a newer mess than this one';
const NO_BACKUP = 'is no backup of a mess';

test('lines of a newer program, or of something else', () =>
  expectUnfit(sealEnd, [
    ['version 2', replaced('"version":1', '"version":2'), NEWER],
    ['a later migration', replaced(latestMigration(), '999-more'), NEWER],
    ['version 0', replaced('"version":1', '"version":0'), NO_BACKUP],
    ['version in text', replaced('"version":1', '"version":"1"'), NO_BACKUP],
    ['no version', replaced('"version":1,', ''), NO_BACKUP],
    ['of something else', replaced('"mess":"backup"', '"mess":"roll"'), NO_BACKUP],
    ['without a migration', replaced(`,"migration":"${latestMigration()}"`, ''), NO_BACKUP],
    ['no header', (all) => all.slice(1), NO_BACKUP],
    ['no columns', replaced('"columns":["key","value"]', '"columns":7'), 'is damaged'],
    ['two headers', (all) => [...all.slice(0, 1), ...all], 'is damaged'],
  ]));

test('tables and columns that do not belong', () =>
  expectUnfit(sealAll, [
    [
      'an unknown table',
      replaced('"table":"imports"', '"table":"guests"'),
      'has a table where none belongs: guests',
    ],
    [
      'sessions',
      replaced('"table":"imports"', '"table":"sessions"'),
      'has a table where none belongs: sessions',
    ],
    [
      'the same table twice',
      (lines) => lines.toSpliced(1, 0, ...lines.slice(...endsOf(lines, 'settings'))),
      'has a table where none belongs: settings',
    ],
    [
      'an unknown column',
      replaced('"branch","phone"', '"branch","email"'),
      'has a column where none belongs: students.email',
    ],
    [
      'a column of every object',
      replaced('"branch","phone"', '"branch","constructor"'),
      'has a column where none belongs: students.constructor',
    ],
    [
      'a column twice',
      replaced('"branch","phone"', '"branch","name"'),
      'has a column where none belongs: students.name',
    ],
    [
      'the settings are missing',
      (lines) => lines.toSpliced(...partOf(lines, 'settings')),
      'lacks the settings of a mess',
    ],
    [
      'a time zone that is none',
      replaced('["time_zone","Asia/Kolkata"]', '["time_zone","Mars/Olympus"]'),
      'lacks the settings of a mess',
    ],
    [
      'nobody who could sign in',
      cell('admins', 'disabled_at', '2025-06-01T00:00:00.000Z'),
      'has no owner who could sign in',
    ],
    [
      'one setting is missing',
      (lines) => lines.toSpliced(headOf(lines, 'settings') + 1, 1),
      'lacks the settings of a mess',
    ],
  ]));

function endsOf(lines: readonly string[], table: string): readonly [number, number] {
  const [from, count] = partOf(lines, table);
  return [from, from + count];
}

test('counts, sums and checksums that are not those of the rows', () =>
  expectUnfit(sealEnd, [
    ['a count', replaced('{"rows":3,', '{"rows":4,'), 'is damaged in settings'],
    ['a sum', replaced('"total_minor":"100000"', '"total_minor":"100001"'), 'is damaged in bills'],
    ['a checksum', replaced('"sha256":"', '"sha256":"0'), 'is damaged in settings'],
    ['no sums', replaced(',"sums":{}', ''), 'is damaged'],
    ['sums that are no text', replaced('"sums":{}', '"sums":{"a":[[[]]]}'), 'is damaged'],
    ['a value', cell('students', 'name', 'Somebody Else'), 'is damaged in students'],
    ['an amount', cell('shares', 'amount_minor', '49000'), 'is damaged in shares'],
  ]));

test('values that are no plain ones', () =>
  expectUnfit(sealEnd, [
    [
      'an object that calls itself text',
      cell('students', 'name', { toString: 1, valueOf: 1 }),
      bad('students', 'name', 'a list or an object'),
    ],
    [
      'a deep list',
      cell('shares', 'amount_minor', JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`)),
      bad('shares', 'amount_minor', 'a list or an object'),
    ],
    ['text for money', cell('bills', 'billed_minor', 'abc'), bad('bills', 'billed_minor', 'abc')],
    [
      'a column that is no name',
      replaced('"branch","phone"', '"branch",{"toString":1}'),
      'is damaged',
    ],
  ]));

const bad = (table: string, column: string, shown: string) =>
  `has a bad value in ${table}: ${column} has a value that mess does not store: ${shown}`;

test('values of the wrong kind', () => {
  const money = (value: unknown, shown = String(value)): Unfit => [
    `money ${value}`,
    cell('bills', 'billed_minor', value),
    bad('bills', 'billed_minor', shown),
  ];
  const days = (value: unknown, shown = String(value)): Unfit => [
    `days ${value}`,
    cell('attendance', 'days_hundredths', value),
    bad('attendance', 'days_hundredths', shown),
  ];
  const name = (value: unknown, shown = String(value)): Unfit => [
    `name ${value}`,
    cell('students', 'name', value),
    bad('students', 'name', shown),
  ];
  const row = (make: (first: string) => string) => rowOf('students', make, 1);
  return expectUnfit(sealAll, [
    money(100500),
    money('007'),
    money('-0'),
    money('+1'),
    // One more than a database holds.
    money('9223372036854775808'),
    money('-9223372036854775809'),
    days('2850'),
    days(28.5),
    days(2 ** 53),
    days(true),
    days([1], 'a list or an object'),
    name(7),
    name(false),
    name('\ud800', '\\u{d800}'),
    ['a row too short', row(() => '[2,"s2"]'), 'has a row of another length in students'],
    [
      'a row too long',
      row((first) => first.replace('[', '[0,')),
      'has a row of another length in students',
    ],
  ]);
});

test('rows that contradict each other', () => {
  const contradiction = (table: string) => `contradicts itself in ${table}`;
  return expectUnfit(sealAll, [
    ['nothing where something must be', cell('students', 'name', null), contradiction('students')],
    ['a number twice', rowOf('students', (first) => first, 0), contradiction('students')],
    [
      'an id twice',
      rowOf('students', (first) => first.replace('[1', '[2'), 1),
      contradiction('students'),
    ],
    ['attendance of nobody', cell('attendance', 'student_no', 0), contradiction('attendance')],
    ['a share of nobody', cell('shares', 'student_no', 0), contradiction('shares')],
    ['a share of no bill', cell('shares', 'month', '2025-04'), contradiction('shares')],
    ['no bill', (lines) => lines.toSpliced(headOf(lines, 'bills') + 1, 1), contradiction('shares')],
    [
      'rows out of order',
      (lines) => {
        const [first = '', second = ''] = lines.slice(headOf(lines, 'students') + 1);
        return lines.toSpliced(headOf(lines, 'students') + 1, 2, second, first);
      },
      'cannot be stored as it is: students would be another',
    ],
    ...(onServer
      ? [
          [
            'too long',
            cell('students', 'name', 'x'.repeat(101)),
            contradiction('students'),
          ] as const,
          ['too many', cell('students', 'no', -1), contradiction('students')] as const,
        ]
      : []),
  ]);
});
