import { requirePermission } from '../../auth/permissions.ts';
import { listKnownMonths, listUnbilledMonths } from '../../data/billing/months.ts';
import { hasStudents } from '../../data/students/students.ts';
import { findLastBackup } from '../../data/upkeep/last-backup.ts';
import type { Actor } from '../../domain/actor.ts';
import type { MessStatus } from '../../domain/upkeep/mess-status.ts';
import { dateIn, daysBetween } from '../../domain/values/date.ts';
import { listEmptyMonths, listOpenMonths } from '../billing/months.ts';
import { type Mess, today } from '../mess/mess.ts';
import { readTroubles } from '../messages/troubles.ts';
import { readAccountsStatus } from '../payments/accounts/status.ts';

export async function getStatus(mess: Mess, actor: Actor): Promise<MessStatus> {
  const signedIn = requirePermission(actor, 'see the status');
  const { name, currency, timeZone } = mess.settings;
  const lastBackupAt = (await findLastBackup(mess.db)) ?? null;
  return {
    mess: { name, currency, timeZone },
    signedIn,
    unbilledMonths: await listUnbilledMonths(mess.db),
    openMonths: await listOpenMonths(mess),
    emptyMonths: await listEmptyMonths(mess),
    begin: await findBeginning(mess),
    lastBackupAt,
    lastBackupDaysAgo:
      lastBackupAt === null
        ? null
        : daysBetween(dateIn(timeZone, new Date(lastBackupAt)), today(mess)),
    accounts: await readAccountsStatus(mess),
    messages: await readTroubles(mess.db, mess.now()),
  };
}

async function findBeginning({ db }: Mess): Promise<MessStatus['begin']> {
  if (!(await hasStudents(db))) return 'students';
  return (await listKnownMonths(db)).length === 0 ? 'attendance' : null;
}
