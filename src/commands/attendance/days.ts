import type { SignedIn } from '../../domain/actor.ts';
import { formatDays } from '../../domain/values/days.ts';
import { parseId } from '../../domain/values/id.ts';
import {
  type Month,
  type MonthReference,
  monthName,
  parseMonthReference,
} from '../../domain/values/month.ts';
import { sayCount } from '../../domain/values/text.ts';
import { NotFoundError, ValueError } from '../../errors.ts';
import { listDailyMarks } from '../../operations/attendance/daily-marks.ts';
import { countFigures, showFigureOrigin } from '../../operations/attendance/unmarked-month.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { showStudent } from '../../operations/students/students.ts';
import { daysMarkedView } from '../../output/attendance/marks.ts';
import { valueArgument } from '../options/arguments.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const attendanceDays = defineVerb({
  name: 'days',
  summary: 'List what was marked day by day in a month',
  examples: [
    'mess attendance days this',
    'mess attendance days S001 --month 2025-05',
    'mess attendance days --month this --output days.csv',
  ],
  permission: 'see attendance',
  takes: {
    id: valueArgument('[ID]', 'the id of the student; everybody when left out', parseIdOrMonth),
    month: monthOption(),
  },
  async run({ mess, actor, answer, terminal }, values) {
    const { id, month: meant } = await tellApart(mess, actor, values.id, values.month);
    const month = await getMonth(terminal, mess, meant);
    const marks = await listDailyMarks(mess, actor, { month, id });
    const none = marks.length > 0 ? '' : await explainNone(mess, actor, month, id);
    await answer.print(daysMarkedView(month, marks, mess.settings, none));
  },
});

/** What there is in place of marks. */
async function explainNone(
  mess: Mess,
  actor: SignedIn,
  month: Month,
  id: string | undefined,
): Promise<string> {
  const none = `No day of ${monthName(month)} is marked`;
  if (id === undefined) {
    const count = await countFigures(mess, actor, month);
    if (count === 0) return `${none}.`;
    const of = sayCount(count, 'student');
    return `${none}. The days of ${of} are recorded as totals: mess attendance show --month ${month}`;
  }
  const figure = await showFigureOrigin(mess, actor, { month, id });
  if (figure === undefined) return `${none}.`;
  const { daysHundredths, from } = figure;
  const days = sayCount(formatDays(daysHundredths), 'day');
  const origin = from === undefined ? 'as a total' : `from import ${from.importNo} of ${from.file}`;
  const is = daysHundredths === 100 ? 'is' : 'are';
  return `${none}. ${days} ${is} recorded, ${origin}; which days they are is not kept.`;
}

function parseIdOrMonth(text: string): string {
  return readMonth(text) === undefined ? parseId(text) : text.trim();
}

function readMonth(text: string): MonthReference | undefined {
  try {
    return parseMonthReference(text);
  } catch (error) {
    if (error instanceof ValueError) return undefined;
    throw error;
  }
}

/** A single word is the student of that id, and where there is none the month that it names. */
async function tellApart(
  mess: Mess,
  actor: SignedIn,
  word: string | undefined,
  month: MonthReference | undefined,
): Promise<{ readonly id: string | undefined; readonly month: MonthReference | undefined }> {
  const named = word === undefined || month !== undefined ? undefined : readMonth(word);
  if (word === undefined || named === undefined || (await isStudent(mess, actor, word))) {
    return { id: word, month };
  }
  return { id: undefined, month: named };
}

async function isStudent(mess: Mess, actor: SignedIn, id: string): Promise<boolean> {
  try {
    await showStudent(mess, actor, id);
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}
