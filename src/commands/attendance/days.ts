import { DAY_MARK } from '../../documents/attendance.ts';
import type { SignedIn } from '../../domain/actor.ts';
import { parseId } from '../../domain/values/id.ts';
import { type MonthReference, parseMonthReference } from '../../domain/values/month.ts';
import { NotFoundError, ValueError } from '../../errors.ts';
import { listDailyMarks } from '../../operations/attendance/daily-marks.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { showStudent } from '../../operations/students/students.ts';
import { recordListView } from '../../output/page/records.ts';
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
    await answer.print(
      recordListView(DAY_MARK, marks, mess.settings, { none: 'No day of the month is marked.' }),
    );
  },
});

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
