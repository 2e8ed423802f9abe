import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connectToServer, createDatabase, testServer } from '../../support/clone.ts';
import { attachMess, createHome, type TestMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { connectPast } from '../../support/server/connection.ts';
import { buildTemplate, PASSWORD } from '../../support/template.ts';

/** The users and rights of the page on servers, for a database of a test's own. */
async function createUsers(database: string) {
  const page = await readFile('docs/server-and-cluster.md', 'utf8');
  const sql = /```sql\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const suffix = randomBytes(4).toString('hex');
  const names = { mess_app: `app_${suffix}`, mess_owner: `owner_${suffix}` };
  const statements = sql
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => /^(CREATE USER|GRANT) /.test(statement))
    .map((statement) =>
      statement
        .replace('mess.*', `${database}.*`)
        .replaceAll('mess_app', names.mess_app)
        .replaceAll('mess_owner', names.mess_owner),
    );
  expect(statements).toHaveLength(4);
  const server = await connectToServer();
  await server.query(statements.join(';'));
  await server.end();
  onTestFinished(async () => {
    const again = await connectToServer();
    await again.query(`drop user ${names.mess_app}, ${names.mess_owner}`);
    await again.end();
  });
  return { app: names.mess_app, owner: names.mess_owner };
}

function as(mess: TestMess, user: string, password: string) {
  const { port } = testServer();
  const name = mess.database.kind === 'mysql' ? mess.database.name : '';
  const url = `mysql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
  return mess.file('config.json', JSON.stringify({ database: url }), 0o600);
}

test('the rights that the page on servers names are enough, each for its own', async () => {
  const database = await createDatabase();
  const { app, owner } = await createUsers(database.name);
  const mess = attachMess(await createHome(), database);

  // The one for every day cannot make the tables.
  await as(mess, app, 'a long password');
  const refused = await mess.with({ stdin: PASSWORD })(
    'init',
    '--admin',
    'warden',
    '--password-stdin',
  );
  expect(refused).toMatchObject({ code: 9, stdout: '' });
  expect(refused.stderr).toMatch(
    /^error: The user of mysql:\S+ lacks a right: CREATE command denied/,
  );

  await as(mess, owner, 'another long password');
  await buildTemplate(mess.home);

  await as(mess, app, 'a long password');
  await addMay(mess);
  await mess.do(
    'attendance record S001 --month 2025-05 --days 29',
    'attendance record S001 --month 2025-04 --days 3',
    'bill register --month 2025-05 --total 60000 --fixed 100',
    'bill void --month 2025-05 --reason test --yes',
    'bill register --month 2025-05 --per-head 3000',
    'bill revise --month 2025-05 --per-head 3100 --reason test --yes',
    'bill explain S001 --month 2025-05',
    'month close --month 2025-05',
    'month reopen --month 2025-05 --reason test',
    'student edit S002 --name "Vikram Singh"',
    'student remove S003 --on 2025-05-31',
    'student restore S003',
    'attendance show --month 2025-05',
    'expenses show S001',
    'status',
    'db status',
    'db verify',
    `db backup ${join(mess.home, 'a.backup')}`,
    'admin logout',
  );

  const past = connectPast(database);
  past.run("delete from knex_migrations where name = '012-bill-origin'");
  past.run('alter table bills drop column origin');
  past.close();
  const pending = await mess('db', 'migrate');
  expect(pending.code).toBe(9);
  expect(pending.stderr).toContain('CREATE command denied');
  await as(mess, owner, 'another long password');
  await mess.do('db migrate');
  await as(mess, app, 'a long password');
  expect((await mess('bill', 'list')).code).toBe(4);
});

test('who has the right to read alone reads, and is told which right a change lacks', async () => {
  const database = await createDatabase();
  const { app, owner } = await createUsers(database.name);
  const mess = attachMess(await createHome(), database);
  await as(mess, owner, 'another long password');
  await buildTemplate(mess.home);
  await addMay(mess);
  const server = await connectToServer();
  await server.query(`revoke all privileges on ${database.name}.* from ${app}`);
  await server.query(`grant select on ${database.name}.* to ${app}`);
  await server.end();
  await as(mess, app, 'a long password');
  // Later than the last use was noted: that it cannot be noted now must not matter.
  mess.now = new Date(mess.now.getTime() + 5 * 60_000);
  await mess.do(
    'status',
    'student list',
    'bill list',
    'expenses show S001',
    'db verify',
    `db backup ${join(mess.home, 'a.backup')}`,
  );
  for (const line of [
    ['attendance', 'record', 'S001', '--month', '2025-05', '--days', '3'],
    ['student', 'remove', 'S001', '--on', '2025-05-31', '--yes'],
  ]) {
    const { code, stdout, stderr } = await mess(...line);
    expect({ code, stdout }).toEqual({ code: 9, stdout: '' });
    expect(stderr).toMatch(
      /^error: The user of mysql:\S+ lacks a right: (INSERT, )?UPDATE command denied/,
    );
  }
});
