import { documentMaker } from '../../documents/fields.ts';
import { STUDENT } from '../../documents/students.ts';
import type { StudentDetails } from '../../domain/students/student.ts';
import { changedRecordView } from '../page/records.ts';
import type { View } from '../page/view.ts';

/** A student after a change, and for people a sentence on what was done. */
export function changedStudentView(
  { student, warnings }: { student: StudentDetails; warnings: readonly string[] },
  sentence: string,
): View {
  const document = { ...documentMaker(STUDENT)(student), warnings };
  return { ...changedRecordView(STUDENT, student, sentence), json: () => document };
}
