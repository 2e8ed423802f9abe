import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';

const MONTH = resolve('test/web/client/month.ts');

/** Whoever has the description has its types, by which a mistyped key is found before anything is sent. */
test.runIf(inject('isFull'))('a client is made from the description, and compiles', async () => {
  const { default: openapiTs, astToString } = await import('openapi-typescript');
  const { home } = await createMess();
  const folder = join(home, 'client');
  await mkdir(folder);
  const description = await readFile('docs/openapi.json', 'utf8');
  await writeFile(join(folder, 'api.ts'), astToString(await openapiTs(description)));
  await copyFile(MONTH, join(folder, 'month.ts'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const { compilerOptions } = JSON.parse(await readFile('tsconfig.json', 'utf8'));
  const options = { ...compilerOptions, incremental: false, types: [], lib: ['es2023', 'dom'] };
  const { tsBuildInfoFile: _, ...own } = options;
  const config = JSON.stringify({ compilerOptions: own, include: ['month.ts'] });
  await writeFile(join(folder, 'tsconfig.json'), config);
  const compile = () =>
    promisify(execFile)(process.execPath, [
      resolve('node_modules/typescript/bin/tsc'),
      ...['--project', folder],
    ]);
  await compile();
  const typed = await readFile(MONTH, 'utf8');
  await writeFile(
    join(folder, 'month.ts'),
    typed.replace('head, amount }', 'heads: head, amount }'),
  );
  await expect(compile()).rejects.toMatchObject({
    stdout: expect.stringContaining("'heads' does not exist"),
  });
});

test('a client that knows the description alone runs a month, and is told what the commands say', async () => {
  const mess = await createMess();
  await mess.do('settings --accounts-from 2025-05 --quiet');
  const { url } = await serveMess(mess);
  // Of what it imports there are only types, which are made for the test above.
  const { runMonth } = await import(/* @vite-ignore */ MONTH);
  const done = await runMonth(url, OWNER, PASSWORD);
  const { inserted, rejected, import: no } = done.imported;
  expect({ inserted, rejected, no }).toEqual({ inserted: 2, rejected: 0, no: 1 });
  expect(await mess.json('purchase', 'list', '--month', '2025-05')).toEqual(done.purchases);
  expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject(done.bill);
  expect(await mess.json('dues', 'list')).toEqual(done.dues);
  const { receipt } = done.payment;
  expect(await mess.json('payment', 'show', receipt)).toMatchObject({
    receipt,
    studentId: 'A/1',
    amount: done.payment.amount,
  });
  expect(await mess.json('payment', 'receipt', receipt)).toEqual(done.receipt);
});
