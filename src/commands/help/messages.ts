import { visible } from '../../domain/values/text.ts';
import type { Start } from '../context.ts';
import { cronCommand } from './cron.ts';

/** `mess help messages`: how students are told, and what to do about what did not arrive. */
export function messagesTopic(start: Start): string {
  const retry = `*/5 * * * * MESS_TOKEN_FILE=/path/to/mail.token ${cronCommand(start, 'notify retry --quiet')}`;
  return `How students are told what they owe, and what becomes of the messages.

Say once where this machine hands mail in, and from which address; the password
stands in a file that only you can read (chmod 600):

  mess config set smtp smtp://USER@HOST:587
  mess config set smtp-password-file FILE
  mess config set mail-from ADDRESS

and on the roll where each student gets mail:

  mess student edit ID --email ADDRESS
  mess student import FILE --on-conflict update
                                        of a file with ids and addresses

Then these send, each bill, receipt and day once to each student:

  mess notify bills --month previous    the bill of a month
  mess notify dues --overdue            a reminder to who is late
  mess notify receipt NUMBER            the receipt of a payment
  mess notify receipt --import N        those of all that an import booked

With --dry-run they show to whom which words would go, and with --command PROGRAM
a program of your own takes them, for SMS or WhatsApp. mess notify texts sends
nothing: it prints links for WhatsApp.

What became of each: mess notify list

  queued   waits to be sent: mess notify retry sends it, or cron
  sending  is in hand; after 10 minutes it is unknown
  sent     the mail server or the program took it
  failed   was refused, or tried too often. Where the address is wrong, correct
           it, then: mess notify retry --failed
  unknown  may have arrived or not; to send it again: mess notify retry --unknown
  skipped  is not to be sent: there is no address, or the student wants none
  dismissed
           was told otherwise, or is not to be sent any more, as somebody said:
           mess notify dismiss N

mess status and mess doctor say what failed, is unknown, or waits for too long.

So that cron sends what waits, every five minutes, make a token for it

  mess admin token create mail --may read,messages --output /path/to/mail.token

and give crontab -e this line, below the variables that mess help cron has:

  ${visible(retry)}
`;
}
