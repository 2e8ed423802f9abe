import { visible } from '../../domain/values/text.ts';
import type { Start } from '../context.ts';
import { shellWord } from '../shell-word.ts';

const PER_HEAD = 'bill register --month previous --per-head 3600 --if-missing --quiet';
const REGISTER = 'bill register --month previous --from-purchases --if-missing --quiet';

const IMPORT = 'attendance import /path/to/attlog.dat --profile gate --quiet';

/** `mess help cron`: the lines of a crontab, with the paths of this machine. */
export function cronTopic(start: Start): string {
  const { environment, tokenFile, backupFolder, passwordFile } = start;
  const command = (line: string) => cronCommand(start, line);
  const folder = shellWord(backupFolder);
  const lines = [
    ...environment.map(([name, value]) => `${name}=${crontabValue(value)}`),
    `15 6 * * * ${command(REGISTER)}`,
    `30 2 * * * ${command(`db backup --to ${folder} --keep 14 --quiet`)}`,
  ];
  const password =
    passwordFile === undefined
      ? ''
      : `
The password of the database goes into a file that only you can read (chmod
600):

  ${visible(shellWord(passwordFile))}
`;
  return `How cron registers each month's bill from its purchases, and makes a backup
every night.

Once, signed in as an owner, make a service token that may do both, and a folder
for the backups, best on another disk:

  mess admin token create cron --may bills,backup --output ${visible(shellWord(tokenFile))}
  mkdir -m 700 ${visible(folder)}
${password}
Then give these lines to crontab -e:

${lines.map((line) => `  ${visible(line)}\n`).join('')}
A mess that bills per head has this one for the bill, with what a student pays for
a full month:

  ${visible(`15 6 * * * ${command(PER_HEAD)}`)}

A device at the gate has this one for its log, with a token of its own, which is
made with --may import and stands in the line; mess import-profiles add --help
says what a profile is:

  ${visible(`50 23 * * * MESS_TOKEN_FILE=/path/to/gate.token ${command(IMPORT)}`)}

The bill: every day, at 06:15 by the clock of the machine. The month is the one
before this one, by the clock of the mess's time zone. A month that has or had
its bill is left alone, so it may run as often as you like, and what a day
missed the next one makes up for.

The backup: every night at 02:30, each to a file of its own, which is read back.
Then all but the newest 14 backups of this mess are removed from there, and no
other file.

Nothing is said when all went well; cron mails what it does say, to whom
MAILTO=ADDRESS above the lines names. A month that is not over, attendance that
is missing and a bill far from the last three it refuses.

To see that it works:

  mess bill list
  mess status               when the last backup was made
  mess admin token list     when the token was last used, and until when it is
                            good

From 14 days before the end of the token each run warns of it. To shut cron out
at once: mess admin token revoke cron
`;
}

/** A command of the mess as a crontab takes it. @param line without `mess` */
export function cronCommand({ words }: Pick<Start, 'words'>, line: string): string {
  // There a bare % is the end of the line.
  return `${words.map(shellWord).join(' ')} ${line}`.replaceAll('%', '\\%');
}

/** A crontab takes the value as it stands, but for blanks at its end. */
function crontabValue(value: string): string {
  if (!/\s$/.test(value)) return value;
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}
