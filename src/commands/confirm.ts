import { InterruptedError, UsageError } from '../errors.ts';
import type { Context } from './context.ts';

/**
 * Asks before what no other command takes back. `--yes` answers.
 *
 * @throws InterruptedError the person says no
 * @throws UsageError nobody can be asked
 */
export async function confirm(
  context: Pick<Context, 'yes' | 'prompter'>,
  question: string,
): Promise<void> {
  if (context.yes) return;
  if (context.prompter === undefined) {
    throw new UsageError(`${question} Nobody can be asked here.`, {
      hint: 'give --yes if you are sure',
    });
  }
  if (!(await context.prompter.confirm(question))) {
    throw new InterruptedError('Nothing was changed.');
  }
}
