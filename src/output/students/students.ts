import { studentDocument, studentSheet } from '../../documents/students.ts';
import type { StudentDetails } from '../../domain/students/student.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

export function studentListView(students: readonly StudentDetails[]): View {
  const document = () => students.map(studentDocument);
  return {
    json: document,
    csv: () => studentSheet(document()),
    text: function* (page) {
      if (students.length === 0) {
        yield 'No students.\n';
        return;
      }
      yield* renderTable(
        {
          columns: [
            { title: 'ID' },
            { title: 'Name', flexible: true },
            { title: 'Branch', flexible: true },
            { title: 'Phone' },
            { title: 'Joined' },
            { title: 'Left' },
          ],
          rows: students.map((student) => row(student).map((cell) => cell ?? '')),
        },
        page,
      );
    },
  };
}

/** @param sentence what was done to the student, when that is the answer */
export function studentView(student: StudentDetails, sentence?: string): View {
  const document = studentDocument(student);
  return {
    json: () => document,
    csv: () => studentSheet([document]),
    text: function* () {
      if (sentence !== undefined) {
        yield `${visible(sentence)}\n`;
        return;
      }
      const titles = ['ID', 'Name', 'Branch', 'Phone', 'Joined', 'Left'];
      for (const [index, cell] of row(student).entries()) {
        yield `${(titles[index] ?? '').padEnd(8)}${cell === null ? '-' : visible(cell)}\n`;
      }
    },
  };
}

function row({ id, name, branch, phone, joined, left }: StudentDetails): (string | null)[] {
  return [id, name, branch, phone, joined, left];
}
