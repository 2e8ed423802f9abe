import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { insertAuditEntries } from '../../data/mess/audit.ts';
import type { Finding, VerifiedDatabase } from '../../domain/upkeep/finding.ts';
import { countFindings } from '../../domain/upkeep/report.ts';
import { InvalidInputError } from '../../errors.ts';

/** What of a backup may not hold: nothing, the chain of the record of changes, or anything. */
export type Acceptance = 'nothing' | 'broken record' | 'all findings';

/** Of the chain itself. */
const isOfRecord = ({ check }: Finding) => check.startsWith('audit_');

export function accepts(accepted: Acceptance, findings: readonly Finding[]): boolean {
  return (
    accepted === 'all findings' || (accepted === 'broken record' && findings.every(isOfRecord))
  );
}

/** A backup of which not everything holds. */
export class UnsoundBackupError extends InvalidInputError {
  readonly verified: VerifiedDatabase;

  /** @param verified the file in place of a database */
  constructor(verified: VerifiedDatabase) {
    const { database: file, findings } = verified;
    if (findings.every(isOfRecord)) {
      const sentence = `The record of changes in ${file} is not what was written. Nothing was written.`;
      super('broken_record', sentence, { about: { isBackup: true } });
    } else {
      const sentence = `${countFindings(findings.length)} in ${file}. Nothing was written.`;
      super('unsound_backup', sentence);
    }
    this.verified = verified;
  }
}

const MAX_NAMED = 100;

/** Writes down that a backup was taken as it is, and what of it did not hold. */
export async function recordAcceptance(
  trx: Knex.Transaction,
  file: string,
  at: Date,
  findings: readonly Finding[],
): Promise<void> {
  const entry = {
    operationId: randomUUID(),
    at: at.toISOString(),
    actorKind: 'database',
    actorId: null,
    command: 'db restore',
    subject: [...file].slice(-255).join(''),
    month: null,
    before: null,
    after: {
      ...(findings.some(isOfRecord) && { brokenRecordAccepted: true }),
      ...(!findings.every(isOfRecord) && { findingsAccepted: true }),
      findings: findings
        .slice(0, MAX_NAMED)
        .map(({ check, table, key, message }) => `${table} ${key}: ${check}: ${message}`),
    },
  };
  await insertAuditEntries(trx, [entry]);
}
