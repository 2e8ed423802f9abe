import { requirePermission } from '../../auth/permissions.ts';
import { listAuditEntries } from '../../data/mess/audit.ts';
import type { Actor } from '../../domain/actor.ts';
import type { AuditFilter, StoredAuditEntry } from '../../domain/mess/audit.ts';
import type { Mess } from './mess.ts';

/**
 * The record of changes, oldest first. In entries of before they were masked phone numbers are as they
 * were entered, so whoever shows it masks them.
 */
export async function listAudit(
  mess: Mess,
  actor: Actor,
  filter: AuditFilter,
): Promise<StoredAuditEntry[]> {
  requirePermission(actor, 'see the record of changes');
  const entries: StoredAuditEntry[] = [];
  for await (const page of listAuditEntries(mess.db, filter)) entries.push(...page);
  return entries;
}
