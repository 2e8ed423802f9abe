import type { Table } from '../../domain/upkeep/table.ts';
import { toAudit, toStudent } from './references.ts';

/** What was sent to whom. */
export const MESSAGE_TABLES: readonly Table[] = [
  {
    name: 'messages',
    columns: {
      no: 'integer',
      kind: 'text',
      about: 'text',
      revision: 'integer',
      student_no: 'integer',
      channel: 'text',
      again_no: 'integer',
      state: 'text',
      attempts: 'integer',
      next_try: 'text',
      reason: 'text',
      message_id: 'text',
      changed_at: 'text',
      queued_by: 'integer',
    },
    primaryKey: ['no'],
    references: [toStudent, toAudit('queued_by')],
    isCopied: true,
  },
];
