import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { insertAuditEntries } from '../../data/mess/audit.ts';
import type { Finding, VerifiedRecord } from '../../domain/upkeep/finding.ts';
import { InvalidInputError } from '../../errors.ts';

/** A record of changes that is not the chain that was written. */
export class BrokenRecordError extends InvalidInputError {
  readonly findings: readonly Finding[];

  constructor(file: string, { findings }: VerifiedRecord) {
    super(
      'broken_record',
      `The record of changes in ${file} is not what was written. Nothing was written.`,
      { about: { isBackup: true }, details: { findings } },
    );
    this.findings = findings;
  }
}

const MAX_NAMED = 100;

/** Writes down that a broken record was taken as it is, and what of it did not hold. */
export async function recordAcceptance(
  trx: Knex.Transaction,
  file: string,
  at: Date,
  { findings }: VerifiedRecord,
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
      brokenRecordAccepted: true,
      findings: findings
        .slice(0, MAX_NAMED)
        .map(({ check, key, message }) => `${check} ${key}: ${message}`),
    },
  };
  await insertAuditEntries(trx, [entry]);
}
