import { expect, test } from 'vitest';
import { TABLES } from '../../../src/data/schema/tables.ts';
import { listCommands } from '../../support/commands.ts';
import { attachMess, createHome, createMess, type TestMess } from '../../support/mess.ts';
import { passMs, SECOND_MS } from '../../support/records/sign-in.ts';
import { connectPast } from '../../support/server/connection.ts';
import { buildTemplate, PASSWORD } from '../../support/template.ts';

/**
 * Commands that only read, each with the options to try; of a missing thing too. Those that are not here
 * are tried bare.
 */
const READS: Readonly<Record<string, readonly string[]>> = {
  'student list': [
    '',
    '--all',
    '--left',
    '--branch Mathematics',
    '--search देवी',
    '--search s-1',
    '--search 98220',
    '--all --search RAO',
    '--search 👩🏽‍🚀',
    '--search %',
    '--search _',
  ],
  'student show': ['S001', 's001', 'X/2', '21cs014', 's-11', 'nobody'],
  'attendance show': ['2025-05', '2025-06', '2025-04', '2031-01'].map(
    (month) => `--month ${month}`,
  ),
  'attendance template': ['--month 2025-06', '--month 2025-06 --layout register'],
  'purchase list': ['--month 2025-05', '--month 2025-05 --all', '--month 2031-01'],
  'purchase heads': [''],
  'bill list': ['', '--all'],
  'bill show': [
    '--month 2025-04',
    '--month 2025-05',
    '--month 2025-06',
    '--month 2031-01',
    '--month 2025-05 --revision 1',
    '--month 2025-05 --revision 9',
  ],
  'bill history': ['--month 2025-05', '--month 2025-06', '--month 2031-01'],
  'bill explain': [
    'S001 --month 2025-05',
    's-10 --month 2025-05 --revision 1',
    'X/2 --month 2025-06',
    '21CS014 --month 2025-06 --revision 1',
    'S-09 --month 2025-03',
    's-11 --month 2025-06',
    'S001 --month 2031-01',
    'nobody --month 2025-05',
  ],
  'expenses show': [
    'S001',
    's-10',
    'X/2',
    '21CS014',
    '21CS033 --from 2025-05',
    '21CS033 --to 2025-05',
    's-11',
    'nobody',
  ],
  'audit list': ['--month 2031-01', '--by warden --on nobody'],
  'db status': [''],
  'db verify': [''],
};

const FILES: Readonly<Record<string, string>> = {
  'statement.csv': [
    'Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance',
    '03/06/25,UPI-ASHA-ASHA@OKAXIS-UTIB0000001-515412345601-MESS S001,0000515412345601,03/06/25,,"1,000.00","51,000.00"',
    '04/06/25,UPI-UNCLE-UNCLE@OKAXIS-UTIB0000001-515512345602-FEES,0000515512345602,04/06/25,,"2,000.00","53,000.00"',
    '',
  ].join('\n'),
  'more.csv': [
    'id,name,branch,phone',
    'S-11,"ठाकुर, मीरा 🌸",Mathematics,9822014001',
    's-12,Zoë Ångström,Mathematics,9822014002',
    'S-9,क्‍षमा 👩🏽‍🚀,ECE,9822014003',
    'ß1,Not an id,ECE,9822014004',
    '',
  ].join('\n'),
  'changed.csv':
    'id,name,branch,phone\ns-11,मीरा ठाकुर,Mathematics,9822014009\nS001,Asha Rao,CSE,9876543210\n',
  'april.csv': 'student_id,month,days_present\ns001,2025-04,12.5\nS-10,2025-04,30\nX/2,2025-04,0\n',
  'again.csv':
    'student_id,month,days_present\nS001,2025-04,13\ns-10,2025-04,30\nnobody,2025-04,3\n',
};

/** With its exit code, and what is typed into it. */
type Step = readonly [line: string, code: number, stdin?: string];

