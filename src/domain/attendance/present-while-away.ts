import { createWarning, type Warning } from '../../errors.ts';
import type { StudentDetails } from '../students/student.ts';
import { formatDays } from '../values/days.ts';
import { type Month, monthName } from '../values/month.ts';
import { nameSome, sayCount } from '../values/text.ts';
import { daysOnRoll } from './attendance.ts';

/** A month's figure of somebody, and on how many days of the month they were marked away. */
export interface FigureBesideAway {
  readonly student: Pick<StudentDetails, 'id' | 'joined' | 'left'>;
  readonly month: Month;
  readonly daysHundredths: number;
  readonly away: number;
}

/** More days than were left of those on the roll: somebody was away and counted as present all the same. */
export function warnAboutAway(figures: Iterable<FigureBesideAway>): Warning[] {
  const found = [...figures].filter(
    ({ student, month, daysHundredths, away }) =>
      away > 0 && daysHundredths > Math.max(0, daysOnRoll(student, month) - away) * 100,
  );
  const [first] = found;
  if (first === undefined) return [];
  return [
    createWarning('present_while_away', found.length === 1 ? describe(first) : describeAll(found)),
  ];
}

function describe({ student, month, daysHundredths, away }: FigureBesideAway): string {
  const days = sayCount(formatDays(daysHundredths), 'day');
  return `${student.id} was marked away for ${sayCount(away, 'day')} of ${monthName(month)} and has ${days}.`;
}

function describeAll(found: readonly FigureBesideAway[]): string {
  const named = found.map(
    ({ student, month, daysHundredths, away }) =>
      `${student.id} (${away} of ${monthName(month)}, has ${formatDays(daysHundredths)})`,
  );
  return `${found.length} students were marked away and have more days than that leaves: ${nameSome(named)}.`;
}
