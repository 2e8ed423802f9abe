import type { OneTimeCode } from '../../domain/access/one-time-code.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { FailureError, MessError } from '../../errors.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { oneTimeCodeView } from '../../output/access/one-time-codes.ts';
import type { Context } from '../context.ts';

/**
 * Tells the one-time code of an admin, for people nothing else, so that it can be a file.
 *
 * @throws FailureError it cannot be written: nobody has it, and the next one takes its place
 */
export async function printCode(
  { answer }: Pick<Context, 'answer'>,
  mess: Mess,
  made: OneTimeCode,
): Promise<void> {
  try {
    await answer.print(oneTimeCodeView(made), 'secret');
  } catch (error) {
    if (!(error instanceof MessError)) throw error;
    throw new FailureError('answer_not_written', error.message, {
      hint: 'the code is stored and nobody has it; the same command makes another in its place',
      cause: error,
    });
  }
  if (answer.format !== 'table') return;
  const until = dateTimeIn(mess.settings.timeZone, new Date(made.expiresAt));
  answer.note(
    `It is the one-time code of ${made.id}, until ${until}, and is not shown again. It is used with: mess admin login ${made.id}`,
  );
}
