import type { Knex } from 'knex';
import { listMessages } from '../../data/messages/outbox.ts';
import { listTroubles, type MessageTrouble } from '../../domain/messages/troubles.ts';

/** What there is to know of messages that did not arrive; one for each way in which they go, where there is anything. */
export async function readTroubles(db: Knex, now: Date): Promise<MessageTrouble[]> {
  const states = ['queued', 'sending', 'failed', 'unknown'] as const;
  return listTroubles(await listMessages(db, { states }), now);
}
