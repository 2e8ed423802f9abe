import { ATTENDANCE_LAYOUTS } from '../../domain/attendance/figures.ts';
import type { Month } from '../../domain/values/month.ts';
import { parseTimeZone } from '../../domain/values/time-zone.ts';
import { UsageError } from '../../errors.ts';
import type { Facts } from '../../facts.ts';
import { NAMEABLE_COLUMNS } from '../../input/attendance/deciding-columns.ts';
import { planAttendanceImport } from '../../operations/attendance/imports/import.ts';
import { importFile, type PlanImport } from '../imports/import-file.ts';
import { csvOptions, IMPORT_OPTIONS } from '../imports/options.ts';
import { withProfile } from '../imports/use-profile.ts';
import { fileArgument } from '../options/arguments.ts';
import { dateOption, inOrder, sinceOption, toDate, toSinceDay } from '../options/dates.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import {
  askMonthOfFile,
  checkRule,
  choiceOption,
  flagOption,
  monthOption,
  textOption,
  toMonth,
  valueOption,
} from '../options/values.ts';
import { shellWord } from '../shell-word.ts';
import { defineVerb } from '../verb.ts';
import { beyondMembershipOption } from './beyond-membership.ts';
import { markOption, markWords } from './marks.ts';
import { readNotStudents } from './not-students.ts';

const DETAILS = `CSV as spreadsheets and devices save it, or a table of HTML, as which portals write .xls; - reads standard input. Four layouts are recognised:
  monthly   student_id, month, days_present; without a month column: --month.
            A column half_days adds half a day for each
  register  student_id, a month column or --month, and a column for each day,
            1 to 31, or its date. P or 1 is present, A or 0 absent,
            H or 0.5 half a day, an empty cell absent; other marks:
            mess attendance marks
  daily     student_id, date, and a mark as in a register (status), who was
            absent, or when they came (clock in): a row for each day
  punches   student_id, timestamp: a day with a punch is a day present.
            Timestamps are ISO, like 2025-05-31 08:15; for others
            give --date-format "DD/MM/YYYY HH:mm". A day begins as
            mess settings --day-starts says

Columns may have other names: mess help columns. Columns called name or branch, and those that begin with _, are passed over. What any other is, --column says. Text above the names of the columns and a row of totals at the end are passed over, too. The log of a device may name no columns: --columns student_id,timestamp,_

All mistakes are named at once, and then nothing is written. A row without days is passed over. A file that was taken before is not taken again. To take an import back: mess attendance undo.`;

export const attendanceImport = defineVerb({
  name: 'import',
  summary: 'Import a file of attendance',
  details: DETAILS,
  examples: [
    'mess attendance import may.csv',
    'mess attendance import register.csv --month 2025-05 --dry-run',
    'mess attendance import punches.csv --date-format "DD/MM/YYYY HH:mm" --from 2025-05-01 --to 2025-05-31',
    'mess attendance import register.csv --mark H=holiday --mark HL=half',
    'mess attendance import may.csv --partial --rejects to-correct.csv',
    'mess attendance import 1_attlog.dat --columns student_id,timestamp,_ --not-students staff.txt',
    'mess attendance import 1_attlog.dat --profile gate --quiet',
  ],
  permission: 'import attendance',
  takes: {
    name: fileArgument(),
    month: monthOption('the month of the whole file'),
    layout: choiceOption(
      '--layout <NAME>',
      'how the file is laid out (recognised)',
      ATTENDANCE_LAYOUTS,
    ),
    mark: markOption(),
    replace: flagOption(
      '--replace',
      'figures of part of a month may replace others, and any figures daily marks',
    ),
    beyondMembership: beyondMembershipOption,
    unlikely: unlikelyOption,
    again: flagOption('--again', 'take a file again that was taken before'),
    from: sinceOption(
      '--from <DATE>',
      'punches, daily: pass over those before; also this, previous, open',
    ),
    to: dateOption('--to <DATE>', 'punches, daily: pass over those after'),
    dateFormat: textOption(
      '--date-format <FORM>',
      'punches, daily: how dates and times are written (ISO)',
    ),
    timeZone: valueOption(
      '--timezone <ZONE>',
      "punches: the zone of timestamps that name none (the mess's)",
      parseTimeZone,
    ),
    notStudents: textOption(
      '--not-students <FILE|IDS>',
      'pass over rows of these ids: a file with one a line, or ids with commas between',
    ),
    ...IMPORT_OPTIONS,
  },
  async run(context, given) {
    const { mess, actor, answer, terminal } = context;
    const values = await withProfile(context, given, 'attendance');
    const { layout, dateFormat, timeZone } = values;
    const { replace, beyondMembership, unlikely, again } = values;
    const insisting = { replace, beyondMembership, unlikely, again };
    const { from, to } = inOrder(
      await toSinceDay(mess, '--from', values.from),
      toDate(mess, '--to', values.to),
    );
    const marks = values.mark;
    const file = {
      ...csvOptions(values, NAMEABLE_COLUMNS),
      layout,
      from,
      to,
      dateFormat,
      timeZone,
      marks,
    };
    const needed = (month: Month | undefined) => [
      ...(month === undefined ? [] : ['--month', month]),
      ...(layout === undefined ? [] : ['--layout', layout]),
      ...(timeZone === undefined ? [] : ['--timezone', timeZone]),
      ...markWords(marks).map(shellWord),
    ];
    const read = await readNotStudents(context, values.notStudents);
    const notStudents = [...read, ...values.keptNotStudents];
    const importAs = (month: Month | undefined) => {
      const options = { file: { ...file, month }, ...insisting, notStudents };
      const plan: PlanImport = (source, more, onProgress) =>
        checkRule('--date-format', () =>
          planAttendanceImport(mess, actor, source, { ...more, ...options }, onProgress),
        );
      return importFile(context, { ...values, needed: needed(month) }, 'attendance import', plan);
    };
    try {
      await importAs(toMonth(mess, values.month));
    } catch (error) {
      // What came from standard input is not to be had a second time.
      if (!isMonthMissing(error) || !terminal.prompter || values.name === '-') throw error;
      answer.note(error.message);
      await importAs(await askMonthOfFile(terminal, mess, error.about.stated));
    }
  },
});

type MonthMissing = UsageError & { readonly about: Facts['month_missing'] };

function isMonthMissing(error: unknown): error is MonthMissing {
  return error instanceof UsageError && error.reason === 'month_missing';
}
