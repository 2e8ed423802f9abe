import {
  MESSAGE_STATES,
  type Message,
  type MessageState,
} from '../../../../domain/messages/message.ts';
import type { MessageKind } from '../../../../domain/messages/template.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { parseChoice, sayCount } from '../../../../domain/values/text.ts';
import { listMessages } from '../../../../operations/messages/list.ts';
import { Written } from '../../name.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Question } from '../../parts/form.tsx';
import { maybe, monthReader } from '../../parts/given.ts';
import { Table } from '../../parts/table.tsx';
import { deskPage } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { timeOf } from '../style.ts';

const PATH = '/desk/messages';

const AT_ONCE = 200;

/** What was queued to be sent to students, and what became of it, the newest first. Nothing is sent from here. */
export const messagesPage = deskPage({
  path: PATH,
  permission: 'see messages',
  async get({ mess, actor }, { query }) {
    const messages = await listMessages(mess, actor, {
      state: maybe(query, 'state', (text) => parseChoice(text, MESSAGE_STATES)),
      month: maybe(query, 'month', monthReader(mess)),
      last: AT_ONCE,
    });
    const time = timeOf(mess);
    return {
      title: 'Messages',
      body: (
        <>
          <h1>Messages</h1>
          <p>
            Bills, reminders and receipts that go to students. They are not sent from this page:
            whoever runs the mess’s computer sends them there, as the page on messages in the manual
            says.
          </p>
          <Question action={PATH} submit="Show">
            <Choice
              name="state"
              label="What became of them"
              options={[
                ['', 'all'],
                ...MESSAGE_STATES.map((state) => [state, WORDS[state]] as const),
              ]}
              value={query.state ?? ''}
            />
            <Field
              name="month"
              label="Month"
              hint="Of the bill, or of the reminder"
              value={query.month ?? ''}
            />
          </Question>
          <Table
            caption={
              messages.length < AT_ONCE
                ? sayCount(messages.length, 'message')
                : `The newest ${AT_ONCE} that are like that`
            }
            columns={['No', 'Student', 'About', 'By', 'State', 'Since', 'Why']}
            none="No message is like that."
            rows={messages.toReversed().map((message) => ({
              key: message.no,
              cells: [
                message.no,
                <span key="student">
                  <a href={pathTo('roll', message.studentId)}>{message.studentId}</a>{' '}
                  <Written text={message.name} />
                </span>,
                sayAbout(message),
                message.channel === 'email' ? 'e-mail' : 'a program',
                WORDS[message.state],
                <time key="since">{time(message.changedAt)}</time>,
                <Written key="why" text={sayWhy(message, time)} />,
              ],
            }))}
          />
        </>
      ),
    };
  },
});

const WORDS: Readonly<Record<MessageState, string>> = {
  queued: 'waits to be sent',
  sending: 'is being sent',
  sent: 'sent',
  failed: 'failed',
  unknown: 'may have arrived or not',
  skipped: 'left out',
  dismissed: 'dismissed',
};

const KINDS: Readonly<Record<MessageKind, (about: string) => string>> = {
  bill: (month) => `bill of ${monthName(month)}`,
  dues: (day) => `what is owed, ${day}`,
  receipt: (number) => `receipt ${number}`,
};

function sayAbout({ kind, about }: Message): string {
  return KINDS[kind](about);
}

/** In the words of the server, and when it is tried again. */
function sayWhy({ reason, nextTry }: Message, time: (at: string) => string): string {
  const again = nextTry === null ? [] : [`to be tried after ${time(nextTry)}`];
  return [...(reason === null ? [] : [reason]), ...again].join('; ');
}
