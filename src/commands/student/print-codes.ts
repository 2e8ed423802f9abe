import { FailureError, MessError } from '../../errors.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import type { View } from '../../output/page/view.ts';
import type { Answer } from '../context.ts';

/** @throws FailureError they cannot be written: nobody has them, and the next take their place */
export async function printCodes(answer: Answer, view: View): Promise<void> {
  try {
    await answer.print(view, 'secret');
  } catch (error) {
    if (!(error instanceof MessError)) throw error;
    throw new FailureError('answer_not_written', error.message, {
      hint: 'the codes are stored and nobody has them; the same command makes others in their place',
      cause: error,
    });
  }
}

/** Codes may be made before they are asked for. */
export function noteWhileByPhone(answer: Answer, { settings }: Mess): void {
  if (settings.studentSignIn === 'code') return;
  answer.note(
    'Until an owner says so, students sign in with their phone number: mess settings --student-sign-in code',
  );
}
