import { expect, test } from 'vitest';
import { createMessNow } from '../../support/process.ts';
import { addFourStudents } from '../../support/records/month.ts';
import { serveInProcess } from '../serve-process.ts';
import { expectOneMess } from './several.ts';

test.each([2, 3])('%i servers of one database are one mess to their clients', async (count) => {
  const mess = await createMessNow();
  await addFourStudents(mess);
  await mess.do('settings --accounts-from 2025-05');
  const servers = await Promise.all(Array.from({ length: count }, () => serveInProcess(mess.home)));
  await expectOneMess(mess, servers);
  for (const server of servers) {
    server.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0 });
  }
});
