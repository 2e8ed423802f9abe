import { expect, inject, test } from 'vitest';
import { TABLES } from '../../../src/data/schema/tables.ts';
import { createTwoBills, plant } from '../../support/books/planted.ts';
import { splitWords, type TestMess } from '../../support/mess.ts';
import { stepOf } from '../../support/strength.ts';
import { PASSWORD } from '../../support/template.ts';

type Breakage = readonly [what: string, ...statements: string[]];

const REFUSE =
  inject('engine') === 'sqlite'
    ? "begin select raise(abort, 'no'); end"
    : "for each row signal sqlstate '45000' set message_text = 'no'";

/** What somebody may have done to a table past the program. */
const OF_TABLES: readonly Breakage[] = TABLES.flatMap(({ name, columns, primaryKey }) => {
  const column = Object.keys(columns).find((each) => !primaryKey.includes(each)) ?? '';
  return [
    [`${name} is dropped`, `drop table ${name}`],
    [`${name}.${column} is renamed`, `alter table ${name} rename column "${column}" to "other"`],
    [
      `${name} is a view`,
      `alter table ${name} rename to other`,
      `create view ${name} as select 1 as "one"`,
    ],
    [`${name} takes no row`, `create trigger no before insert on ${name} ${REFUSE}`],
  ] satisfies Breakage[];
});

const OF_MIGRATIONS: readonly Breakage[] = [
  ['the table of migrations is dropped', 'drop table knex_migrations'],
  ['no migration is noted', 'delete from knex_migrations'],
  ['migrations have no names', 'alter table knex_migrations rename column name to "other"'],
  ['an unknown migration is noted', "insert into knex_migrations (name) values ('garbage')"],
  ['of imports there is one', 'create unique index one on imports (kind)'],
];

const SETTINGS: readonly (readonly [key: string, value: string | null])[] = [
  ['name', null],
  ['currency', null],
  ['currency', 'X'],
  ['currency', 'XQZ'],
  ['time_zone', null],
  ['time_zone', 'Mars'],
  ['time_zone', ''],
  ['day_starts', 'noon'],
  ['date_format', 'any'],
  ['student_sign_in', 'face'],
  ['admin_idle_minutes', 'many'],
  ['admin_session_hours', '-1'],
];

const OF_SETTINGS: readonly Breakage[] = SETTINGS.map(([key, value]) => [
  `the setting ${key} is ${value ?? 'missing'}`,
  `delete from settings where "key" = '${key}'`,
  ...(value === null ? [] : [`insert into settings ("key", value) values ('${key}', '${value}')`]),
]);

const COMMANDS = [
  'status',
  'doctor',
  'student list',
  'student add S900 --name Asha --branch CSE --phone 9876543299',
  'attendance show --month 2025-05',
  'attendance record S001 --month 2025-03 --days 3',
  'attendance import HOME/may.csv --month 2025-02',
  'purchase add --amount 120.50 --head Gas --date 2025-05-03',
  'bill register --month 2025-02 --per-head 3000',
  'bill show --month 2025-05',
  'expenses show S001',
  'month close --month 2025-04',
  'audit list',
  'admin token list',
  'db status',
  'db verify',
  'db backup HOME/a.backup --yes',
  'db copy --to HOME/copy.db',
  'student login S001 --phone-stdin',
  'admin login warden --password-stdin',
];

/** They say what is wrong and end with 1 for that. */
const LISTS_OF_FAULTS = ['doctor', 'db verify'];

/** Runs every command. @returns each that does anything but work, or say what is wrong and what helps */
async function findUnexplained(mess: TestMess): Promise<string[]> {
  const unexplained: string[] = [];
  for (const line of COMMANDS) {
    const stdin = line.startsWith('student') ? '9876543210' : PASSWORD;
    const { code, stderr } = await mess.with({ stdin })(
      ...splitWords(line.replace('HOME', mess.home)),
    );
    const isSaid = code === 9 && /^error: .+\.\nhint: .+\n$/m.test(stderr);
    const isListed = code === 1 && LISTS_OF_FAULTS.includes(line);
    // What could not be recorded before cannot be billed.
    const isFollowing = code === 6 && line.startsWith('bill register');
    // What is no mess is not copied.
    const isRefused = line.startsWith('db copy') && code === 6 && stderr.includes('\nhint: ');
    const isBug = /\bbug\b|^ +at /m.test(stderr);
    if (isBug || !(code === 0 || isSaid || isListed || isFollowing || isRefused)) {
      unexplained.push(`${line}: ${code} ${stderr}`);
    }
  }
  return unexplained;
}

test('what is said names what is changed, and what helps', async () => {
  const mess = await createTwoBills();
  plant(mess, ['alter table students drop column phone', 'drop table purchases']);
  expect(await mess('student', 'list')).toEqual({
    code: 9,
    stdout: '',
    stderr:
      `error: The tables of ${mess.label} are not those that mess makes: purchases: the table is missing.\n` +
      'hint: to see all that is changed: mess db verify; then put back your last backup: mess db restore FILE\n',
  });
  plant(mess, ["update settings set value = 'Mars' where \"key\" = 'time_zone'"]);
  expect(await mess('student', 'list')).toEqual({
    code: 9,
    stdout: '',
    stderr:
      'error: The mess cannot be used: the setting time_zone is not a time zone.\n' +
      'hint: put back your last backup: mess db restore FILE\n',
  });
});

/** A command that needs what was taken away says so; this asks no more than that it explains itself. */
test.each(
  [...OF_TABLES, ...OF_MIGRATIONS, ...OF_SETTINGS].filter((_, place) => place % stepOf(20) === 0),
)('%s: no command takes it for a bug', async (_, ...statements) => {
  const mess = await createTwoBills();
  await mess.file('may.csv', 'id,days\nS001,3\nS002,4\n');
  plant(mess, statements);
  expect(await findUnexplained(mess)).toEqual([]);
});
