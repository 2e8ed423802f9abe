import { ATTENDANCE_LAYOUTS } from '../../domain/attendance/figures.ts';
import { nameSome } from '../../domain/values/text.ts';
import { shellWord } from '../shell-word.ts';
import type { Hints } from './hint.ts';
import { LAYOUT_OPTIONS } from './options.ts';

const IMPORT_OF: Readonly<Record<string, string>> = {
  attendance: 'attendance',
  students: 'student',
  purchases: 'purchase',
};

const NUMBERS = 'mess purchase list --month MONTH shows the numbers of a month';

/** Of students, attendance and purchases, and of the files with them. */
export const RECORD_HINTS = {
  unknown_student: ({ near }) =>
    near.length === 0
      ? 'mess student list --all'
      : `did you mean ${near.map(({ id, name }) => `${id} ${name}`).join(' or ')}?`,
  id_taken: ({ id, left }) =>
    left === null
      ? `mess student show ${id}`
      : `${id} left on ${left}; to take them back: mess student restore ${id}`,
  id_moved: ({ id }) => `mess student edit ${id} --id NEW`,
  student_left: ({ id }) =>
    `mess student remove ${id} --on DATE corrects the day, mess student restore ${id} takes them back`,
  student_has_figures: ({ id }) =>
    `mess student remove ${shellWord(id)} --on DATE takes them off the roll; the month of leaving is still billed`,
  student_present: ({ id }) => `mess student remove ${id} --on DATE`,
  student_anonymised: ({ id }) =>
    `somebody else has another id, or gets this one after: mess student edit ${id} --id OLD-${id}`,
  not_on_roll: ({ id }) =>
    `mess student show ${id}; mess attendance today --beyond-membership marks the day all the same`,
  beyond_membership:
    'correct the days, or with mess student edit or remove the date; --beyond-membership records them all the same',
  nothing_recorded: ({ month }) => `mess attendance show --month ${month}`,
  unlikely: 'check it; if it is right, give --unlikely',
  figures_recorded: ({ month, id, during }) => {
    const correct = `mess attendance record ${shellWord(id)} --month ${month} --days DAYS`;
    return during === 'absence'
      ? `to record how many days are left: ${correct}`
      : `${correct} corrects a figure; --replace of mess attendance today lets the marks take its place`;
  },
  days_marked: ({ month }) =>
    `mess attendance days --month ${month} shows the marks; --replace drops them`,
  unknown_purchase: NUMBERS,
  too_many_numbers: NUMBERS,
  purchase_void: ({ month }) => `mess purchase list --month ${month} --all`,
  unknown_head: ({ nearest }) =>
    nearest === undefined
      ? 'mess purchase heads, or for a new one: mess purchase heads add NAME'
      : `is it ${nearest}? All of them: mess purchase heads`,
  unknown_branch: ({ nearest }) =>
    nearest === undefined
      ? 'mess student list shows the branches'
      : `is it ${nearest}? mess student list shows the branches`,
  unknown_mark: ({ isDefault }) =>
    isDefault
      ? 'to give it another meaning: mess attendance marks set MARK MEANING'
      : 'mess attendance marks lists all',
  unknown_profile: ({ nearest, names }) => {
    if (names.length === 0) return 'there is none yet: mess import-profiles add NAME';
    return nearest === undefined
      ? `there is ${nameSome(names)}: mess import-profiles`
      : `is it ${nearest}? All of them: mess import-profiles`;
  },
  profile_exists: ({ name }) =>
    `mess import-profiles edit ${shellWord(name)} changes it; --replace takes its place`,
  unfit_profile: ({ name, kind }) =>
    `mess ${IMPORT_OF[kind] ?? 'attendance'} import FILE --profile ${shellWord(name)}`,
  head_exists: ({ hidden }) =>
    hidden === undefined
      ? 'mess purchase heads'
      : `to show it again: mess purchase heads unhide ${shellWord(hidden)}`,
  head_hidden: ({ name }) =>
    `another one of mess purchase heads, or show it again: mess purchase heads unhide ${shellWord(name)}`,
  file_missing: 'check the path',
  file_is_folder: ({ file }) => `ls ${shellWord(file)}`,
  file_unreadable: ({ file }) => `see whose it is, and who may read it: ls -l ${shellWord(file)}`,
  mistakes_in_file: null,
  unfit_template: 'mess notify templates write FOLDER writes all, to be changed there',
  exchanged_dates: ({ likely }) =>
    `if those are meant: --date-format "${likely}"; if not, import it month by month with --from and --to`,
  month_missing: ({ file, stated }) =>
    `mess attendance import ${shellWord(file)} --month ${stated ?? 'YYYY-MM'}`,
  unfit_option: ({ option }) =>
    `leave ${LAYOUT_OPTIONS[option]} out; the layouts are: ${ATTENDANCE_LAYOUTS.join(', ')}`,
  changed_meanwhile: ({ during }) =>
    ({
      import: 'import the file again',
      'take-over': 'run the command again',
      revision: 'look at it again with the same command',
      'roll call': 'look at it again with the same command',
      bill: 'look at it again with the same command',
      count: 'count the box again, with the same command',
      'late fees': 'look at it again with the same command',
    })[during],
  unknown_import: 'mess attendance imports',
  import_undone: ({ kind }) =>
    kind === 'payments' ? 'mess payment imports' : 'mess attendance imports',
  import_of_purchases:
    'take them back by their numbers: mess purchase void FIRST-LAST --reason TEXT',
  import_billed: ({ month }) =>
    `take the bill back first: mess bill void --month ${month} --reason TEXT`,
  import_overtaken: ({ later }) =>
    later === undefined
      ? 'what was changed by hand is taken out with mess attendance clear ID --month MONTH; then undo again'
      : `undo that one first: mess attendance undo ${later}`,
} satisfies Partial<Hints>;
