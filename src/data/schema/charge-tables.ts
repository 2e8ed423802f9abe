import type { Table } from '../../domain/upkeep/table.ts';
import { refersTo, toAudit, toStudent } from './references.ts';

/** What students are charged beside the division of a bill. */
export const CHARGE_TABLES: readonly Table[] = [
  {
    name: 'charge_kinds',
    columns: {
      no: 'integer',
      name_key: 'text',
      name: 'text',
      counts_as: 'text',
      rate_minor: 'money',
      hidden_by: 'integer',
    },
    primaryKey: ['no'],
    references: [toAudit('hidden_by')],
    isCopied: true,
  },
  {
    name: 'charges',
    columns: {
      no: 'integer',
      month: 'text',
      student_no: 'integer',
      kind_no: 'integer',
      quantity_hundredths: 'integer',
      rate_minor: 'money',
      amount_minor: 'money',
      note: 'text',
      entered_by: 'integer',
      voided_by: 'integer',
      void_reason: 'text',
    },
    primaryKey: ['no'],
    references: [
      toStudent,
      refersTo('kind_no', 'charge_kinds', 'no'),
      toAudit('entered_by'),
      toAudit('voided_by'),
    ],
    isCopied: true,
  },
];
