import { Option } from 'commander';
import { requirePermission } from '../../auth/permissions.ts';
import { ATTENDANCE_LAYOUTS, type AttendanceLayout } from '../../domain/attendance/figures.ts';
import { parseDate, parseTimeZone } from '../../domain/values/date.ts';
import type { MonthReference } from '../../domain/values/month.ts';
import { resolveMonth } from '../../domain/values/month.ts';
import { UsageError } from '../../errors.ts';
import { ATTENDANCE_COLUMNS } from '../../input/attendance/columns.ts';
import { describeColumns } from '../../input/csv/columns.ts';
import { planAttendanceImport } from '../../operations/attendance/import.ts';
import { today } from '../../operations/mess/mess.ts';
import { importFile } from '../imports/import-file.ts';
import { addImportOptions, csvOptions, type ImportFlags } from '../imports/options.ts';
import { checkRule, monthOption, valueOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface ImportOptions extends ImportFlags {
  readonly month?: MonthReference;
  readonly layout?: AttendanceLayout;
  readonly replace?: true;
  readonly again?: true;
  readonly from?: string;
  readonly to?: string;
  readonly dateFormat?: string;
  readonly timezone?: string;
}

const DETAILS = `CSV as spreadsheets and devices save it; - reads standard input. Three layouts are recognised:
  monthly   student_id, month, days_present; without a month column: --month
  register  student_id, a month column or --month, and a column for each day,
            1 to 31. P or 1 is present, A or 0 absent, H or 0.5 half a day,
            an empty cell absent
  punches   student_id, timestamp: a day with a punch is a day present.
            Timestamps are ISO, like 2025-05-31 08:15; for others
            give --date-format "DD/MM/YYYY HH:mm"

Columns may have other names, in any case, with spaces or underscores:
${describeColumns(ATTENDANCE_COLUMNS, ['studentId', 'month', 'days', 'timestamp'])}
Columns called name or branch, and those that begin with _, are passed over.

All mistakes are named at once, and then nothing is written. A row without days is passed over. A file that was taken before is not taken again. To take an import back: mess attendance undo.`;

export const declareAttendanceImport: Declare = (attendance, context) => {
  const command = addVerb(attendance, {
    usage: 'import <FILE>',
    summary: 'Import a file of attendance',
    details: DETAILS,
    examples: [
      'mess attendance import may.csv',
      'mess attendance import register.csv --month 2025-05 --dry-run',
      'mess attendance import punches.csv --date-format "DD/MM/YYYY HH:mm" --from 2025-05-01 --to 2025-05-31',
      'mess attendance import may.csv --partial --rejects to-correct.csv',
    ],
  })
    .addOption(monthOption('the month of the whole file'))
    .addOption(
      new Option('--layout <NAME>', 'how the file is laid out (recognised)').choices(
        ATTENDANCE_LAYOUTS,
      ),
    )
    .option('--replace', 'figures of part of a month may replace others')
    .option('--again', 'take a file again that was taken before')
    .addOption(valueOption('--from <DATE>', 'punches: pass over those before', parseDate))
    .addOption(valueOption('--to <DATE>', 'punches: pass over those after', parseDate))
    .option('--date-format <FORM>', 'punches: how timestamps are written (ISO)')
    .addOption(
      valueOption(
        '--timezone <ZONE>',
        "punches: the zone of timestamps that name none (the mess's)",
        parseTimeZone,
      ),
    );
  addImportOptions(command).action(async (name: string, options: ImportOptions) => {
    const mess = await context.open();
    const actor = await context.actor();
    requirePermission(actor, 'import attendance');
    const { month: given, layout, from, to, dateFormat, timezone } = options;
    if (from !== undefined && to !== undefined && from > to) {
      throw new UsageError(`--from ${from} is after --to ${to}.`, {
        hint: 'the first day comes first',
      });
    }
    const month = given === undefined ? undefined : resolveMonth(given, () => today(mess));
    const file = {
      ...csvOptions(options),
      layout,
      month,
      from,
      to,
      dateFormat,
      timeZone: timezone,
    };
    const { replace = false, again = false } = options;
    await importFile(context, mess, name, options, (source, more, onProgress) =>
      checkRule('--date-format', () =>
        planAttendanceImport(mess, actor, source, { ...more, file, replace, again }, onProgress),
      ),
    );
  });
};