/** In order; `~` is the home. What is refused belongs to it. */
const MONTH: readonly Step[] = [
  ['admin login warden --password-stdin', 0, PASSWORD],
  ['student add S001 --name "Asha Rao" --branch CSE --phone 9876543210', 0],
  ['student add s-10 --name "सीता देवी" --branch CSE --phone +9779812345678', 0],
  [
    'student add X/2 --name "👩🏽‍🚀 Rao" --branch "Civil & Arch" --phone 9000000001 --joined 2025-05-12',
    0,
  ],
  ['student add 22CH024 --name "Imran Sheikh" --branch Chemical --phone 9422024738', 0],
  ['student add s001 --name "Another" --branch CSE --phone 9876543211', 8],
  ['student add S-10 --name "Another" --branch CSE --phone 9876543211', 8],
  ['student import fixtures/roll.csv', 0],
  ['student import fixtures/roll.csv', 0],
  ['student import ~/more.csv', 6],
  ['student import ~/more.csv --partial --yes', 6],
  ['student import ~/changed.csv', 6],
  ['student import ~/changed.csv --on-conflict update', 0],
  ['student edit S-9 --id S-09 --name "क्‍षमा"', 0],
  ['attendance record s001 --month 2025-05 --days 28.25', 0],
  ['attendance record S001 --month 2025-05 --days 29.5', 0],
  ['attendance record X/2 --month 2025-05 --days 20', 0],
  ['attendance record S-10 --month 2025-05 --days 32', 2],
  ['attendance import fixtures/attendance-2025-05-mistakes.csv', 6],
  ['attendance import fixtures/attendance-2025-05.csv', 0],
  ['attendance import fixtures/attendance-2025-05.csv', 0],
  ['attendance import ~/april.csv', 0],
  ['attendance import ~/again.csv --partial --yes', 6],
  ['attendance undo 3', 0],
  ['attendance undo 3', 8],
  ['attendance import fixtures/attendance-2025-06.csv', 0],
  ['attendance import fixtures/punches-2025-06.csv --date-format "DD/MM/YYYY HH:mm"', 0],
  ['attendance undo 4', 0],
  ['attendance import fixtures/register-2025-06.csv', 0],
  ['bill register --month 2025-05 --total 74000 --fixed 12500.01', 0],
  ['bill register --month 2025-05 --total 1', 8],
  ['bill void --month 2025-05 --reason "ग़लत रक़म 🙈" --yes', 0],
  ['bill register --month 2025-05 --total 90071992547409.91 --fixed 12500.01 --yes', 0],
  ['bill register --month 2025-04 --per-head 3000 --days 30', 0],
  ['bill register --month 2025-06 --per-head 2999.99 --total 10000 --days 28 --dry-run', 6],
  ['bill register --month 2025-06 --per-head 2999.99 --total 10000', 0],
  ['bill register --month 2025-03 --fixed 100', 0],
  ['attendance record S001 --month 2025-06 --days 7.75', 0],
  ['bill revise --month 2025-06 --total 9999.98 --dry-run', 0],
  ['bill revise --month 2025-06 --total 9999.98 --reason "gas came late" --yes', 0],
  ['bill revise --month 2025-06 --reason "the same again" --yes', 0],
  ['attendance record S001 --month 2025-06 --days 8', 0],
  ['attendance record S001 --month 2025-02 --days 3', 0],
  ['attendance clear S001 --month 2025-02', 0],
  ['attendance marks set WO off', 0],
  ['import-profiles add gate --columns student_id,timestamp,_ --not-students 901', 0],
  ['import-profiles edit gate --not-students 902', 0],
  ['attendance away S-10 --from 2025-07-02 --to 2025-07-03', 0],
  ['attendance today --date 2025-07-01 --absent S001 --half X/2', 0],
  ['purchase add --date 2025-07-01 --amount 90.01 --head gas --note "सिलेंडर"', 0],
  ['purchase import fixtures/purchases-2025-05.csv', 0],
  ['purchase void 3 12-13 --reason twice --yes', 0],
  ['bill register --month 2025-07 --from-purchases', 0],
  ['month close --month 2025-06', 8],
  ['month close --month 2025-04', 0],
  ['month close --month 2025-03', 0],
  ['month reopen --month 2025-03 --reason "ग़लत महीना"', 0],
  ['attendance record S001 --month 2025-04 --days 1', 8],
  ['bill revise --month 2025-04 --per-head 1 --reason x --yes', 8],
  ['student remove s-12 --on 2025-05-20', 0],
  ['student remove 21EC005', 0],
  ['student restore 21ec005', 0],
  ['admin add clerk --role viewer --password-stdin', 0, 'another good password'],
  ['admin add Deputy --role manager --password-stdin', 0, 'yet another password'],
  ['admin add CLERK --role viewer --password-stdin', 8, 'another good password'],
  ['admin edit deputy --role owner', 0],
  ['admin disable clerk', 0],
  ['admin login clerk --password-stdin', 4, 'another good password'],
  ['charge add S001 --month 2025-07 --kind guest --amount 50.25', 0],
  ['settings --accounts-from 2025-05', 0],
  ['opening set S001 --amount 250', 0],
  ['opening set S001 --amount=-1.5', 0],
  ['payment record S001 --amount 100 --method cash --month 2025-06', 0],
  ['payment reverse 2025-26/0001 --reason "was of another"', 0],
  ['payment import ~/statement.csv --yes', 0],
  ['payment suspense assign 2 S001', 0],
  ['payment payers forget uncle@okaxis', 0],
  ['export accounts set bank Assets:Bank:SBI', 0],
];

/** On a machine of the student's own. */
const AS_STUDENT: readonly Step[] = [
  ['student login S-10 --phone-stdin', 4, '9000000000'],
  ['student login S-10 --phone-stdin', 0, '+9779812345678'],
  ['whoami', 0],
  ['expenses show', 0],
  ['expenses show --from 2025-05', 0],
  ['bill explain --month 2025-05', 0],
  ['bill explain S001 --month 2025-05', 5],
  ['expenses show S001', 5],
  ['student list', 5],
];

interface Said {
  readonly line: string;
  readonly code: number;
  readonly stdout: unknown;
  readonly stderr: unknown;
}

