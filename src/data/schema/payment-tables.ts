import type { Table } from '../../domain/upkeep/table.ts';
import { refersTo, toAudit, toStudent } from './references.ts';

/** The ledger, and the bank's files that it is written from: those first that others point to. */
export const PAYMENT_TABLES: readonly Table[] = [
  {
    name: 'ledger_entries',
    columns: {
      no: 'integer',
      date: 'text',
      money_date: 'text',
      kind: 'text',
      receipt_series: 'text',
      receipt_number: 'integer',
      month: 'text',
      method: 'text',
      reference: 'text',
      reference_key: 'text',
      note: 'text',
      reverses: 'integer',
      entered_by: 'integer',
    },
    primaryKey: ['no'],
    references: [toAudit('entered_by')],
    isCopied: true,
  },
  {
    name: 'ledger_postings',
    columns: {
      entry_no: 'integer',
      line: 'integer',
      account: 'text',
      student_no: 'integer',
      amount_minor: 'money',
    },
    primaryKey: ['entry_no', 'line'],
    references: [refersTo('entry_no', 'ledger_entries', 'no'), toStudent],
    isCopied: true,
  },
  {
    name: 'bank_lines',
    columns: {
      no: 'integer',
      import_no: 'integer',
      line: 'integer',
      account: 'text',
      account_digits: 'text',
      date: 'text',
      amount_minor: 'money',
      narration: 'text',
      reference: 'text',
      other_reference: 'text',
      payer: 'text',
      rule: 'text',
      entry_no: 'integer',
    },
    primaryKey: ['no'],
    references: [
      refersTo('import_no', 'imports', 'no'),
      refersTo('entry_no', 'ledger_entries', 'no'),
    ],
    isCopied: true,
  },
  {
    name: 'forgotten_payers',
    columns: { payer: 'text', through_entry: 'integer', forgotten_by: 'integer' },
    primaryKey: ['payer', 'through_entry'],
    references: [toAudit('forgotten_by')],
    isCopied: true,
  },
];
