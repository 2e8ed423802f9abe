import type { SaidTrouble } from '../../domain/messages/troubles.ts';
import { retryBy } from './hints.ts';

/** The command for messages that did not arrive. */
export function nextMessageStep({
  state,
  channel,
}: Pick<SaidTrouble, 'state' | 'channel'>): string {
  if (state !== 'waiting') return `mess notify list --state ${state}`;
  return retryBy(channel);
}
