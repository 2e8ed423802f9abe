import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { connectToServer, testServer } from '../../support/clone.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { serveMess } from '../serve-mess.ts';
import { blocksOf } from './serve-page.ts';
import { connectTo } from './sql-as.ts';

/** Makes the user with few rights as the page says, for the database of a test, and gives the mess as it has it. */
async function asServer(mess: TestMess, manages: boolean): Promise<TestMess> {
  if (mess.database.kind !== 'mysql') throw new TypeError('This is about servers.');
  const { name } = mess.database;
  const user = `serve_${randomBytes(4).toString('hex')}`;
  const [usual = '', owners = '', ...others] = await blocksOf('sql');
  expect(others).toEqual([]);
  const sql = (manages ? usual + owners : usual)
    .replaceAll('mess_serve', user)
    .replaceAll(' mess.', ` ${name}.`);
  const server = await connectToServer();
  await server.query(sql);
  await server.end();
  onTestFinished(async () => {
    const again = await connectToServer();
    await again.query(`drop user ${user}`);
    await again.end();
  });
  const password = encodeURIComponent('a long password');
  const databaseUrl = `mysql://${user}:${password}@127.0.0.1:${testServer().port}/${name}`;
  return Object.assign(mess, { databaseUrl });
}

const ROLL =
  'id,name,branch,phone\nS001,Asha Rao,CSE,9876543210\nS002,Vikram Singh,ME,9876543211\n';

/** What the office does in a month, by the commands that the web's operations are those of. */
const MONTH = [
  'student import roll.csv',
  'student import roll.csv',
  'student edit S002 --name "Vikram K Singh"',
  'student remove S002 --on 2025-06-30',
  'student restore S002',
  'attendance import days.csv --month 2025-05',
  'attendance import days-2.csv --month 2025-05',
  'attendance record S001 --month 2025-05 --days 27',
  'attendance clear S001 --month 2025-05',
  'attendance record S001 --month 2025-05 --days 28',
  'purchase heads add Spices --kind dividing',
  'purchase add --date 2025-05-03 --head Spices --amount 500',
  'purchase void 1 --reason mistyped --yes',
  'settings --accounts-from 2025-05',
  'charge kinds add "Guest meal" --counts-as guest --rate 60',
  'charge add S001 --month 2025-05 --kind "Guest meal" --amount 120',
  'bill register --month 2025-05 --total 60000',
  'bill revise --month 2025-05 --total 61000 --reason late --yes',
  'payment record S001 --amount 5000 --date 2025-06-01 --method cash',
  'month close --month 2025-05',
  'month reopen --month 2025-05 --reason late',
  'payment reverse 2025-26/0001 --reason bounced --yes',
  'settings --student-sign-in code',
  'student code S001',
  'settings --student-sign-in phone',
  'session revoke --of S001',
];

test('with the rights that the page names everything is served, and nothing else can be done', async () => {
  const mess = await createMess();
  const before = mess.databaseUrl;
  const serving = await asServer(mess, false);
  await mess.file('roll.csv', ROLL);
  await mess.file('days.csv', 'id,days\nS001,28\nS002,30\n');
  await mess.file('days-2.csv', 'id,days\nS001,26\nS002,30\n');
  const as = (url: string) => mess.with({ env: { MESS_HOME: mess.home, MESS_DATABASE_URL: url } });
  const { ask, signIn } = await serveMess(serving);
  const token = await signIn();
  expect(token).toMatch(/^[\w-]{43}$/);
  const refused: string[] = [];
  for (const line of MONTH) {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    const args = words.map((word) => (word.endsWith('.csv') ? `${mess.home}/${word}` : word));
    const isSettings = line.startsWith('settings');
    const { code, stderr } = await as(isSettings ? before : serving.databaseUrl)(...args);
    if (code !== 0) refused.push(`${line}: ${stderr}`);
  }
  expect(refused).toEqual([]);
  const added = await ask('/api/v1/students', {
    token,
    headers: { 'idempotency-key': '0b5cbd4e-6a0c-4f9a-9f57-2d2b6b0d1c11' },
    body: { id: 'S003', name: 'Dev Anand', branch: 'ME', phone: '9876543212' },
  });
  expect(added.status).toBe(201);
  const login = await ask('/studentlogin', { body: { st_id: 'S001', phone: '9876543210' } });
  expect(login.status).toBe(200);
  const history = await ask('/studentexpense/S001', { token: login.json.access_token });
  expect(history.json.expense_history).toHaveLength(1);

  const ruin = await connectTo(serving.databaseUrl);
  for (const sql of [
    'drop table shares',
    'truncate table audit_entries',
    'create table more (a int)',
    'alter table shares add column more int',
    'delete from audit_entries',
    "update audit_entries set subject = 'S002'",
    'update shares set amount_minor = 1',
    'delete from shares',
    'delete from bills',
    'update bills set total_minor = 1',
    'update ledger_entries set receipt_number = 1',
    'delete from ledger_postings',
    'delete from students',
    "update settings set value = 'USD' where `key` = 'currency'",
    "insert into settings (`key`, value) values ('late_fee', '1')",
    "update admins set role = 'owner'",
    "insert into admins (id_key, id, role, password_hash, created_at) values ('x', 'x', 'owner', 'x', 'x')",
    "insert into service_tokens (name) values ('x')",
    'update device_keys set secret = 1',
    'grant all on *.* to current_user()',
    "select 1 into outfile '/tmp/x'",
  ]) {
    const said = await ruin.query(sql).then(
      () => 'it was done',
      ({ errno }) => errno,
    );
    // Access, of a table, a column, a command, or the whole, is denied.
    expect({
      sql,
      said: [1044, 1045, 1142, 1143, 1227, 1370, 1410].includes(said) || said,
    }).toEqual({
      sql,
      said: true,
    });
  }
  await ruin.end();
});

test('with those for owners, admins, tokens and settings are managed', async () => {
  const mess = await createMess();
  const { databaseUrl } = await asServer(mess, true);
  const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: databaseUrl };
  const run = mess.with({ env, stdin: 'another long password' });
  const refused: string[] = [];
  for (const line of [
    'settings --name Yamuna',
    'admin add clerk --role clerk --password-stdin',
    'admin edit clerk --role viewer',
    'admin disable clerk --yes',
    'admin enable clerk',
    'admin token create gate --may import',
    'admin token revoke gate --yes',
    'settings --accounts-from 2025-05',
    'books close --through 2025-04-30 --yes',
  ]) {
    const { code, stderr } = await run(...line.split(' '));
    if (code !== 0) refused.push(`${line}: ${stderr}`);
  }
  expect(refused).toEqual([]);
});
