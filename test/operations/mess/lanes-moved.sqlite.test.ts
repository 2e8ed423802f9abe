import { cp, rename } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { openLanes } from '../../../src/operations/mess/lanes.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { connectPast } from '../../support/server/connection.ts';

/** What the lanes of a mess say it is called, or why they do not. */
async function openToAsk(mess: TestMess): Promise<() => Promise<string>> {
  const address = parseDatabaseAddress(mess.databaseUrl);
  const lanes = await openLanes(address, () => mess.now, { readers: 2, signers: 1 });
  onTestFinished(() => lanes.close());
  const nameOf = async ({ settings }: { readonly settings: { readonly name: string } }) =>
    settings.name;
  return async () => {
    const [read, written] = await Promise.all([
      lanes.read(nameOf).catch((error) => error.message),
      lanes.write(nameOf).catch((error) => error.message),
    ]);
    return read === written ? read : `${read} / ${written}`;
  };
}

/** Within a second it is noticed. */
const soon = (ask: () => Promise<string>) => expect.poll(ask, { timeout: 10_000 });

test('a file that was moved away is missed, and found again when it is back', async () => {
  const mess = await createMess();
  const ask = await openToAsk(mess);
  const away = `${mess.databasePath}.away`;
  await rename(mess.databasePath, away);
  await soon(ask).toBe(`There is no mess at ${mess.databasePath}.`);
  await rename(away, mess.databasePath);
  await soon(ask).toBe('Ganga Mess');
});

test('another file in its place is opened anew', async () => {
  const mess = await createMess();
  const other = await createMess();
  await other.do('settings --name "Yamuna Mess"');
  const ask = await openToAsk(mess);
  await cp(other.databasePath, `${mess.databasePath}.other`);
  await rename(`${mess.databasePath}.other`, mess.databasePath);
  await soon(ask).toBe('Yamuna Mess');
});

test('tables that another program changes are not worked on, as long as they are another’s', async () => {
  const mess = await createMess();
  const ask = await openToAsk(mess);
  const db = connectPast(mess.database);
  db.run("insert into knex_migrations (name) values ('999-of-another')");
  await soon(ask).toBe(`${mess.databasePath} was made by a newer mess than this one.`);
  db.run("delete from knex_migrations where name = '999-of-another'");
  await soon(ask).toBe('Ganga Mess');
  db.run('delete from knex_migrations where name = (select max(name) from knex_migrations)');
  await soon(ask).toContain(
    'was made by an older mess: its tables are to be brought up to date first.',
  );
  db.close();
});
