import { describeDays } from '../attendance/month-comparison.ts';
import { type Lack, listLacks, type MonthState } from './month-state.ts';
import { nameChanged } from './stale-bill.ts';

/** What an open month lacks, in words. */
export function sayLacks(state: MonthState): string {
  return listLacks(state)
    .map((lack) => sayLack(state, lack))
    .join(', ');
}

/** One of these. */
export function sayLack(state: MonthState, lack: Lack): string {
  const words: Readonly<Record<Lack, string>> = {
    end: 'not over yet',
    attendance: attendanceWords(state),
    bill: 'no bill',
    revision: `the bill is stale: ${nameChanged(state.staleness)}`,
    purchases: 'its purchases are not in the bill',
    closing: 'can be closed',
  };
  return words[lack];
}

function attendanceWords({ unrecorded, students, partial }: MonthState): string {
  return [
    ...(unrecorded > 0 ? [`no attendance for ${unrecorded} of ${students}`] : []),
    ...(partial === null ? [] : [`attendance for ${describeDays(partial)} alone`]),
  ].join(', ');
}
