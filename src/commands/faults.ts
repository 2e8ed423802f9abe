import type { View } from '../output/page/view.ts';
import type { Answer } from './context.ts';

interface Faults<T> {
  readonly list: readonly T[];
  readonly describe: (fault: T) => string;
  /** How many faults one of the list stands for; 1 when not said. */
  readonly count?: (fault: T) => number;
  /** How many lines at most. */
  readonly max: number;
  /** Where the others are. */
  readonly elsewhere?: string;
}

/** Says what is wrong: with JSON in the document, also when quiet; else a line each, to standard error. */
export async function showFaults<T>(
  answer: Answer,
  document: View,
  { list, describe, count = () => 1, max, elsewhere = '' }: Faults<T>,
): Promise<void> {
  if (answer.format === 'json') return answer.print(document, 'when quiet');
  for (const fault of list.slice(0, max)) answer.report(describe(fault));
  const more = list.slice(max).reduce((sum, fault) => sum + count(fault), 0);
  if (more > 0) answer.report(`… and ${more} more${elsewhere}`);
}
