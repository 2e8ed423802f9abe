import { rehearsalOf } from '../../operations/mess/change.ts';
import type { Carrier } from '../../operations/messages/deliver.ts';
import { queueMessages } from '../../operations/messages/queue.ts';
import { type SendRange, type Sent, sendQueued } from '../../operations/messages/send.ts';
import type { Order } from '../../operations/messages/who.ts';
import type { Context } from '../context.ts';
import type { Entered } from '../verb.ts';
import { channelOf, openDelivery, type Sending } from './delivery.ts';
import { finish, print } from './finish.ts';
import { RATE } from './options.ts';
import { tellRehearsal } from './rehearsal.ts';
import { letterWriter } from './writer.ts';

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
  // Before anything is queued that then cannot be sent, or that is of the next day already.
  const run = await openRun(context, options);
  const queued = await queueMessages(mess, actor, order, { channel, again });
  const { kind, about, isMeant } = queued;
  const range = { kind, about: about ?? undefined, isMeant, isNow: false };
  const sent = await send(context, run, range);
  await finish(context, sent, channel, queued);
}

/** Sends what is queued. @param prepare done first, once it is known that anything can be sent */
export async function runQueued(
  context: Context & Entered,
  range: SendRange,
  options: Sending,
  prepare: () => Promise<unknown>,
): Promise<void> {
  const run = await openRun(context, options);
  await prepare();
  const sent = await send(context, run, range);
  await finish(context, sent, channelOf(options));
}

type Run = Pick<Carrier, 'delivery' | 'write' | 'rate'>;

async function openRun(
  context: Context & Entered,
  { program, rate = RATE, language }: Sending,
): Promise<Run> {
  const delivery = await openDelivery(context, { program });
  return { delivery, rate, write: letterWriter(context, delivery.channel, language) };
}

async function send(
  { mess, actor, terminal, machine }: Context & Entered,
  run: Run,
  range: SendRange,
): Promise<Sent> {
  try {
    // What was handed over has to be said of the letter in hand.
    return await terminal.runLong(
      ({ signal, onProgress }) =>
        sendQueued(mess, actor, range, {
          ...{ ...run, signal, sleep: machine.sleep },
          onLetter: (rows) => onProgress({ phase: 'sending', rows, fraction: undefined }),
        }),
      'cleanly',
    );
  } finally {
    await run.delivery.close();
  }
}
