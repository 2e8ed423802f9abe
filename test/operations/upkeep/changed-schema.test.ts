import { expect, inject, test } from 'vitest';
import { TABLES } from '../../../src/data/schema/tables.ts';
import { plant } from '../../support/books/planted.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { openUnguarded } from '../../support/sqlite/file.ts';

/** An edit of the schema past the program, and each line of what is found. */
type Edit = readonly [sql: string | readonly string[], ...lines: string[]];

/** What SQLite itself has no statement for: the definition of a table is another, and its rows as they were. */
function rewrite(table: string, from: string, to: string): string[] {
  const set = `sql = replace(sql, '${from.replaceAll("'", "''")}', '${to}')`;
  return ['pragma writable_schema = on', `update sqlite_schema set ${set} where name = '${table}'`];
}

const notMade = (what: string) => `schema: the ${what} was not made by mess`;

const IN_A_FILE: readonly Edit[] = [
  [
    'create trigger milder after insert on shares begin update shares set amount_minor = 0; end',
    `shares: ${notMade('trigger milder')}`,
  ],
  ['create table notes (text)', `notes: ${notMade('table')}`],
  ['create view absent as select * from students', `absent: ${notMade('table')}`],
  ['alter table students add room text', `students: ${notMade('column room')}`],
  [
    "alter table admins add loud text generated always as (upper(id) || ',') virtual",
    `admins: ${notMade('column loud')}`,
  ],
  ['drop index purchases_date', 'purchases: schema: the index purchases_date is missing'],
  [
    'drop index students_id_key_unique',
    'students: schema: the index students_id_key_unique is missing',
  ],
  ['create index by_phone on students (phone)', `students: ${notMade('index by_phone')}`],
  [
    ['drop index shares_student_no', 'create index shares_student_no on shares (id_then)'],
    'shares: schema: the index shares_student_no is on shares(id_then), not on shares(student_no)',
  ],
  [
    rewrite('mark_meanings', '`mark` varchar(40) not null', '`mark` integer'),
    'mark_meanings: schema: the column mark is integer, not varchar(40) not null',
  ],
  [
    rewrite('settings', '`key` varchar(64) not null', '`key` varchar(64) not null collate nocase'),
    'settings: schema: the column key is varchar(64) not null collate nocase, not varchar(64) not null',
  ],
  [
    rewrite('bills', "default 'computed'", "default ''recorded''"),
    "bills: schema: the column origin is varchar(16) not null default 'recorded', not varchar(16) not null default 'computed'",
  ],
  [
    rewrite('bill_heads', ', foreign key(`head_no`) references `purchase_heads`(`no`)', ''),
    'bill_heads: schema: the foreign key(head_no) references purchase_heads(no) is missing',
  ],
  [
    rewrite(
      'closed_months',
      ', primary key (`month`)',
      ', primary key (`month`), check (closed_by > 9)',
    ),
    `closed_months: ${notMade('check(closed_by > 9)')}`,
  ],
  [
    [
      'drop table import_profiles',
      'create table import_profiles (name_key varchar(160) not null, name varchar(40) not null, kind varchar(16) not null, options text not null, changed_by integer not null)',
    ],
    'import_profiles: schema: the primary key(name_key) is missing',
  ],
  [
    [
      'drop table last_backup',
      'create table last_backup ("NO"  Integer NOT null,[at] varchar( 24 ) not null , primary key(no)) without rowid',
    ],
    'last_backup: schema: it is a table (without rowid), not a table',
  ],
];

