import { visible } from '../../output/page/terminal-text.ts';
import type { Start } from '../context.ts';
import { shellWord } from '../shell-word.ts';

const REGISTER = 'bill register --month previous --from-purchases --if-missing --quiet';

/** `mess help cron`: the lines of a crontab, with the paths of this machine. */
export function cronTopic({ words, environment, tokenFile, passwordFile }: Start): string {
  const program = words.map(shellWord).join(' ');
  const lines = [
    ...environment.map(([name, value]) => `${name}=${crontabValue(value)}`),
    // In the command of a crontab a bare % is the end of the line.
    `15 6 * * * ${program.replaceAll('%', '\\%')} ${REGISTER}`,
  ];
  const password =
    passwordFile === undefined
      ? ''
      : `
The password of the database goes into a file that only you can read (chmod 600):

  ${visible(shellWord(passwordFile))}
`;
  return `How cron registers each month's bill from its purchases.

Once, signed in as an owner, make a service token:

  mess admin token create cron --output ${visible(shellWord(tokenFile))}
${password}
Then give these lines to crontab -e:

${lines.map((line) => `  ${visible(line)}\n`).join('')}
It runs every day, at 06:15 by the clock of the machine. The month is the one
before this one, by the clock of the mess's time zone. A month that has or had
its bill is left alone, so it may run as often as you like, and what a day
missed the next one makes up for.

It says nothing when all went well; cron mails what it does say, to whom
MAILTO=ADDRESS above the lines names. A month that is not over, attendance that
is missing and a bill far from the last three it refuses: see mess bill register
--help. To see that it works:

  mess bill list
  mess admin token list     when it was last used, and until when it is good

From 14 days before the end of the token each run warns of it. mess admin token
revoke cron shuts cron out at once.
`;
}

/** A crontab takes the value as it stands, but for blanks at its end. */
function crontabValue(value: string): string {
  if (!/\s$/.test(value)) return value;
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}
