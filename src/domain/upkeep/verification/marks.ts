import { MARK_MEANINGS, markKey, parseMarkName } from '../../attendance/mark.ts';
import { monthOfDate } from '../../values/month.ts';
import { type Finding, type Report, refusal, type VerifiedRow } from '../finding.ts';

/** A mark is found by its key, and means something. */
export function checkMarkMeaning({ mark, mark_key, meaning }: VerifiedRow, report: Report): void {
  const text = String(mark);
  const sentence = refusal(() => parseMarkName(text));
  if (sentence !== undefined) report('value', '', sentence);
  if (mark_key !== markKey(text)) report('mark', '', `${text} is looked up as ${String(mark_key)}`);
  const meanings: readonly string[] = MARK_MEANINGS;
  if (!meanings.includes(String(meaning))) report('value', '', `no meaning: ${String(meaning)}`);
}

interface Sum {
  daysHundredths: number;
  isCalled: boolean;
}

/**
 * Daily marks are worth nothing, half or all of a day, and a figure that comes of them is their sum. Marks
 * of days that were only said beforehand come to no figure.
 */
export function createMarkVerification(report: (finding: Finding) => void) {
  const sums = new Map<string, Sum>();
  const find = (table: string, key: string, message: string) =>
    report({ check: 'daily_marks', table, key, message });
  return {
    addMark({ date, student_no, days_hundredths, is_away, is_called }: VerifiedRow): void {
      const days = Number(days_hundredths);
      const key = `${String(date)} ${String(student_no)}`;
      if (![0, 50, 100].includes(days))
        find('attendance_marks', key, `${days} hundredths of a day`);
      if (Number(is_away) + Number(is_called) === 0)
        find('attendance_marks', key, 'a mark of nothing');
      const figure = `${monthOfDate(String(date))} ${String(student_no)}`;
      const sum = sums.get(figure) ?? { daysHundredths: 0, isCalled: false };
      sum.daysHundredths += days;
      sum.isCalled ||= Number(is_called) === 1;
      sums.set(figure, sum);
    },
    addFigure({ month, student_no, days_hundredths }: VerifiedRow): void {
      const figure = `${String(month)} ${String(student_no)}`;
      const sum = sums.get(figure);
      sums.delete(figure);
      const days = Number(days_hundredths);
      if (!sum?.isCalled || sum.daysHundredths === days) return;
      find(
        'attendance',
        figure,
        `${days / 100} days, but the marks come to ${sum.daysHundredths / 100}`,
      );
    },
    /** After the last figure. */
    end(): void {
      for (const [figure, { isCalled }] of sums) {
        if (isCalled)
          find('attendance', figure, 'there are daily marks, and no figure of the month');
      }
    },
  };
}