/** Runs a command with `--json`, and tells what it said but for where the mess is. */
async function say(mess: TestMess, line: string, stdin = '', home = mess.home): Promise<Said> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
  const args = words.map((word) => (word ?? '').replace(/^~/, mess.home));
  const env = { MESS_HOME: home, MESS_DATABASE_URL: mess.databaseUrl };
  const { code, stdout, stderr } = await mess.with({ env, stdin })(...args, '--json');
  const parse = (text: string) => (text === '' ? text : JSON.parse(maskPlaces(mess, text)));
  return { line, code, stdout: parse(stdout), stderr: parse(stderr) };
}

function maskPlaces(mess: TestMess, text: string): string {
  return text.replaceAll(mess.label, 'DATABASE').replaceAll(mess.home, 'HOME');
}

async function play(mess: TestMess, steps: readonly Step[], home?: string): Promise<Said[]> {
  const said: Said[] = [];
  for (const [line, code, stdin] of steps) {
    passMs(mess, SECOND_MS);
    const result = await say(mess, line, stdin, home);
    expect(result, JSON.stringify(result)).toMatchObject({ code });
    said.push(result);
  }
  return said;
}

/** The whole month, and then every read command. */
async function playMonth(mess: TestMess) {
  for (const [name, content] of Object.entries(FILES)) await mess.file(name, content);
  mess.now = new Date('2025-07-02T06:30:00Z');
  const month = await play(mess, MONTH);
  const student = await play(mess, AS_STUDENT, await createHome());
  const reads: Said[] = [];
  const bare = (await listCommands()).filter(({ path, isRead }) => isRead && !(path in READS));
  expect(bare.length).toBeGreaterThan(5);
  const lines = [
    ...Object.entries(READS).flatMap(([path, all]) => all.map((each) => `${path} ${each}`)),
    ...bare.map(({ path }) => path),
  ];
  for (const line of lines) reads.push(await say(mess, line));
  return { month, student, reads, rows: readCopiedRows(mess) };
}

/** The rows that belong to the mess and not to its database, but for random ids and hashes. */
function readCopiedRows(mess: TestMess): Record<string, Record<string, unknown>[]> {
  const db = connectPast(mess.database);
  const copied = TABLES.filter(({ isCopied }) => isCopied).map(({ name, columns, primaryKey }) => {
    // As text, for money may be more than a number holds.
    const cells = Object.keys(columns).map((column) => `cast("${column}" as char) as "${column}"`);
    const keys = primaryKey.map((column) => `"${name}"."${column}"`);
    const rows = db.rows(`select ${cells.join(', ')} from "${name}" order by ${keys.join(', ')}`);
    return [name, rows] as const;
  });
  db.close();
  const tables = Object.fromEntries(copied);
  const operations = (tables.audit_entries ?? []).map(({ operation_id }) => operation_id);
  for (const row of Object.values(tables).flat()) {
    if ('operation_id' in row) row.operation_id = operations.indexOf(row.operation_id);
    if ('password_hash' in row) row.password_hash = typeof row.password_hash;
  }
  return JSON.parse(maskPlaces(mess, JSON.stringify(tables)));
}

/** What rests on random salts and ids, wherever it stands. */
const RANDOM = /^(?:hash|previous_hash|record|anchor|session)$/;

/** Of a secret, and of an import, whose file is in a home. */
const DIGESTS = /\\"(secret|import)\\":\\"[0-9a-f]{64}\\"/g;

function maskRandom<T>(value: T): T {
  const text = JSON.stringify(value, (key, each) => {
    if (typeof each !== 'string') return each;
    if (key === 'salts') return 'RANDOM';
    return RANDOM.test(key) ? each.replace(/[^:]+$/, 'RANDOM') : each;
  });
  return JSON.parse(text.replace(DIGESTS, 'RANDOM'));
}

/** A mess like the template's, in a file. */
async function createMessInFile(): Promise<TestMess> {
  const home = await createHome();
  await buildTemplate(home);
  return attachMess(home);
}

test('one month is the same in a file and on a server, in all that is said and stored', async () => {
  const [inFile, onServer] = await Promise.all([createMessInFile(), createMess()]);
  const [file, server] = await Promise.all([playMonth(inFile), playMonth(onServer)]);
  expect(maskRandom(server)).toEqual(maskRandom(file));
  // It was a month in which something happened.
  expect(file.rows.bills?.map(({ month, status }) => `${month} ${status}`)).toEqual([
    '2025-03 live',
    '2025-04 live',
    '2025-05 void',
    '2025-05 live',
    '2025-06 superseded',
    '2025-06 live',
    '2025-07 live',
  ]);
  expect(file.rows.bills?.[3]?.billed_minor).toBe('9007199255990992');
  const stale = file.reads.find(({ line }) => line === 'bill show --month 2025-06');
  expect(stale?.stdout).toMatchObject({ stale: true });
  const empty = Object.keys(file.rows).filter((table) => file.rows[table]?.length === 0);
  // Made with a code, which is another one each time, or by who has a secret; messages are sent by the clock.
  expect(empty).toEqual(['student_secrets', 'payment_claims', 'message_templates', 'messages']);
});
