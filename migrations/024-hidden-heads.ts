import type { Knex } from 'knex';

/** The audit entry that hid a head; null for one that new purchases may have. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasColumn('purchase_heads', 'hidden_by')) return;
  await db.schema.alterTable('purchase_heads', (table) => {
    table.integer('hidden_by').unsigned();
  });
}