const ON_A_SERVER: readonly Edit[] = [
  [
    'create trigger milder before insert on shares for each row set new.amount_minor = 0',
    `shares: ${notMade('trigger milder')}`,
  ],
  [
    'create event nightly on schedule every 1 day do delete from shares',
    `: ${notMade('event nightly')}`,
  ],
  ['create table notes (text int)', `notes: ${notMade('table')}`],
  ['create view absent as select * from students', `absent: ${notMade('table')}`],
  ['alter table students add room text', `students: ${notMade('column room')}`],
  [
    'alter table admins add loud varchar(32) as (upper(id)) virtual',
    `admins: ${notMade('column loud')}`,
  ],
  [
    'alter table purchases drop index purchases_date',
    'purchases: schema: the index purchases_date is missing',
  ],
  [
    'alter table students drop index students_id_key_unique',
    'students: schema: the unique index students_id_key_unique is missing',
  ],
  ['create index by_phone on students (phone)', `students: ${notMade('index by_phone')}`],
  [
    'alter table imports drop index imports_kind_sha256, add index imports_kind_sha256 (kind)',
    'imports: schema: the index imports_kind_sha256 is (kind), not (kind, sha256)',
  ],
  [
    'alter table mark_meanings modify mark varchar(41)',
    'mark_meanings: schema: the column mark is varchar(41), not varchar(40) not null',
  ],
  [
    'alter table settings modify "key" varchar(64) collate utf8mb4_general_ci not null',
    'settings: schema: the column key is varchar(64) character set utf8mb4 collate utf8mb4_general_ci not null, not varchar(64) not null',
  ],
  [
    "alter table bills alter origin set default 'recorded'",
    "bills: schema: the column origin is varchar(16) not null default 'recorded', not varchar(16) not null default 'computed'",
  ],
  [
    'alter table attendance modify changed_by int not null',
    'attendance: schema: the column changed_by is int not null, not int unsigned not null',
  ],
  [
    'alter table bill_heads drop foreign key bill_heads_head_no_foreign, drop index bill_heads_head_no_foreign',
    'bill_heads: schema: the constraint bill_heads_head_no_foreign is missing',
  ],
  [
    [
      'alter table attendance_marks drop foreign key attendance_marks_student_no_foreign',
      'alter table attendance_marks add constraint attendance_marks_student_no_foreign foreign key (student_no) references students (no) on delete cascade',
    ],
    'attendance_marks: schema: the constraint attendance_marks_student_no_foreign is foreign key(student_no) references students(no) on delete cascade, not foreign key(student_no) references students(no)',
  ],
  [
    'alter table closed_months add constraint late check (closed_by > 9)',
    `closed_months: ${notMade('constraint late')}`,
  ],
  [
    'alter table import_profiles drop primary key',
    'import_profiles: schema: the primary key(name_key) is missing',
  ],
  [
    'alter table last_backup engine = MyISAM',
    'last_backup: schema: it is a table of myisam in utf8mb4_bin, not a table of innodb in utf8mb4_bin',
  ],
  [
    'alter table audit_salts default collate utf8mb4_general_ci',
    'audit_salts: schema: it is a table of innodb in utf8mb4_general_ci, not a table of innodb in utf8mb4_bin',
  ],
];

const IS_FILE = inject('engine') === 'sqlite';

const EDITS = IS_FILE ? IN_A_FILE : ON_A_SERVER;

const TABLE = IS_FILE ? 'table' : 'table of innodb in utf8mb4_bin';

const VIRTUAL: readonly Edit[] = IS_FILE
  ? [
      [
        ['drop table last_backup', 'create virtual table last_backup using rtree ("no", at, till)'],
        'last_backup: schema: it is a virtual table, not a table',
        ...['node', 'parent', 'rowid'].map((name) => `last_backup_${name}: ${notMade('table')}`),
      ],
    ]
  : [];

/** Changes the schema past the program, and past what SQLite itself would not let happen. */
function edit(mess: TestMess, statements: readonly string[]): void {
  if (mess.database.kind === 'mysql') {
    plant(mess, statements);
    return;
  }
  const db = openUnguarded(mess.databasePath);
  for (const sql of statements) db.prepare(sql).run();
  db.close();
}

interface Document {
  readonly tables: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly check: string;
    readonly table: string;
    readonly key: string;
    readonly message: string;
  }[];
}

/** What is found, a line each, and how many tables were looked at. */
async function verify(mess: TestMess) {
  const { code, stdout } = await mess('db', 'verify', '--json');
  const { tables, findings }: Document = JSON.parse(stdout);
  const lines = findings
    .filter(({ check }) => check !== 'storage')
    .map(({ check, table, key, message }) => `${table}${key}: ${check}: ${message}`);
  return { code, tables: Object.keys(tables).length, lines: lines.sort() };
}

const linesOf = (edits: readonly Edit[]) => edits.flatMap(([, ...lines]) => lines).sort();

test('every edit of the schema is seen', async () => {
  const mess = await createMess();
  edit(
    mess,
    EDITS.flatMap(([sql]) => sql),
  );
  expect(await verify(mess)).toEqual({ code: 1, tables: TABLES.length, lines: linesOf(EDITS) });
});

const UNREAD = ': schema: what is in the tables was not looked at';

test('where a table or a column is missing the rest is not looked at', async () => {
  const missing: readonly Edit[] = [
    ['drop table purchases', 'purchases: schema: the table is missing'],
    [
      'alter table mark_meanings rename to meanings',
      'mark_meanings: schema: the table is missing',
      `meanings: ${notMade('table')}`,
    ],
    [
      'alter table import_profiles drop column options',
      'import_profiles: schema: the column options is missing',
    ],
    [
      'alter table closed_months rename column closed_by to closer',
      'closed_months: schema: the column closed_by is missing',
      `closed_months: ${notMade('column closer')}`,
    ],
    [
      [
        'alter table attendance_history rename to olden',
        'create view attendance_history as select * from olden',
      ],
      `attendance_history: schema: it is a view, not a ${TABLE}`,
      `olden: ${notMade('table')}`,
    ],
    ...VIRTUAL,
  ];
  const mess = await createMess();
  edit(
    mess,
    missing.flatMap(([sql]) => sql),
  );
  expect(await verify(mess)).toEqual({
    code: 1,
    tables: 0,
    lines: [UNREAD, ...linesOf(missing)],
  });
});
