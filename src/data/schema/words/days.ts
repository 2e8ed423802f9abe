import type { TableWords } from './words.ts';

const CHANGED_BY = 'The entry of the record of changes that says who wrote it, and when.';

/** Who was present, and the files that say so. */
export const DAY_WORDS: Readonly<Record<string, TableWords>> = {
  attendance_marks: {
    about:
      'Marks of single days, of rolls that were called day by day and of students who said they would be away.',
    columns: {
      date: 'The day.',
      student_no: 'The student.',
      days_hundredths: 'What it counts: 0, 0.50 or 1.00 day.',
      is_away: '1 where the student said beforehand that they would be away.',
      is_called: '1 where the roll was called that day; only such marks count for the month.',
      changed_by: CHANGED_BY,
    },
  },
  mark_meanings: {
    about: 'What marks in files mean in this mess, where it has said so itself.',
    columns: {
      mark_key: 'The mark without regard to case, by which it is found.',
      mark: 'The mark, as it stands in files.',
      meaning: 'present, half, absent or off.',
      changed_by: CHANGED_BY,
    },
  },
  import_profiles: {
    about: 'How the files of a device or an office are read, kept under a name.',
    columns: {
      name_key: 'The name without regard to case, by which it is found.',
      name: 'The name.',
      kind: 'What such files are of: attendance, students, purchases or others.',
      options: 'What is said of their columns and values, in JSON.',
      changed_by: CHANGED_BY,
    },
  },
  attendance: {
    about: 'How many days each student was present in a month.',
    columns: {
      month: 'The month.',
      student_no: 'The student.',
      days_hundredths: 'The days, with two decimals: half a day is 0.50.',
      changed_by: CHANGED_BY,
      log_days:
        'Of a log of punches, which days they were on: a bit for each day of the month, the first lowest; empty for other figures.',
    },
  },
  attendance_history: {
    about: 'Figures of attendance that were replaced by others.',
    columns: {
      month: 'The month.',
      student_no: 'The student.',
      changed_by: CHANGED_BY,
      days_hundredths: 'The days that stood until then.',
      replaced_by: 'The entry of the record of changes that replaced it.',
      log_days: 'As in attendance.',
    },
  },
  imports: {
    about: 'Files that were imported, and what came of their rows.',
    columns: {
      no: 'The number of the import.',
      kind: 'What the file was of.',
      changed_by: CHANGED_BY,
      file: 'The name of the file.',
      sha256: 'The hash of its bytes, by which the same file is known again.',
      reading: 'What was said of how it is to be read.',
      layout: 'How its rows stand.',
      months: 'The months that it speaks of, with a blank between.',
      rows: 'How many rows it had.',
      inserted: 'How many of them were new.',
      updated: 'How many changed what was there.',
      unchanged: 'How many changed nothing.',
      rejected: 'How many were wrong, and left out.',
      undone_by: 'The entry of the record of changes that undid it; empty where it stands.',
      days: 'Which days of its months a log had, hexadecimal; empty for other files.',
    },
  },
};
