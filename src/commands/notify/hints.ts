import type { Hints } from '../hints/hint.ts';

const SET = {
  smtp: 'mess config set smtp smtp://USER@HOST:587; through a program of your own: --command PROGRAM',
  'mail-from': 'mess config set mail-from ADDRESS',
  'smtp-password-file': 'mess config set smtp-password-file FILE',
};

/** What sends again what goes this way: a program is not kept, and is named each time. */
export function retryBy(channel: 'email' | 'program', how = ''): string {
  return `mess notify retry${how}${channel === 'program' ? ' --command PROGRAM' : ''}`;
}

/** Of messages. */
export const MESSAGE_HINTS = {
  no_mail_server: ({ missing }) => SET[missing],
  messages_refused: ({ channel }) =>
    `nothing of what is queued is lost: once it takes messages again, ${retryBy(channel)} sends them`,
  messages_failed: ({ channel }) =>
    `mess notify list --state failed says why; ${retryBy(channel, ' --failed')} tries them again`,
  messages_unknown: ({ channel }) =>
    `mess notify list --state unknown; ${retryBy(channel, ' --unknown')} sends them again, and who got one gets a second copy; mess notify dismiss N where it arrived`,
  unknown_message: 'mess notify list',
  message_over: 'mess notify list; what was sent is sent once more by --again',
  messages_waiting: ({ channel }) =>
    `${retryBy(channel)}, once the waits are over; --now does not wait`,
} satisfies Partial<Hints>;
