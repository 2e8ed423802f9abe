import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { addEverything } from '../../support/books/everything.ts';
import { createMess } from '../../support/mess.ts';

test('x', async () => {
  const mess = await createMess();
  await addEverything(mess);
  const a = await mess('export', 'journal', '--with-purchases');
  console.log(a.code, a.stderr);
  writeFileSync('/tmp/export-deb/a.journal', a.stdout);
  const b = await mess('export', 'journal', '--with-purchases', '--format', 'beancount');
  console.log(b.code, b.stderr);
  writeFileSync('/tmp/export-deb/a.beancount', b.stdout);
  console.log((await mess('export', 'accounts')).stdout);
  console.log((await mess('export', 'accounts', 'set', 'cash', 'Assets:Tin')).stdout);
  console.log((await mess('export', 'accounts', 'reset')).stdout);
  for (const f of ['csv', 'html'])
    console.log((await mess('export', 'journal', '--format', f)).stderr);
  console.log((await mess('student', 'list', '--format', 'hledger')).stderr);
  console.log((await mess('export', 'accounts', 'set', 'cash', 'Assets:Receivable:x')).stderr);
  console.log((await mess('export', 'accounts', 'set', 'cash', 'Assets:Receivable:X')).stderr);
}, 60000);
