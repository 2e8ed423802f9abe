import { isAnonymised } from '../../domain/students/student.ts';
import { sayCount } from '../../domain/values/text.ts';
import { anonymiseSettled, requireSettled } from '../../operations/payments/dues/leaving.ts';
import { changedStudentView } from '../../output/students/changed-student.ts';
import { confirm } from '../confirm.ts';
import { studentArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';

export const studentAnonymise = defineVerb({
  name: 'anonymise',
  summary: 'Take the name, phone number and e-mail address of a student who left out of the mess',
  details:
    "They go out of the roll, of the record of changes and of the lines of the bank's files that were theirs, with the secret, the codes, the sessions and the list of sign-ins. Id, branch, days and amounts stay, and so do the hashes of the record: mess audit verify still holds, also with a head of before. No command brings them back, and no file that is imported. Backups that were made before, and what was printed, still have them. Who owes anything, has credit or a deposit is refused: mess student settle.",
  examples: ['mess student anonymise S001', 'mess student anonymise S001 --yes'],
  permission: 'anonymise students',
  takes: { id: studentArgument('<ID>') },
  async run({ mess, actor, answer, terminal }, { id }) {
    const found = await requireSettled(mess, actor, id);
    const question = `Take name, phone number and e-mail address of ${found.id} (${found.name}) out of the roll and the record for good?`;
    if (!isAnonymised(found)) await confirm(terminal, question);
    const { student, changed, entries, lines } = await anonymiseSettled(mess, actor, id);
    const from = entries === 1 ? 'one entry' : `${entries} entries`;
    const places =
      lines === 0
        ? `the roll and of ${from} of the record`
        : `the roll, of ${from} of the record and of ${sayCount(lines, 'line')} of the bank's files`;
    const sentence = changed
      ? `${student.id} is anonymised: name, phone number and e-mail address are out of ${places}.`
      : `Nothing changed: ${student.id} is anonymised already.`;
    await answer.print(changedStudentView({ student, warnings: [] }, sentence));
    if (changed && answer.format !== 'json') {
      answer.note('Backups that were made before still have them: see docs/personal-data.md.');
    }
  },
});
