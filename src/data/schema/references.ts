import type { Reference } from '../../domain/upkeep/table.ts';

/** @param columns with blanks between; they are called alike in the other table where no target is given */
export function refersTo(columns: string, table: string, target = columns): Reference {
  return { columns: columns.split(' '), table, target: target.split(' ') };
}

/** To the entry of the record of changes. */
export const toAudit = (column: string) => refersTo(column, 'audit_entries', 'sequence');

export const toStudent = refersTo('student_no', 'students', 'no');
