import { parseEmail } from '../../domain/students/email.ts';
import { parseBranch, parseName } from '../../domain/students/student.ts';
import { parseWrittenDate, type WrittenDate } from '../../domain/values/date-form.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import { proposeMonth } from '../../operations/billing/propose-month.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import type { Terminal } from '../context.ts';
import { dateReader, exampleDate, toDate, writeToday } from '../options/dates.ts';
import { checkWith, valueOption } from '../options/values.ts';

/** What the roll says of a student, besides the id. */
export const DETAIL_OPTIONS = {
  name: valueOption('--name <NAME>', 'the full name', parseName),
  branch: valueOption('--branch <BRANCH>', 'the branch or department', parseBranch),
  phone: valueOption('--phone <PHONE>', '10 digits, or + and 8 to 15 digits', parsePhone),
  email: valueOption('--email <ADDRESS>', 'where messages go, like asha@example.org', parseEmail),
  joined: joinedOption('--joined <DATE>', 'the first day on the roll, like 2025-05-12, or always'),
};

/** The first day on the roll, or `always`: it is not known. */
function joinedOption(flags: string, description: string) {
  return valueOption<WrittenDate | typeof ALWAYS>(
    flags,
    description,
    (text) => findAlways(text) ?? parseWrittenDate(text),
  );
}

const ALWAYS = 'always';

function findAlways(text: string): typeof ALWAYS | undefined {
  return text.trim().toLowerCase() === ALWAYS ? ALWAYS : undefined;
}

/**
 * The date `YYYY-MM-DD` of `--joined`, null for `always`.
 *
 * @throws UsageError it is no date in the form of the mess
 */
export function toJoined(
  mess: Mess,
  given: WrittenDate | typeof ALWAYS | undefined,
): string | null | undefined {
  return given === ALWAYS ? null : toDate(mess, '--joined', given);
}

/**
 * Asks for the first day on the roll. Who is entered while a mess is set up was there before, mostly, and
 * later it is today. Where nobody can be asked it is not known, which is an answer too.
 */
export async function askJoined(mess: Mess, { prompter }: Terminal): Promise<string | null> {
  if (prompter === undefined) return null;
  const read = dateReader(mess);
  const parse = (text: string) => (findAlways(text) ? null : read(text));
  const message = `Joined on (like ${exampleDate(mess)}, or ${ALWAYS})`;
  const isSetUp = [
    await proposeMonth(mess, 'read a bill'),
    await proposeMonth(mess, 'reopen'),
  ].some((month) => month !== undefined);
  const question = {
    message,
    default: isSetUp ? writeToday(mess) : ALWAYS,
    check: checkWith(parse),
  };
  return parse(await prompter.text(question));
}
