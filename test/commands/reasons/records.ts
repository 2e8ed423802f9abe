import type { Reason } from '../../../src/reasons.ts';
import { addFourStudents, MAY_CSV } from '../../support/records/month.ts';
import { BILL, inMay, type Refused, run, runAfter, type Way } from './way.ts';

const NUMBERS = 'mess purchase list --month MONTH shows the numbers of a month';
const CORRECT = 'correct the file and import it again, or take its good rows with --partial';

/** Imports a file of attendance, of those that are on the roll. */
function importing(content: string, options = ''): Refused {
  return async (mess) => {
    await addFourStudents(mess);
    const path = await mess.file('a.csv', content);
    return run(`attendance import ${path}${options}`)(mess);
  };
}

const EXCHANGED =
  'student_id,timestamp\nS001,1/5/2025T8:00\nS001,2/5/2025T8:00\nS001,3/5/2025T8:00\n';

export const RECORD_WAYS = {
  unfit_template: {
    exit: 6,
    hint: 'mess notify templates write FOLDER writes all, to be changed there',
    reach: async (mess) => {
      const path = await mess.file('bill.en.txt', 'Subject: Bill\n\nDear {nam},\n');
      return run(`notify templates set bill.en ${path}`)(mess);
    },
  },
  exchanged_dates: {
    exit: 6,
    hint: 'if those are meant: --date-format "D/M/YYYYTH:mm"; if not, import it month by month with --from and --to',
    reach: importing(EXCHANGED, ' --date-format M/D/YYYYTH:mm'),
  },
  unknown_student: { exit: 3, hint: 'mess student list --all', reach: run('student show S9') },
  id_taken: {
    exit: 8,
    hint: 'S001 left on 2025-06-01; to take them back: mess student restore S001',
    reach: inMay('student edit S002 --id S001', 'student remove S001'),
  },
  id_moved: {
    exit: 8,
    hint: 'mess student edit S2 --id NEW',
    test: 'test/commands/original/again.mariadb.test.ts',
    expects: 'by now the id of somebody',
  },
  student_has_figures: {
    exit: 8,
    hint: 'mess student remove S001 --on DATE takes them off the roll; the month of leaving is still billed',
    reach: inMay(
      'student remove S001 --mistake',
      'attendance record S001 --month 2025-05 --days 3',
    ),
  },
  student_left: {
    exit: 8,
    hint: 'mess student remove S001 --on DATE corrects the day, mess student restore S001 takes them back',
    reach: inMay(
      'attendance record S001 --month 2025-05 --days 3',
      'student remove S001 --on 2025-04-30',
    ),
  },
  student_present: {
    exit: 8,
    hint: 'mess student remove S001 --on DATE',
    reach: inMay('student anonymise S001 --yes'),
  },
  student_anonymised: {
    exit: 8,
    hint: 'somebody else has another id, or gets this one after: mess student edit S001 --id OLD-S001',
    reach: inMay(
      'student restore S001',
      'student remove S001 --on 2025-05-31',
      'student anonymise S001 --yes',
    ),
  },
  nothing_recorded: {
    exit: 3,
    hint: 'mess attendance show --month 2025-05',
    reach: inMay('attendance clear S001 --month 2025-05', 'attendance clear S001 --month 2025-05'),
  },
  not_on_roll: {
    exit: 8,
    hint: 'mess student show S001; mess attendance today --beyond-membership marks the day all the same',
    reach: inMay(
      'attendance away S001 --from 2025-06-02 --to 2025-06-03',
      'student remove S001 --on 2025-05-31',
    ),
  },
  beyond_membership: {
    exit: 8,
    hint: 'correct the days, or with mess student edit or remove the date; --beyond-membership records them all the same',
    reach: inMay(
      'attendance record S001 --month 2025-05 --days 20',
      'student remove S001 --on 2025-05-10',
    ),
  },
  unknown_profile: {
    exit: 3,
    hint: 'is it gate? All of them: mess import-profiles',
    reach: inMay('import-profiles show gste', 'import-profiles add gate --layout punches'),
  },
  profile_exists: {
    exit: 8,
    hint: 'mess import-profiles edit gate changes it; --replace takes its place',
    reach: inMay(
      'import-profiles add Gate --layout daily',
      'import-profiles add gate --layout punches',
    ),
  },
  unfit_profile: {
    exit: 2,
    hint: 'mess purchase import FILE --profile till',
    reach: inMay(
      'attendance import nosuch.csv --profile till',
      'import-profiles add till --for purchases --date-format DD/MM/YYYY',
    ),
  },
  unlikely: {
    exit: 8,
    hint: 'check it; if it is right, give --unlikely',
    reach: inMay('attendance record S001 --month 2005-05 --days 20'),
  },
  figures_recorded: {
    exit: 8,
    hint: 'mess attendance record S001 --month 2025-05 --days DAYS corrects a figure; --replace of mess attendance today lets the marks take its place',
    reach: inMay('attendance today --date 2025-05-31 --all-present'),
  },
  days_marked: {
    exit: 8,
    hint: 'mess attendance days --month 2025-05 shows the marks; --replace drops them',
    reach: inMay(
      'attendance record S001 --month 2025-05 --days 3',
      'attendance today --date 2025-05-31 --all-present --replace',
    ),
  },
  unknown_purchase: { exit: 3, hint: NUMBERS, reach: run('purchase void 9 --reason mistyped') },
  too_many_numbers: {
    exit: 2,
    hint: NUMBERS,
    reach: run('purchase void 1-200000 --reason mistyped'),
  },
  purchase_void: {
    exit: 8,
    hint: 'mess purchase list --month 2025-05 --all',
    reach: runAfter(
      [
        'purchase add --date 2025-05-03 --amount 1000 --head Milk',
        'purchase void 1 --reason mistyped --yes',
      ],
      'purchase void 1 --reason mistyped',
    ),
  },
  unknown_mark: {
    exit: 3,
    hint: 'mess attendance marks lists all',
    reach: run('attendance marks remove HL'),
  },
  unknown_head: {
    exit: 3,
    hint: 'is it Milk? All of them: mess purchase heads',
    reach: run('purchase add --date 2025-05-03 --amount 1000 --head Milc'),
  },
  unknown_branch: {
    exit: 3,
    hint: 'mess student list shows the branches',
    reach: runAfter(['settings --accounts-from 2025-05'], 'dues list --branch CES'),
  },
  head_hidden: {
    exit: 8,
    hint: 'another one of mess purchase heads, or show it again: mess purchase heads unhide Rent',
    reach: runAfter(
      ['purchase heads hide Rent'],
      'purchase add --date 2025-05-03 --amount 1000 --head rent',
    ),
  },
  head_exists: {
    exit: 8,
    hint: 'mess purchase heads',
    reach: run('purchase heads add milk --kind fixed'),
  },
  file_missing: { exit: 3, hint: 'check the path', reach: run('student import none.csv') },
  file_is_folder: {
    exit: 3,
    hint: 'ls HOME',
    reach: (mess) => mess('student', 'import', mess.home, '--json'),
  },
  // Whoever runs tests may read everything; but no name is as long as this.
  file_unreadable: {
    exit: 3,
    hint: `see whose it is, and who may read it: ls -l ${'a'.repeat(300)}`,
    reach: run(`student import ${'a'.repeat(300)}`),
  },
  mistakes_in_file: {
    exit: 6,
    hint: CORRECT,
    reach: importing('student_id,month,days_present\nS9,2025-05,3\n'),
  },
  month_missing: {
    exit: 2,
    hint: 'mess attendance import HOME/a.csv --month YYYY-MM',
    reach: importing('student_id,days_present\nS001,3\n'),
  },
  unfit_option: {
    exit: 2,
    hint: 'leave --from out; the layouts are: monthly, register, daily, punches',
    reach: importing(MAY_CSV, ' --from 2025-05-01'),
  },
  unknown_import: { exit: 3, hint: 'mess attendance imports', reach: run('attendance undo 9') },
  import_undone: {
    exit: 8,
    hint: 'mess attendance imports',
    reach: inMay('attendance undo 1', 'attendance undo 1'),
  },
  import_of_purchases: {
    exit: 8,
    hint: 'take them back by their numbers: mess purchase void FIRST-LAST --reason TEXT',
    reach: async (mess) => {
      const path = await mess.file('p.csv', 'date,head,amount\n2025-05-03,Milk,1000\n');
      return runAfter([`purchase import ${path}`], 'attendance undo 1')(mess);
    },
  },
  import_billed: {
    exit: 8,
    hint: 'take the bill back first: mess bill void --month 2025-05 --reason TEXT',
    reach: inMay('attendance undo 1', BILL),
  },
  import_overtaken: {
    exit: 8,
    hint: 'what was changed by hand is taken out with mess attendance clear ID --month MONTH; then undo again',
    reach: inMay('attendance undo 1', 'attendance record S001 --month 2025-05 --days 29'),
  },
} satisfies Partial<Record<Reason, Way>>;
