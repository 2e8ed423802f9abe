import type { TestMess } from '../mess.ts';
import { connectPast } from '../server/connection.ts';
import { START } from '../template.ts';

export interface InsertedStudent {
  readonly id: string;
  readonly name: string;
  readonly branch?: string;
  readonly phone?: string;
}

/** Puts students into the database past the program and its parsers: many, or malformed ones. */
export function insertStudents(mess: TestMess, students: readonly InsertedStudent[]): void {
  const db = connectPast(mess.database);
  const enteredAt = START.toISOString();
  try {
    for (let start = 0; start < students.length; start += 1000) {
      const rows = students
        .slice(start, start + 1000)
        .map(({ id, name, branch = 'CSE', phone = '9876543210' }) => {
          return [id.toLowerCase(), id, name, branch, phone, enteredAt];
        });
      db.run(
        `insert into students (id_key, id, name, branch, phone, entered_at)
         values ${rows.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
        ...rows.flat(),
      );
    }
  } finally {
    db.close();
  }
}

/** Students S00001, S00002 and so on, each with a name of 100 characters. */
export function manyStudents(count: number): InsertedStudent[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `S${String(index + 1).padStart(5, '0')}`;
    return { id, name: `Student ${id} `.padEnd(100, 'x') };
  });
}
