import type { SentMessages, ToldMessage } from '../../documents/messages/outbox.ts';
import type { Language } from '../../domain/mess/language.ts';
import { addressOf, NO_ADDRESS } from '../../domain/messages/addressee.ts';
import type { Delivery } from '../../domain/messages/delivery.ts';
import type { Channel, Message } from '../../domain/messages/message.ts';
import { nameSome, sayCount } from '../../domain/values/text.ts';
import {
  BusyError,
  FailureError,
  InterruptedError,
  OutcomeUnknownError,
  UnavailableError,
} from '../../errors.ts';
import { programDelivery } from '../../mail/program.ts';
import { smtpDelivery } from '../../mail/smtp.ts';
import { rehearsalOf } from '../../operations/mess/change.ts';
import { type Queued, queueMessages } from '../../operations/messages/queue.ts';
import { type SendRange, type Sent, sendQueued } from '../../operations/messages/send.ts';
import type { Order } from '../../operations/messages/who.ts';
import { sentMessagesView } from '../../output/messages/sent.ts';
import type { Context } from '../context.ts';
import type { Entered } from '../verb.ts';
import { RATE } from './options.ts';
import { letterWriter } from './writer.ts';

export interface Sending {
  readonly program?: string | undefined;
  readonly rate?: number | undefined;
  readonly language?: Language | undefined;
}

export interface Ordering extends Sending {
  readonly again: boolean;
  readonly dryRun: boolean;
}

/** Queues the messages of an order and sends them, or shows them. */
export async function runOrder(
  context: Context & Entered,
  order: Order,
  options: Ordering,
): Promise<void> {
  const { mess, actor } = context;
  const channel = channelOf(options);
  const { again } = options;
  if (options.dryRun) {
    const queued = await queueMessages(rehearsalOf(mess), actor, order, { channel, again });
    return print(context, await tellRehearsal(context, queued, channel, options.language));
  }
  // Before anything is queued that then cannot be sent.
  const delivery = await openDelivery(context, options);
  const queued = await queueMessages(mess, actor, order, { channel, again });
  const { kind, about, isMeant } = queued;
  const range = { kind, about: about ?? undefined, isMeant, isNow: false };
  const sent = await send(context, delivery, range, options);
  await finish(context, sent, channel, queued);
}

/** Sends what is queued. @param prepare done first, once it is known that anything can be sent */
export async function runQueued(
  context: Context & Entered,
  range: SendRange,
  options: Sending,
  prepare: () => Promise<unknown>,
): Promise<void> {
  const delivery = await openDelivery(context, options);
  await prepare();
  const sent = await send(context, delivery, range, options);
  await finish(context, sent, channelOf(options));
}

export function channelOf({ program }: Pick<Sending, 'program'>): Channel {
  return program === undefined ? 'email' : 'program';
}

/** @throws UnavailableError no mail server is set on this machine */
export async function openDelivery(
  {
    configuration,
    files,
    machine,
    mess,
  }: Pick<Context, 'configuration' | 'files' | 'machine'> & Entered,
  { program }: Sending,
): Promise<Delivery> {
  if (program !== undefined) return programDelivery(program, machine.endGroup);
  const { server, from, passwordFile } = configuration.mail();
  if (server.user !== undefined && passwordFile === undefined) {
    const sentence = `No password of ${server.user} is set on this machine.`;
    throw new UnavailableError('no_mail_server', sentence, {
      about: { missing: 'smtp-password-file' },
    });
  }
  const password = passwordFile && (await files.readSecretFile(passwordFile));
  return smtpDelivery({ server, password, from: { name: mess.settings.name, address: from } });
}

async function send(
  { mess, actor, terminal, machine }: Context & Entered,
  delivery: Delivery,
  range: SendRange,
  { rate = RATE, language }: Sending,
): Promise<Sent> {
  const write = letterWriter({ mess, actor }, delivery.channel, language);
  try {
    // What was handed over has to be said of the letter in hand.
    return await terminal.runLong(
      ({ signal, onProgress }) =>
        sendQueued(mess, actor, range, {
          ...{ delivery, write, rate, signal, sleep: machine.sleep },
          onLetter: (rows) => onProgress({ phase: 'sending', rows, fraction: undefined }),
        }),
      'cleanly',
    );
  } finally {
    await delivery.close();
  }
}

async function tellRehearsal(
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

function withoutLetter(message: Message): ToldMessage {
  return { ...message, letter: null };
}

/** Says what came of it; what did not go well is an error once that is said. */
async function finish(
  context: Context & Entered,
  sent: Sent,
  channel: Channel,
  queued?: Queued,
): Promise<void> {
  const { stopped } = sent;
  const told = new Set(sent.left.map(({ no }) => no));
  const before = (queued?.before ?? []).filter(({ no }) => !told.has(no));
  const run: SentMessages = {
    kind: queued?.kind ?? null,
    about: queued?.about ?? null,
    suspended: queued?.suspended ?? 0,
    ...{ channel, dryRun: false, sent: sent.sent, queued: sent.queued },
    before: before.length,
    nextTry: sent.nextTry,
    stopped: stopped === null ? null : 'words' in stopped ? stopped.words : stopped.why,
    messages: [...sent.left, ...(queued?.skipped ?? [])].map(withoutLetter),
  };
  await print(context, run);
  context.answer.warn(warnOfEarlier(before));
  refuseUnsent(run, sent);
}

async function print(
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
function warnOfEarlier(before: readonly Message[]): string[] {
  return EARLIER.flatMap(([state, say]) => {
    const those = before.filter((message) => message.state === state);
    return those.length === 0 ? [] : [say(nameStudents(those))];
  });
}

const EARLIER: readonly (readonly [Message['state'], (ids: string) => string])[] = [
  [
    'failed',
    (ids) =>
      `Failed before: ${ids}. mess student edit ID --email ADDRESS corrects an address; mess notify retry --failed tries them again.`,
  ],
  [
    'unknown',
    (ids) =>
      `Not known whether it arrived: ${ids}. mess notify retry --unknown sends them again, and who got one gets a second copy.`,
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
function refuseUnsent({ messages, sent: count, queued }: SentMessages, { stopped }: Sent): void {
  if (stopped?.why === 'interrupted') {
    const sentence = `Interrupted: ${count} sent, ${queued} still queued.`;
    throw new InterruptedError('interrupted', sentence, { hint: 'mess notify retry' });
  }
  if (stopped !== null) {
    throw new UnavailableError('messages_refused', `No more can be sent: ${stopped.words}.`);
  }
  const having = (state: Message['state']) => messages.filter((each) => each.state === state);
  const [unknown, failed] = [having('unknown').length, having('failed').length];
  if (unknown > 0) {
    const sentence = `It is not known of ${unknown} of the messages whether they arrived.`;
    throw new OutcomeUnknownError('messages_unknown', sentence);
  }
  if (failed > 0) {
    throw new FailureError('messages_failed', `${failed} of the messages could not be sent.`);
  }
  if (queued > 0) {
    throw new BusyError('messages_waiting', `${queued} of the messages wait to be tried again.`);
  }
}
