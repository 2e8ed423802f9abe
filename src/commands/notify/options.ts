import { LANGUAGES } from '../../domain/mess/language.ts';
import { parseId } from '../../domain/values/id.ts';
import { parseCount } from '../../domain/values/size.ts';
import { ValueError } from '../../errors.ts';
import { parsePath } from '../options/arguments.ts';
import { choiceOption, flagOption, listOption, valueOption } from '../options/values.ts';

export const languageOption = () =>
  choiceOption(
    '--language <LANGUAGE>',
    'in which messages are written (that of the settings)',
    LANGUAGES,
  );

/** How messages are sent. */
export const sendingOptions = () => ({
  program: valueOption(
    '--command <PROGRAM>',
    'a program of your own that takes each message, in place of e-mail',
    parseProgram,
  ),
  language: languageOption(),
  rate: valueOption('--rate <N>', 'at most so many messages a second (5)', parseRate),
});

/** An empty one is a variable that was not set, and no program. */
function parseProgram(text: string): string {
  if (text.trim() === '') throw new ValueError('bad_path', 'name a program');
  return parsePath(text);
}

function parseRate(text: string): number {
  const rate = parseCount(text);
  if (rate === 0) throw new ValueError('bad_count', 'at least 1');
  return rate;
}

/** Of what queues messages. */
export const orderOptions = () => ({
  ...sendingOptions(),
  again: flagOption('--again', 'also to who got it, or of whom it is not known or failed'),
  dryRun: flagOption('--dry-run', 'show what would be sent, and send nothing'),
});

export const onlyOption = () =>
  listOption('--student <ID>', 'to this student alone; may be given several times', parseId);

export const RATE = 5;

/** What every sending command does besides. */
export const HOW_IT_ENDS = [
  'Each message is queued first, and then sent: one of the same bill, receipt or day goes to each student once, also where two do it at the same time, unless --again. What the server cannot take now stays queued and is tried after 1, 5, 30 and 120 minutes by mess notify retry; what it refuses is failed, with its words; where no answer came to a whole message it is unknown, and never sent again by itself.',
  'Ends with 0 when all was sent or skipped; else with 9 when the server refuses to work or fails five times in a row, 4 when whoever began it may send no more, 10 when it is not known of some, 1 when some failed, 7 when some wait for another try.',
].join('\n\n');

/** What a program of the mess's own is handed. */
export const HOW_A_PROGRAM =
  'With --command PROGRAM each message goes as JSON to the standard input of that program, without a shell: channel, to (the phone number), name, subject, text, template and variables of an SMS, studentId, month, messageId. Exit 0 means sent, 75 try later, 76 that nobody knows whether it arrived, anything else failed; the first line of its standard error is the reason.';
