import { onTestFinished } from 'vitest';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { openMess } from '../../../src/operations/mess/open.ts';
import { verifyMess } from '../../../src/operations/upkeep/verify.ts';
import type { TestMess } from '../mess.ts';

/**
 * Opens a mess to verify it many times without the price of a command each.
 *
 * @returns gives what does not hold as it is at each call
 */
export async function openToVerify(mess: TestMess): Promise<() => Promise<readonly unknown[]>> {
  const address = parseDatabaseAddress(mess.databaseUrl);
  const { mess: opened } = await openMess(address, () => mess.now);
  onTestFinished(() => opened.db.destroy());
  const whoever = { id: 'warden', expiresAt: '', tokenHash: '' };
  const owner = { kind: 'admin', role: 'owner', ...whoever } as const;
  return async () => (await verifyMess(opened, owner, () => {})).findings;
}
