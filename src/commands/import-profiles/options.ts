import { ATTENDANCE_LAYOUTS } from '../../domain/attendance/figures.ts';
import type { ProfileKind, ProfileOptions } from '../../domain/imports/profile.ts';
import { parseTimeZone } from '../../domain/values/time-zone.ts';
import { UsageError } from '../../errors.ts';
import { NAMEABLE_COLUMNS } from '../../input/attendance/deciding-columns.ts';
import type { ColumnKind } from '../../input/csv/columns.ts';
import { createDateJudge } from '../../input/csv/dates/judge.ts';
import { PURCHASE_COLUMNS } from '../../input/purchases/file.ts';
import { STUDENT_COLUMNS } from '../../input/students/file.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { markOption } from '../attendance/marks.ts';
import { readNotStudents } from '../attendance/not-students.ts';
import type { Context } from '../context.ts';
import { csvOptions, READING_OPTIONS } from '../imports/options.ts';
import { sinceOption, toSinceDay } from '../options/dates.ts';
import type { ValuesOf } from '../options/inputs.ts';
import { checkRule, choiceOption, textOption, valueOption } from '../options/values.ts';

const { encoding, delimiter, column, columns, ignoreUnknown } = READING_OPTIONS;

/** What a profile can keep, as the imports themselves are told it. */
export const PROFILE_OPTIONS = {
  layout: choiceOption(
    '--layout <NAME>',
    'attendance: how the file is laid out (recognised)',
    ATTENDANCE_LAYOUTS,
  ),
  columns,
  column,
  dateFormat: textOption('--date-format <FORM>', 'how dates and times are written (ISO)'),
  timeZone: valueOption(
    '--timezone <ZONE>',
    "punches: the zone of timestamps that name none (the mess's)",
    parseTimeZone,
  ),
  mark: markOption(),
  notStudents: textOption(
    '--not-students <FILE|IDS>',
    'attendance: pass over rows of these ids; a file is read now',
  ),
  from: sinceOption(
    '--from <DATE>',
    'punches, daily: pass over days before; also this, previous, open',
  ),
  encoding,
  delimiter,
  ignoreUnknown,
};

type ProfileValues = ValuesOf<typeof PROFILE_OPTIONS>;

const COLUMNS: Readonly<Record<ProfileKind, readonly ColumnKind<string>[]>> = {
  attendance: NAMEABLE_COLUMNS,
  students: STUDENT_COLUMNS,
  purchases: PURCHASE_COLUMNS,
};

/** Options that only files of attendance have a use for. */
const OF_ATTENDANCE = {
  layout: '--layout',
  timeZone: '--timezone',
  mark: '--mark',
  notStudents: '--not-students',
  from: '--from',
} as const;

/**
 * What of a command line a profile keeps.
 *
 * @throws UsageError an option is not for files of this kind, or is none
 * @throws NotFoundError there is no file of those who are no students
 */
export async function toProfileOptions(
  context: Pick<Context, 'files' | 'terminal'> & { readonly mess: Mess },
  values: ProfileValues,
  kind: ProfileKind,
): Promise<ProfileOptions> {
  refuseUnfit(values, kind);
  const { columns: inOrder, named } = csvOptions(values, COLUMNS[kind]);
  await refuseBadForm(values.dateFormat);
  const ids = await readNotStudents(context, values.notStudents);
  const from =
    typeof values.from === 'string'
      ? values.from
      : await toSinceDay(context.mess, '--from', values.from);
  const options: ProfileOptions = {
    layout: values.layout,
    columns: inOrder,
    named,
    dateFormat: values.dateFormat?.trim(),
    timeZone: values.timeZone,
    encoding: values.encoding,
    delimiter: values.delimiter,
    ignoreUnknown: values.ignoreUnknown || undefined,
    notStudents: ids.length === 0 ? undefined : [...new Set(ids)],
    marks: values.mark,
    from,
  };
  // What is not said is not kept, also not as nothing.
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function refuseUnfit(values: ProfileValues, kind: ProfileKind): void {
  if (kind === 'attendance') return;
  for (const [name, option] of Object.entries(OF_ATTENDANCE)) {
    if (values[name as keyof typeof OF_ATTENDANCE] === undefined) continue;
    throw new UsageError('conflicting_options', `${option} is for files of attendance alone.`, {
      hint: `leave it out of a profile for ${kind}`,
    });
  }
}

/** @throws UsageError nothing is written in such a form */
async function refuseBadForm(form: string | undefined): Promise<void> {
  if (form === undefined) return;
  // Its library takes a while to load.
  const { dateParser } = await import('../../input/csv/dates/timestamp.ts');
  await checkRule('--date-format', async () => dateParser(form, createDateJudge(true)));
}
