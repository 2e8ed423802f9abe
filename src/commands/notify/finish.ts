import type { SentMessages, ToldMessage } from '../../documents/messages/outbox.ts';
import { NO_ADDRESS } from '../../domain/messages/addressee.ts';
import type { Channel, Message } from '../../domain/messages/message.ts';
import { nameSome, sayCount } from '../../domain/values/text.ts';
import {
  BusyError,
  FailureError,
  InterruptedError,
  MessError,
  OutcomeUnknownError,
  UnavailableError,
} from '../../errors.ts';
import type { Stop } from '../../operations/messages/deliver.ts';
import type { Queued } from '../../operations/messages/queue.ts';
import type { Sent } from '../../operations/messages/send.ts';
import { sentMessagesView } from '../../output/messages/sent.ts';
import type { Context } from '../context.ts';
import type { Entered } from '../verb.ts';
import { retryBy } from './hints.ts';

export function withoutLetter(message: Message): ToldMessage {
  return { ...message, letter: null };
}

/** Says what came of it; what did not go well is an error once that is said. */
export async function finish(
  context: Context & Entered,
  sent: Sent,
  channel: Channel,
  queued?: Queued,
): Promise<void> {
  const { stopped } = sent;
  if (sent.queued === undefined) throw brokenOff(sent, channel);
  const told = new Set(sent.left.map(({ no }) => no));
  const before = (queued?.before ?? []).filter(({ no }) => !told.has(no));
  const run: SentMessages = {
    kind: queued?.kind ?? null,
    about: queued?.about ?? null,
    suspended: queued?.suspended ?? 0,
    ...{ channel, dryRun: false, sent: sent.sent, queued: sent.queued },
    before: before.length,
    nextTry: sent.nextTry,
    stopped: stopped && sayStop(stopped),
    messages: [...sent.left, ...(queued?.skipped ?? [])].map(withoutLetter),
  };
  await print(context, run);
  context.answer.warn(warnOfEarlier(before, channel));
  refuseUnsent(run, sent);
}

function sayStop(stop: Stop): string {
  if (stop.why === 'interrupted') return stop.why;
  return stop.why === 'broken off' ? sayCause(stop.error) : stop.words;
}

/** Without the assurance that is for commands: what was sent is sent. */
function sayCause({ message }: MessError): string {
  return message.replace(/ Nothing was changed\.$/, '');
}

/** What ended a run, with its reason and exit code, in a sentence that says what stays done. */
class BrokenOffError extends MessError {
  constructor(cause: MessError, message: string, hint: string) {
    const { reason, about, details } = cause;
    const given = [reason, message, { about, details, hint, cause }];
    super(...(given as ConstructorParameters<typeof MessError>));
  }
}

/** @returns to be thrown: how far the run came, what ended it, and what to do next */
function brokenOff({ sent, queued, stopped }: Sent, channel: Channel): MessError {
  if (stopped?.why !== 'broken off') throw new Error('it was not broken off');
  const { error, inHand } = stopped;
  const left = queued === undefined ? 'the rest still queued' : `${queued} still queued`;
  const lost = inHand && `what became of the message to ${inHand.studentId} is not known`;
  const far = [`${sent} sent`, left, ...(lost ? [lost] : [])].join(', ');
  const signsIn = error.code === 'not_signed_in' || error.code === 'not_allowed';
  const first = signsIn ? 'given by somebody who may' : 'once that is put right';
  const again = `ten minutes from now ${retryBy(channel, ' --unknown')} also sends the one in hand again`;
  const hint = `${first}, ${retryBy(channel)} sends what is queued${lost ? `; ${again}` : ''}`;
  return new BrokenOffError(error, `Broken off: ${far}. ${sayCause(error)}`, hint);
}

export async function print(
  { answer, mess }: Pick<Context, 'answer'> & Entered,
  run: SentMessages,
): Promise<void> {
  await answer.print(sentMessagesView(run, mess.settings));
  if (run.suspended > 0) answer.warn([saySuspended(run.suspended)]);
  const without = run.messages.filter(({ reason }) => reason === NO_ADDRESS);
  if (without.length === 0) return;
  const ids = nameStudents(without);
  answer.warn([`The roll has no e-mail address of ${ids}: mess student edit ID --email ADDRESS.`]);
}

function saySuspended(count: number): string {
  const lines = sayCount(count, 'line');
  return `In suspense, and without a receipt: ${lines} of the bank's file. mess payment suspense lists them.`;
}

/** Of what an earlier run dealt with and that did not arrive, as far as anybody knows: who, and what helps. */
function warnOfEarlier(before: readonly Message[], channel: Channel): string[] {
  return EARLIER.flatMap(([state, say]) => {
    const those = before.filter((message) => message.state === state);
    return those.length === 0 ? [] : [say(nameStudents(those), channel)];
  });
}

const EARLIER: readonly (readonly [Message['state'], (ids: string, channel: Channel) => string])[] =
  [
    [
      'failed',
      (ids, channel) =>
        `Failed before: ${ids}. mess student edit ID --email ADDRESS corrects an address; ${retryBy(channel, ' --failed')} tries them again.`,
    ],
    [
      'unknown',
      (ids, channel) =>
        `Not known whether it arrived: ${ids}. ${retryBy(channel, ' --unknown')} sends them again, and who got one gets a second copy.`,
    ],
    [
      'sending',
      (ids) => `In the hands of another run: ${ids}. mess notify list says what became of it.`,
    ],
  ];

/** Each once, also who has several messages. */
function nameStudents(messages: readonly { readonly studentId: string }[]): string {
  return nameSome([...new Set(messages.map(({ studentId }) => studentId))]);
}

/** @throws MessError not all was sent */
function refuseUnsent({ messages, sent: count, queued, channel }: SentMessages, sent: Sent): void {
  const { stopped } = sent;
  const about = { channel };
  if (stopped?.why === 'broken off') throw brokenOff(sent, channel);
  if (stopped?.why === 'interrupted') {
    const sentence = `Interrupted: ${count} sent, ${queued} still queued.`;
    throw new InterruptedError('interrupted', sentence, { hint: retryBy(channel) });
  }
  if (stopped !== null) {
    throw new UnavailableError('messages_refused', `No more can be sent: ${stopped.words}.`, {
      about,
    });
  }
  const having = (state: Message['state']) => messages.filter((each) => each.state === state);
  const [unknown, failed] = [having('unknown').length, having('failed').length];
  if (unknown > 0) {
    const sentence = `It is not known whether ${sayCount(unknown, 'message')} arrived.`;
    throw new OutcomeUnknownError('messages_unknown', sentence, { about });
  }
  if (failed > 0) {
    throw new FailureError('messages_failed', `${sayCount(failed, 'message')} could not be sent.`, {
      about,
    });
  }
  if (queued > 0) {
    const sentence = `To be tried again: ${sayCount(queued, 'message')}.`;
    throw new BusyError('messages_waiting', sentence, { about });
  }
}
