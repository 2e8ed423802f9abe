import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { openFile } from '../sqlite-file.js';

// What an import costs without the program around it: csv-parse to arrays, one transaction, one
// prepared upsert with the foreign key on.
//
// Usage: node references/import.js DATABASE FILE

const [path, file] = process.argv.slice(2);
const [, ...rows] = parse(readFileSync(file));

const db = openFile(path);
db.pragma('synchronous = FULL');
db.pragma('foreign_keys = ON');
const upsert = db.prepare(
  `insert into attendance (month, student_no, days_hundredths, changed_by)
   values (?, (select no from students where id_key = lower(?)), ?, 1)
   on conflict (month, student_no) do update
     set days_hundredths = excluded.days_hundredths, changed_by = excluded.changed_by`,
);
db.transaction(() => {
  for (const [id, month, days] of rows) upsert.run(month, id, Math.round(days * 100));
})();
db.close();
