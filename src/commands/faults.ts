import type { View } from '../output/page/view.ts';
import type { Answer } from './context.ts';

interface Faults<T> {
  readonly list: readonly T[];
  readonly describe: (fault: T) => string;
  /** How many lines at most. */
  readonly max: number;
  /** Where the others are. */
  readonly elsewhere?: string;
}

/** Says what is wrong: with JSON in the document, also when quiet; else a line each, to standard error. */
export async function showFaults<T>(
  answer: Answer,
  document: View,
  { list, describe, max, elsewhere = '' }: Faults<T>,
): Promise<void> {
  if (answer.format === 'json') return answer.print(document, 'when quiet');
  for (const fault of list.slice(0, max)) answer.report(describe(fault));
  if (list.length > max) answer.report(`… and ${list.length - max} more${elsewhere}`);
}
