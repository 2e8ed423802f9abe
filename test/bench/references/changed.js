import { writeFileSync } from 'node:fs';
import { openFile } from '../sqlite-file.js';

// What it costs to find the months that no longer match their live bill, without the program around
// it: one grouped query.
//
// Usage: node references/changed.js shares|attendance DATABASE [FILE]

const [which, path, file] = process.argv.slice(2);

const QUERIES = {
  // Compares every share with what is recorded now.
  shares: `
    select bills.month from bills
    join shares on shares.month = bills.month and shares.revision = bills.revision
    join students on students.no = shares.student_no
    left join attendance
      on attendance.month = shares.month and attendance.student_no = shares.student_no
    where bills.status = 'live'
      and (coalesce(attendance.days_hundredths, 0) <> shares.days_hundredths
        or not (coalesce(attendance.days_hundredths, 0) > 0
          or ((students.joined is null or substr(students.joined, 1, 7) <= bills.month)
            and (students.left is null or substr(students.left, 1, 7) >= bills.month))))
    group by bills.month`,
  // Asks only what attendance was written since: nothing of the roll.
  attendance: `
    select bills.month from bills
    join audit_entries on audit_entries.operation_id = bills.operation_id
    join (select month, max(changed_by) as changed_by from attendance group by month) as written
      on written.month = bills.month
    where bills.status = 'live' and written.changed_by > audit_entries.sequence`,
};

const db = openFile(path);
const months = db.prepare(QUERIES[which]).pluck().all();
db.close();
if (file !== undefined) writeFileSync(file, JSON.stringify(months));
