import { expect, test } from 'vitest';
import { makeOlder } from '../../support/books/older.ts';
import { plant } from '../../support/books/planted.ts';
import { createMess } from '../../support/mess.ts';
import { anchorIn } from '../../support/records/audit.ts';
import { addHistory } from '../../support/records/history.ts';
import { trySignIn } from '../../support/records/sign-in.ts';

const BEFORE_CHAIN = '026-mark-meanings';

test('entries of before the chain are made one of, and sealed', async () => {
  const mess = await createMess();
  await addHistory(mess, 150, 7);
  // What nothing but a hand can have written is sealed as it is.
  plant(mess, [
    `update audit_entries set "before" = 'no json', "after" = ' {"name":"A","phone":"1"}' where "sequence" = 5`,
  ]);
  const entries = mess.rows('select * from audit_entries').length;
  expect(entries).not.toBe(100);
  const older = await makeOlder(mess, BEFORE_CHAIN);
  expect(await older('db', 'migrate')).toMatchObject({ code: 0 });
  await trySignIn(older);
  expect(anchorIn(older)).toMatch(new RegExp(`^${entries + 2}:`));
  expect(await older('audit', 'verify')).toMatchObject({ code: 0, stderr: '' });
  const [seal] = await older.json<object[]>('audit', 'list', '--last', '2');
  const hashes = older.rows<{ hash: string }>(
    `select hash from audit_entries where "sequence" = ${entries}`,
  );
  expect(seal).toMatchObject({
    sequence: entries + 1,
    command: 'db migrate',
    subject: 'record of changes',
    after: { entries, hash: hashes[0]?.hash },
  });
  const salts = older.rows<{ salts: string }>('select salts from audit_salts');
  expect(salts.length).toBeGreaterThan(3);
  // Once sealed, a phone number in an entry of before is not changed unseen.
  const [changed] = older.rows<{ sequence: number }>(
    'select min("sequence") as "sequence" from audit_salts',
  );
  plant(older, [
    `update audit_entries set "after" = replace("after", '"phone":"', '"phone":"9') where "sequence" = ${changed?.sequence}`,
  ]);
  const found = await older('audit', 'verify', '--json');
  expect(JSON.parse(found.stdout).findings).toMatchObject([
    { check: 'audit_altered', key: String(changed?.sequence) },
  ]);
});
