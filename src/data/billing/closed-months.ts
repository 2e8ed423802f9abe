import type { Knex } from 'knex';
import type { ClosedMonth } from '../../domain/billing/month-state.ts';
import type { Month } from '../../domain/values/month.ts';

export async function insertClosedMonth(
  trx: Knex.Transaction,
  closed: {
    readonly month: Month;
    readonly auditSequence: number;
    readonly asIsReason: string | null;
  },
): Promise<void> {
  await trx('closed_months').insert({
    month: closed.month,
    closed_by: closed.auditSequence,
    as_is_reason: closed.asIsReason,
  });
}

export async function deleteClosedMonth(trx: Knex.Transaction, month: Month): Promise<void> {
  await trx('closed_months').where({ month }).delete();
}

/** In order. */
export async function listClosedMonths(db: Knex): Promise<ClosedMonth[]> {
  return (await select(db)).map(fromRow);
}

export async function findClosedMonth(db: Knex, month: Month): Promise<ClosedMonth | undefined> {
  const [row] = await select(db).where('closed_months.month', month);
  return row && fromRow(row);
}

interface ClosedRow {
  month: Month;
  as_is_reason: string | null;
  at: string;
  actor_id: string | null;
}

function select(db: Knex): Knex.QueryBuilder<object, ClosedRow[]> {
  return db('closed_months')
    .join('audit_entries', 'audit_entries.sequence', 'closed_months.closed_by')
    .orderBy('closed_months.month')
    .select(
      'closed_months.month',
      'closed_months.as_is_reason',
      'audit_entries.at',
      'audit_entries.actor_id',
    );
}

function fromRow(row: ClosedRow): ClosedMonth {
  return {
    month: row.month,
    at: row.at,
    by: row.actor_id,
    asIsReason: row.as_is_reason,
  };
}
