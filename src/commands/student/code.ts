import { dateTimeIn } from '../../domain/values/date.ts';
import { makeStudentCode } from '../../operations/access/student-codes.ts';
import { activationCodeView } from '../../output/access/one-time-codes.ts';
import { studentArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';
import { noteWhileByPhone, printCodes } from './print-codes.ts';

export const studentCode = defineVerb({
  name: 'code',
  summary: 'Make the code with which a student signs in first, or again after forgetting',
  details:
    'It has 10 digits and letters, is shown only once, and counts for 72 hours and one sign-in, at which the student chooses a secret. The secret of before and the sessions of the student end now. With --output it goes to a file that only you can read.',
  examples: ['mess student code S001'],
  permission: 'make activation codes',
  takes: { id: studentArgument('<ID>') },
  async run({ mess, actor, answer }, { id }) {
    const made = await makeStudentCode(mess, actor, id);
    await printCodes(answer, activationCodeView(made));
    if (answer.format === 'table') {
      const until = dateTimeIn(mess.settings.timeZone, new Date(made.expiresAt));
      answer.note(
        `It is the code of ${made.id}, until ${until}, and is not shown again. It is used with: mess student login ${made.id}`,
      );
    }
    noteWhileByPhone(answer, mess);
  },
});
