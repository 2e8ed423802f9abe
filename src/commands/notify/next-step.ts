import type { SaidTrouble } from '../../domain/messages/troubles.ts';

/** The command for messages that did not arrive. */
export function nextMessageStep({ state, channel }: Omit<SaidTrouble, 'words'>): string {
  if (state !== 'waiting') return `mess notify list --state ${state}`;
  return `mess notify retry${channel === 'program' ? ' --command PROGRAM' : ''}`;
}
