import { changedStudentDocument, STUDENT } from '../../documents/students.ts';
import type { StudentDetails } from '../../domain/students/student.ts';
import { changedRecordView } from '../page/records.ts';
import type { View } from '../page/view.ts';

/** A student after a change, and for people a sentence on what was done. */
export function changedStudentView(
  changed: { readonly student: StudentDetails; readonly warnings: readonly string[] },
  sentence: string,
): View {
  const document = changedStudentDocument(changed);
  return { ...changedRecordView(STUDENT, changed.student, sentence), json: () => document };
}
