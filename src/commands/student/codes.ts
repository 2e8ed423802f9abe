import { makeStudentCodes } from '../../operations/access/student-codes.ts';
import { activationCodesView } from '../../output/access/one-time-codes.ts';
import { textOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { noteWhileByPhone, printCodes } from './print-codes.ts';

export const studentCodes = defineVerb({
  name: 'codes',
  summary: 'Make codes for all who have set no secret yet, or for those of a branch',
  details:
    'One for each student on the roll today, in place of those made before; see mess student code. They are shown only once: with --output they go to a file that only you can read, to be cut up and handed out.',
  examples: ['mess student codes --branch CSE --output codes.csv'],
  permission: 'make activation codes',
  takes: { branch: textOption('--branch <BRANCH>', 'only this branch') },
  async run({ mess, actor, answer }, { branch }) {
    const made = await makeStudentCodes(mess, actor, branch);
    await printCodes(answer, activationCodesView(made, mess.settings));
    noteWhileByPhone(answer, mess);
  },
});
