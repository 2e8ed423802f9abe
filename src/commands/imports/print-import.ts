import { countKinds, type RowError } from '../../domain/imports/report.ts';
import { InvalidInputError } from '../../errors.ts';
import { describeMistakes } from '../../output/imports/report.ts';
import type { View } from '../../output/page/view.ts';
import type { Answer } from '../context.ts';
import { showFaults } from '../faults.ts';
import type { FaultLine } from './causes.ts';

const DEFAULT_MAX_ERRORS = 20;

interface Mistakes {
  readonly lines: readonly FaultLine[];
  /** The mistakes that the lines are of, where not all are said. */
  readonly counted?: readonly RowError[];
  /** Good rows that are rejected with the faulty ones, and why: `2 good rows of the same students are`. */
  readonly withheld: string | undefined;
  /** `The rest was written`. */
  readonly outcome: string;
  /** What to do now. */
  readonly remedy: string;
  /** So many lines are shown. */
  readonly max: number | undefined;
}

/**
 * Prints what an import did, of a file or of a database.
 *
 * @throws InvalidInputError it has mistakes
 */
export async function printImport(
  answer: Answer,
  view: View,
  report: {
    readonly file: string;
    readonly partial: boolean;
    readonly errors: readonly RowError[];
  },
  { lines, counted, withheld, outcome, remedy, max = DEFAULT_MAX_ERRORS }: Mistakes,
): Promise<void> {
  const { file, partial, errors } = report;
  if (errors.length === 0) return answer.print(view);
  if (partial && answer.format !== 'json') await answer.print(view);
  await showFaults(answer, view, {
    list: lines,
    describe: (line) => line.text(),
    count: ({ mistakes }) => mistakes,
    max,
  });
  const also = withheld === undefined ? '' : `, and ${withheld} rejected with them`;
  const more = lines.length > max ? `; --max-errors ${lines.length} shows all of them` : '';
  throw new InvalidInputError(
    'mistakes_in_file',
    `${file} has ${describeMistakes(counted ?? errors)}${also}. ${outcome}.`,
    { hint: `${remedy}${more}`, details: { kinds: Object.fromEntries(countKinds(errors)) } },
  );
}
