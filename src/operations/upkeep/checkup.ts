import { findNewestEntryTime } from '../../data/mess/audit.ts';
import { getSettings } from '../../data/mess/settings.ts';
import { checkServersOf, connectMess, type OpenOptions } from '../../data/open.ts';
import { schemaState } from '../../data/schema/migrations.ts';
import { describeEngine, findCertificateEnd } from '../../data/upkeep/engine.ts';
import { findLastBackup } from '../../data/upkeep/last-backup.ts';
import { isExpired, type ServiceToken, WARN_BEFORE_MS } from '../../domain/access/service-token.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  type Check,
  checkBackupAge,
  checkCertificate,
  checkClock,
  checkMessages,
  checkTables,
} from '../../domain/upkeep/checkup.ts';
import { type DatabaseAddress, describeAddress } from '../../domain/values/database-address.ts';
import { dateIn, dateTimeIn, storedTimeIn } from '../../domain/values/date.ts';
import { listServiceTokens } from '../access/service-tokens.ts';
import type { Mess } from '../mess/mess.ts';
import { readTroubles } from '../messages/troubles.ts';

/**
 * Looks at a database as whoever holds it sees it: whether there is a mess, and of which program. Needs
 * no sign-in, and changes nothing.
 *
 * @throws MessError there is no mess, or it cannot be reached
 */
export async function examineDatabase(
  address: DatabaseAddress,
  options: OpenOptions,
  now: Date,
): Promise<Check[]> {
  const db = await connectMess(address, options);
  try {
    const engine = await describeEngine(db);
    const { timeZone } = await getSettings(db);
    const say = (at: Date) => dateTimeIn(timeZone, at);
    const schema = await schemaState(db);
    const message = `There is a mess in ${describeAddress(address)}, kept by ${engine}.`;
    const checks: Check[] = [{ check: 'database', state: 'ok', message }];
    for (const { fault } of await checkServersOf(address, options)) {
      if (fault !== null) checks.push({ check: 'server', state: 'attention', message: fault });
    }
    const certificateEnd = await findCertificateEnd(db);
    if (certificateEnd !== undefined) checks.push(checkCertificate(certificateEnd, now));
    checks.push(checkTables(schema, address.kind === 'sqlite'));
    checks.push(checkClock(await findNewestEntryTime(db), now, say));
    // What is noted of backups and messages is in tables that an older mess has not.
    if (schema.pending.length === 0) {
      checks.push(checkBackupAge(await findLastBackup(db), now, say));
      const sayStored = (at: string) => storedTimeIn(timeZone, at);
      checks.push(...checkMessages(await readTroubles(db, now), now, sayStored));
    }
    return checks;
  } finally {
    await db.destroy();
  }
}

/**
 * Looks at the service tokens.
 *
 * @throws NotSignedInError
 * @throws NotAllowedError
 */
export async function examineTokens(mess: Mess, actor: Actor): Promise<Check[]> {
  const tokens = await listServiceTokens(mess, actor);
  const soon = new Date(mess.now().getTime() + WARN_BEFORE_MS);
  const ending = tokens.filter(({ expiresAt }) => isExpired(expiresAt, soon));
  if (ending.length === 0) {
    const count = tokens.length === 1 ? '1 service token' : `${tokens.length} service tokens`;
    return [{ check: 'tokens', state: 'ok', message: `${count}, none near its end.` }];
  }
  return ending.map(({ name, expiresAt, status }: ServiceToken) => {
    const day = dateIn(mess.settings.timeZone, new Date(expiresAt));
    const verb = status === 'expired' ? 'expired' : 'expires';
    const message = `The service token ${name} ${verb} on ${day}.`;
    return { check: 'tokens', state: 'attention', message };
  });
}
