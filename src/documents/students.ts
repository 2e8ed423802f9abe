import type { StudentDetails } from '../domain/students/student.ts';
import type { StudentDocument } from './schemas/students.ts';
import { type Columns, type Sheet, toSheet } from './sheet.ts';

export function studentDocument(student: StudentDetails): StudentDocument {
  const { id, name, branch, phone, joined, left } = student;
  return { id, name, branch, phone, joined, left };
}

const COLUMNS: Columns<StudentDocument> = {
  id: 'id',
  name: 'name',
  branch: 'branch',
  phone: 'phone',
  joined: 'joined',
  left: 'left',
};

export function studentSheet(students: readonly StudentDocument[]): Sheet {
  return toSheet(COLUMNS, students);
}
