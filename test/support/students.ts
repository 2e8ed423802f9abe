import Database from 'better-sqlite3';
import type { TestMess } from './mess.ts';
import { START } from './template.ts';

export interface InsertedStudent {
  readonly id: string;
  readonly name: string;
  readonly branch?: string;
  readonly phone?: string;
}

/** Puts students into the database past the program and its parsers: many, or malformed ones. */
export function insertStudents(mess: TestMess, students: readonly InsertedStudent[]): void {
  const db = new Database(mess.databasePath);
  try {
    const insert = db.prepare(
      `insert into students (id_key, id, name, branch, phone, entered_at)
       values (lower(@id), @id, @name, @branch, @phone, @enteredAt)`,
    );
    const defaults = { branch: 'CSE', phone: '9876543210', enteredAt: START.toISOString() };
    db.transaction(() => {
      for (const student of students) insert.run({ ...defaults, ...student });
    })();
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
