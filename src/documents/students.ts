import type { StudentDetails } from '../domain/students/student.ts';
import { documentMaker, type Fields } from './fields.ts';

export const STUDENT = {
  id: 'word',
  name: 'text',
  branch: 'text',
  phone: 'word',
  joined: 'day?',
  left: 'day?',
  email: 'word?',
  takesMessages: 'flag',
} as const satisfies Fields;

/** A student after a change. */
export function changedStudentDocument({
  student,
  warnings,
}: {
  readonly student: StudentDetails;
  readonly warnings: readonly string[];
}) {
  return { ...documentMaker(STUDENT)(student), warnings };
}
