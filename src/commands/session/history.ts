import { STUDENT_SIGN_IN } from '../../documents/access.ts';
import { parseCount } from '../../domain/mess/audit.ts';
import { listSignInsOfStudents } from '../../operations/access/session-list.ts';
import { STUDENT_SIGN_IN_LIST } from '../../output/access/sessions.ts';
import { recordListView } from '../../output/page/records.ts';
import { studentArgument } from '../options/arguments.ts';
import { valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const USUAL = 1000;

export const sessionHistory = defineVerb({
  name: 'history',
  summary: 'List when students signed in, how and where, oldest first',
  details:
    'Those of the last 400 days are kept. Admins are in the record of changes: mess audit list shows when they signed in.',
  examples: ['mess session history', 'mess session history S001 --last 10'],
  permission: "see everybody's sessions",
  takes: {
    id: studentArgument('[ID]'),
    last: valueOption('--last <N>', `the newest N of them (default: ${USUAL})`, parseCount),
  },
  async run({ mess, actor, answer }, { id, last = USUAL }) {
    const found = await listSignInsOfStudents(mess, actor, last, id);
    const view = recordListView(STUDENT_SIGN_IN, found, mess.settings, STUDENT_SIGN_IN_LIST);
    await answer.print(view);
    if (found.length === USUAL) answer.note(`These are the newest ${USUAL}; --last N shows more.`);
  },
});
