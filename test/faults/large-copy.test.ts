import { onTestFinished, test } from 'vitest';
import { copyThereAndBack, monthsBefore } from '../support/records/large.ts';
import { createDatabaseOn } from '../support/server/private-server.ts';
import { findMariadbd, startMariaDb } from '../support/server/server.js';

test('20,000 students and 24 months are the same from a file to a server and back', async (ctx) => {
  if (findMariadbd() === undefined) ctx.skip('mariadbd is not installed');
  const server = await startMariaDb();
  onTestFinished(() => server.stop());
  await copyThereAndBack(await createDatabaseOn(server), 20_000, monthsBefore(24));
});
