import type { Table } from '../../domain/upkeep/table.ts';
import { refersTo, toStudent } from './references.ts';

/** Of who is signed in, with what, and who tries to be. They point to admins and students. */
export const SIGN_IN_TABLES: readonly Table[] = [
  {
    name: 'sessions',
    columns: {
      token_hash: 'text',
      admin_key: 'text',
      student_no: 'integer',
      created_at: 'text',
      expires_at: 'text',
      last_used_at: 'text',
      place: 'text',
    },
    primaryKey: ['token_hash'],
    references: [refersTo('admin_key', 'admins', 'id_key'), toStudent],
    isCopied: false,
  },
  {
    name: 'one_time_codes',
    columns: {
      code_hash: 'text',
      admin_key: 'text',
      student_no: 'integer',
      created_at: 'text',
      expires_at: 'text',
    },
    primaryKey: ['code_hash'],
    references: [refersTo('admin_key', 'admins', 'id_key'), toStudent],
    isCopied: false,
  },
  {
    name: 'sign_in_attempts',
    columns: {
      kind: 'text',
      id_key: 'text',
      place: 'text',
      failures: 'integer',
      last_failed_at: 'text',
    },
    primaryKey: ['kind', 'id_key', 'place'],
    references: [],
    isCopied: false,
  },
  {
    name: 'device_keys',
    columns: { no: 'integer', secret: 'text' },
    primaryKey: ['no'],
    references: [],
    isCopied: false,
  },
  {
    name: 'student_secrets',
    columns: { student_no: 'integer', secret_hash: 'text', set_at: 'text' },
    primaryKey: ['student_no'],
    references: [toStudent],
    isCopied: true,
  },
  {
    name: 'student_sign_ins',
    columns: { no: 'integer', student_no: 'integer', at: 'text', by: 'text', place: 'text' },
    primaryKey: ['no'],
    references: [toStudent],
    isCopied: true,
  },
];
