import type { RowError } from '../imports/report.ts';
import { monthName } from '../values/month.ts';
import type { Mark } from './mark.ts';
import type { CommonMark } from './mark-tally.ts';

/** Marks that everybody has on a day, and that may be a holiday's: one mistake for each. */
export function sayAmbiguous(common: readonly CommonMark[]): RowError[] {
  const marks = [...new Set(common.map(({ mark }) => mark))];
  return marks.map((mark) => {
    const elsewhere = common.find((each) => each.mark === mark)?.elsewhere ?? 0;
    const also =
      elsewhere === 0
        ? ''
        : `; on other days it stands ${elsewhere === 1 ? 'once' : `${elsewhere} times`} more`;
    return {
      line: 1,
      column: '',
      code: 'ambiguous_mark',
      value: mark.text,
      message: `everybody has ${mark.text} on ${describeAll(common, mark)}, so it may be a holiday and not half a day${also}`,
      remedy: { offer: 'meaning', mark: mark.text, elsewhere },
    };
  });
}

function describeAll(common: readonly CommonMark[], mark: Mark): string {
  return common
    .filter((each) => each.mark === mark)
    .map(describeDays)
    .join(' and ');
}

/** Marks that everybody has on a day, for a warning: `A (absent) on 7, 14 September 2026`. */
export function describeCommon(common: readonly CommonMark[]): string[] {
  return common
    .filter(({ mark }) => !mark.isPlain && !mark.isAmbiguous)
    .map((each) => `${each.mark.text} (${each.mark.meaning}) on ${describeDays(each)}`);
}

function describeDays({ days, month }: CommonMark): string {
  return `${days.join(', ')} ${monthName(month)}`;
}
