import type { Progress } from '../../domain/imports/report.ts';

const VERBS = { reading: 'Reading', writing: 'Writing', sending: 'Sending' };

/** How far a long work is, on one line: `Reading: 120,000 rows, 250,000 a second, 60 %`. */
export function progressLine({ phase, rows, fraction }: Progress, elapsedMs: number): string {
  const rate = elapsedMs > 0 ? Math.round((rows / elapsedMs) * 1000) : 0;
  return [
    `${VERBS[phase]}: ${rows.toLocaleString('en')} ${phase === 'sending' ? 'messages' : 'rows'}`,
    ...(rate > 0 ? [`${rate.toLocaleString('en')} a second`] : []),
    ...(fraction === undefined ? [] : [`${Math.floor(fraction * 100)} %`]),
  ].join(', ');
}
