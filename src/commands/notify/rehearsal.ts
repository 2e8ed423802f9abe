import type { SentMessages, ToldMessage } from '../../documents/messages/outbox.ts';
import type { Language } from '../../domain/mess/language.ts';
import { addressOf } from '../../domain/messages/addressee.ts';
import type { Channel } from '../../domain/messages/message.ts';
import type { Queued } from '../../operations/messages/queue.ts';
import type { Entered } from '../verb.ts';
import { withoutLetter } from './finish.ts';
import { letterWriter } from './writer.ts';

/** What would be sent, with its words. */
export async function tellRehearsal(
  entered: Entered,
  queued: Queued,
  channel: Channel,
  language: Language | undefined,
): Promise<SentMessages> {
  const write = letterWriter(entered, channel, language);
  const messages: ToldMessage[] = [];
  for (const message of queued.messages) {
    const student = queued.students.get(message.studentNo);
    if (student === undefined) throw new Error(`nobody is ${message.studentId}`);
    const letter = await write(message, student);
    if ('skipped' in letter) {
      messages.push({ ...message, state: 'skipped', reason: letter.skipped, letter: null });
    } else if ('unfit' in letter) {
      messages.push({ ...message, state: 'failed', reason: letter.unfit, letter: null });
    } else {
      const { subject, text } = letter;
      messages.push({ ...message, letter: { to: addressOf(student, channel), subject, text } });
    }
  }
  const { kind, about, suspended } = queued;
  return {
    ...{ kind, about, suspended, channel, dryRun: true, sent: 0, before: queued.before.length },
    queued: messages.filter(({ letter }) => letter !== null).length,
    ...{ nextTry: null, stopped: null },
    messages: [...messages, ...queued.skipped.map(withoutLetter)],
  };
}
