import { parseCount } from '../../domain/mess/audit.ts';
import { MESSAGE_STATES } from '../../domain/messages/message.ts';
import { MESSAGE_KINDS } from '../../domain/messages/template.ts';
import { parseId } from '../../domain/values/id.ts';
import { listMessages } from '../../operations/messages/list.ts';
import { messageListView } from '../../output/messages/list.ts';
import { choiceOption, monthOption, toMonth, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const notifyList = defineVerb({
  name: 'list',
  summary: 'List the messages that were queued, and what became of each',
  details:
    'queued waits to be sent, sending is in hand, sent was taken by the server, failed was refused or tried too often, unknown may have arrived or not, skipped is not to be sent. Neither the words nor the address of a message is kept. What a run that was killed had in hand is unknown after 10 minutes.',
  examples: [
    'mess notify list --month 2025-05',
    'mess notify list --state failed',
    'mess notify list --last 20',
    'mess notify list --student S001 --json',
  ],
  permission: 'see messages',
  takes: {
    state: choiceOption('--state <STATE>', 'only those in this state', MESSAGE_STATES),
    kind: choiceOption('--kind <KIND>', 'only those of this kind', MESSAGE_KINDS),
    student: valueOption('--student <ID>', 'only those to this student', parseId),
    month: monthOption('only those about a bill, or a reminder, of this month'),
    last: valueOption('--last <N>', 'the newest N of them', parseCount),
  },
  async run({ mess, actor, answer }, { state, kind, student, month, last }) {
    const query = { state, kind, studentId: student, month: toMonth(mess, month), last };
    const messages = await listMessages(mess, actor, query);
    await answer.print(messageListView(messages, mess.settings));
  },
});
