import type { Table } from '../../domain/upkeep/table.ts';

/** The record of changes: the salts before the entries, which are read with them. */
export const RECORD_TABLES: readonly Table[] = [
  {
    name: 'audit_salts',
    columns: { sequence: 'integer', salts: 'text' },
    primaryKey: ['sequence'],
    references: [],
    isCopied: true,
  },
  {
    name: 'audit_entries',
    columns: {
      sequence: 'integer',
      operation_id: 'text',
      at: 'text',
      actor_kind: 'text',
      actor_id: 'text',
      command: 'text',
      subject: 'text',
      month: 'text',
      before: 'text',
      after: 'text',
      previous_hash: 'text',
      hash: 'text',
    },
    primaryKey: ['sequence'],
    references: [],
    isCopied: true,
  },
];
