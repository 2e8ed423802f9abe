import type { Hints } from '../hints/hint.ts';

const SET = {
  smtp: 'mess config set smtp smtp://USER@HOST:587; through a program of your own: --command PROGRAM',
  'mail-from': 'mess config set mail-from ADDRESS',
  'smtp-password-file': 'mess config set smtp-password-file FILE',
};

/** Of messages. */
export const MESSAGE_HINTS = {
  no_mail_server: ({ missing }) => SET[missing],
  messages_refused:
    'nothing of what is queued is lost: once it takes messages again, mess notify retry sends them',
  messages_failed:
    'mess notify list --state failed says why; mess notify retry --failed tries them again',
  messages_unknown:
    'mess notify list --state unknown; mess notify retry --unknown sends them again, and who got one gets a second copy',
  messages_waiting: 'mess notify retry, once the waits are over; --now does not wait',
} satisfies Partial<Hints>;
