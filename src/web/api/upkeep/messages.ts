import { Type } from 'typebox';
import { documentMaker } from '../../../documents/fields.ts';
import { MESSAGE } from '../../../documents/messages/outbox.ts';
import { Message } from '../../../documents/schemas/messages.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { parseCount } from '../../../domain/mess/audit.ts';
import { MESSAGE_STATES } from '../../../domain/messages/message.ts';
import { MESSAGE_KINDS } from '../../../domain/messages/template.ts';
import { parseId } from '../../../domain/values/id.ts';
import { listMessages } from '../../../operations/messages/list.ts';
import { parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys } from '../input.ts';
import { Id, MonthText, readOptionalMonth } from '../money-input.ts';

/** So many are answered where a request does not say how many; and at most. */
const USUAL = 1000;
const MOST = 10_000;

export const MESSAGE_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listMessages',
    method: 'GET',
    path: '/messages',
    summary: 'The messages to students that were queued, and what became of each',
    details: `The newest of them, oldest first: as many as last says, up to ${MOST}; ${USUAL} where it says nothing. Nothing is sent from here. Neither the words nor the address of a message is kept.`,
    permission: 'see messages',
    // What becomes of one is in no record of changes.
    isFleeting: true,
    query: keys({
      state: Type.Optional(Type.Enum([...MESSAGE_STATES])),
      kind: Type.Optional(Type.Enum([...MESSAGE_KINDS])),
      student: Type.Optional(Id),
      month: Type.Optional(MonthText),
      last: Type.Optional(Type.String({ maxLength: 9 })),
    }),
    answer: listOf(Message),
    async run({ mess, actor }, { query }) {
      const messages = await listMessages(mess, actor, {
        state: query.state,
        kind: query.kind,
        studentId: parseOptional('student', parseId, query.student),
        month: readOptionalMonth(mess, 'month', query.month),
        last: Math.min(parseOptional('last', parseCount, query.last) ?? USUAL, MOST),
      });
      return messages.map(documentMaker(MESSAGE));
    },
  }),
];
