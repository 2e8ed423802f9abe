import { InterruptedError, UsageError } from '../errors.ts';
import type { Terminal } from './context.ts';

/**
 * Asks before what no other command takes back. `--yes` answers.
 *
 * @throws InterruptedError the person says no
 * @throws UsageError nobody can be asked
 */
export async function confirm(
  { yes, prompter }: Pick<Terminal, 'yes' | 'prompter'>,
  question: string,
): Promise<void> {
  if (yes) return;
  if (prompter === undefined) {
    throw new UsageError('confirmation_needed', `${question} Nobody can be asked here.`);
  }
  if (!(await prompter.confirm(question))) {
    throw new InterruptedError('declined', 'Nothing was changed.');
  }
}
