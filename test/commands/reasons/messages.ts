import { MESSAGE_HINTS } from '../../../src/commands/notify/hints.ts';
import type { Reason } from '../../../src/reasons.ts';
import { inMay, type Refused, run, runAfter, type Way } from './way.ts';

const BILL = 'bill register --month 2025-05 --total 60000 --quiet';

/** To the program of the mess, which ends so. */
function sent(script: string): Refused {
  return async (mess) => {
    const program = await mess.file('send', `#!/bin/sh\n${script}\n`, 0o755);
    return inMay(`notify bills 2025-05 --command ${program}`, BILL)(mess);
  };
}

export const MESSAGE_WAYS = {
  no_mail_server: {
    exit: 9,
    hint: MESSAGE_HINTS.no_mail_server({ missing: 'mail-from' }),
    reach: runAfter(['config set smtp smtp://localhost:25 --quiet'], 'notify dues'),
  },
  messages_failed: {
    exit: 1,
    hint: MESSAGE_HINTS.messages_failed({ channel: 'program' }),
    reach: sent('exit 1'),
  },
  messages_unknown: {
    exit: 10,
    hint: MESSAGE_HINTS.messages_unknown({ channel: 'program' }),
    reach: sent('kill -9 $$'),
  },
  messages_waiting: {
    exit: 7,
    hint: MESSAGE_HINTS.messages_waiting({ channel: 'program' }),
    reach: sent('exit 75'),
  },
  unknown_message: {
    exit: 3,
    hint: MESSAGE_HINTS.unknown_message,
    reach: run('notify dismiss 7'),
  },
  message_over: {
    exit: 8,
    hint: MESSAGE_HINTS.message_over,
    reach: async (mess) => {
      await inMay('notify bills 2025-05 --command true --quiet', BILL)(mess);
      return mess('notify', 'dismiss', '1', '--json');
    },
  },
  messages_refused: {
    exit: 9,
    hint: MESSAGE_HINTS.messages_refused({ channel: 'program' }),
    reach: (mess) => inMay('notify bills 2025-05 --command ./no-such-program', BILL)(mess),
  },
} satisfies Partial<Readonly<Record<Reason, Way>>>;
