/** How the values of a column are kept: `integer` within 2^53, `money` in minor units of any size. */
export type ColumnKind = 'text' | 'integer' | 'money';

export interface Table {
  readonly name: string;
  /** In the order of the schema. */
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly primaryKey: readonly string[];
  /** Which columns point where; the database itself may know of fewer. */
  readonly references: readonly Reference[];
  /** Sessions, and what guards signing in, belong to their database and are never copied. */
  readonly isCopied: boolean;
}

export interface Reference {
  readonly columns: readonly string[];
  readonly table: string;
  readonly target: readonly string[];
}

function refersTo(columns: string, table: string, target = columns): Reference {
  return { columns: columns.split(' '), table, target: target.split(' ') };
}

const toAudit = (column: string) => refersTo(column, 'audit_entries', 'sequence');
const toStudent = refersTo('student_no', 'students', 'no');

/** Every table that something of a mess is in, those first that others point to. */
export const TABLES: readonly Table[] = [
  {
    name: 'settings',
    columns: { key: 'text', value: 'text' },
    primaryKey: ['key'],
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
    },
    primaryKey: ['sequence'],
    references: [],
    isCopied: true,
  },
  {
    name: 'admins',
    columns: {
      id_key: 'text',
      id: 'text',
      role: 'text',
      password_hash: 'text',
      created_at: 'text',
      disabled_at: 'text',
    },
    primaryKey: ['id_key'],
    references: [],
    isCopied: true,
  },
  {
    name: 'students',
    columns: {
      no: 'integer',
      id_key: 'text',
      id: 'text',
      name: 'text',
      branch: 'text',
      phone: 'text',
      joined: 'text',
      left: 'text',
      entered_at: 'text',
      entered_by: 'integer',
    },
    primaryKey: ['no'],
    references: [toAudit('entered_by')],
    isCopied: true,
  },
  {
    name: 'sessions',
    columns: {
      token_hash: 'text',
      admin_key: 'text',
      student_no: 'integer',
      created_at: 'text',
      expires_at: 'text',
      last_used_at: 'text',
    },
    primaryKey: ['token_hash'],
    references: [refersTo('admin_key', 'admins', 'id_key'), toStudent],
    isCopied: false,
  },
  {
    name: 'sign_in_failures',
    columns: { kind: 'text', id_key: 'text', failures: 'integer', last_failed_at: 'text' },
    primaryKey: ['kind', 'id_key'],
    references: [],
    isCopied: false,
  },
  {
    name: 'attendance',
    columns: {
      month: 'text',
      student_no: 'integer',
      days_hundredths: 'integer',
      changed_by: 'integer',
    },
    primaryKey: ['month', 'student_no'],
    references: [toStudent, toAudit('changed_by')],
    isCopied: true,
  },
  {
    name: 'attendance_history',
    columns: {
      month: 'text',
      student_no: 'integer',
      changed_by: 'integer',
      days_hundredths: 'integer',
      replaced_by: 'integer',
    },
    primaryKey: ['month', 'student_no', 'changed_by'],
    references: [toStudent, toAudit('changed_by'), toAudit('replaced_by')],
    isCopied: true,
  },
  {
    name: 'bills',
    columns: {
      month: 'text',
      revision: 'integer',
      status: 'text',
      days_in_month: 'integer',
      total_minor: 'money',
      per_head_minor: 'money',
      fixed_minor: 'money',
      billed_minor: 'money',
      registered_at: 'text',
      operation_id: 'text',
      ended_reason: 'text',
      origin: 'text',
      roll_as_of: 'integer',
      ended_by: 'integer',
    },
    primaryKey: ['month', 'revision'],
    references: [
      refersTo('operation_id', 'audit_entries'),
      toAudit('roll_as_of'),
      toAudit('ended_by'),
    ],
    isCopied: true,
  },
  {
    name: 'shares',
    columns: {
      month: 'text',
      revision: 'integer',
      student_no: 'integer',
      id_then: 'text',
      days_hundredths: 'integer',
      dividing_minor: 'money',
      per_head_minor: 'money',
      fixed_minor: 'money',
      amount_minor: 'money',
    },
    primaryKey: ['month', 'revision', 'student_no'],
    references: [refersTo('month revision', 'bills'), toStudent],
    isCopied: true,
  },
  {
    name: 'imports',
    columns: {
      no: 'integer',
      kind: 'text',
      changed_by: 'integer',
      file: 'text',
      sha256: 'text',
      reading: 'text',
      layout: 'text',
      months: 'text',
      rows: 'integer',
      inserted: 'integer',
      updated: 'integer',
      unchanged: 'integer',
      rejected: 'integer',
      undone_by: 'integer',
    },
    primaryKey: ['no'],
    references: [toAudit('changed_by'), toAudit('undone_by')],
    isCopied: true,
  },
  {
    name: 'purchase_heads',
    columns: { no: 'integer', name_key: 'text', name: 'text', kind: 'text' },
    primaryKey: ['no'],
    references: [],
    isCopied: true,
  },
  {
    name: 'purchases',
    columns: {
      no: 'integer',
      date: 'text',
      head_no: 'integer',
      amount_minor: 'money',
      note: 'text',
      entered_by: 'integer',
      voided_by: 'integer',
      void_reason: 'text',
    },
    primaryKey: ['no'],
    references: [
      refersTo('head_no', 'purchase_heads', 'no'),
      toAudit('entered_by'),
      toAudit('voided_by'),
    ],
    isCopied: true,
  },
  {
    name: 'bill_heads',
    columns: {
      month: 'text',
      revision: 'integer',
      head_no: 'integer',
      purchases: 'integer',
      amount_minor: 'money',
    },
    primaryKey: ['month', 'revision', 'head_no'],
    references: [refersTo('month revision', 'bills'), refersTo('head_no', 'purchase_heads', 'no')],
    isCopied: true,
  },
  {
    name: 'closed_months',
    columns: { month: 'text', closed_by: 'integer', as_is_reason: 'text' },
    primaryKey: ['month'],
    references: [toAudit('closed_by')],
    isCopied: true,
  },
  {
    name: 'service_tokens',
    columns: {
      name_key: 'text',
      name: 'text',
      token_hash: 'text',
      created_at: 'text',
      expires_at: 'text',
      last_used_at: 'text',
    },
    primaryKey: ['name_key'],
    references: [],
    isCopied: false,
  },
];
