import { readFile } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { identify } from '../../../src/operations/access/sessions.ts';
import type { Mess } from '../../../src/operations/mess/mess.ts';
import { openMess } from '../../../src/operations/mess/open.ts';
import type { TestMess } from '../mess.ts';

/** The token of the session that the commands of a test have. */
export async function readToken(mess: TestMess): Promise<string> {
  return JSON.parse(await readFile(mess.sessionPath, 'utf8')).token;
}

/** A mess for operations, past the commands, with who is signed in there. Closed with the test. */
export async function openPast(
  mess: TestMess,
): Promise<{ readonly opened: Mess; readonly actor: Actor }> {
  const address = parseDatabaseAddress(mess.databaseUrl);
  const { mess: opened } = await openMess(address, () => mess.now);
  onTestFinished(() => opened.db.destroy());
  return { opened, actor: await identify(opened, await readToken(mess)) };
}
