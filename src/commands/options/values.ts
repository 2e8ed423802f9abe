import { Option } from 'commander';
import { amountInCurrency } from '../../domain/mess/written-amount.ts';
import { parseId } from '../../domain/values/id.ts';
import { parseWrittenAmount, type WrittenAmount } from '../../domain/values/money.ts';
import {
  type Month,
  type MonthReference,
  parseMonthReference,
  resolveMonth,
} from '../../domain/values/month.ts';
import { shorten } from '../../domain/values/text.ts';
import { UsageError, ValueError } from '../../errors.ts';
import { type MonthPurpose, proposeMonth } from '../../operations/billing/propose-month.ts';
import { type Mess, today } from '../../operations/mess/mess.ts';
import type { Question, Terminal } from '../context.ts';
import { sayRefusal } from '../hints/say/mistake.ts';
import type { Typed } from './inputs.ts';

/** Runs a rule of `domain` on a value of the command line; what it refuses is exit 2. */
export function checkValue<T>(label: string, value: string, rule: (text: string) => T): T {
  try {
    return rule(value);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const shown = value.trim() === '' ? '' : ` (${shorten(value)})`;
    throw new UsageError('bad_value', `${label}: ${sayRefusal(error)}${shown}`, { cause: error });
  }
}

/** Runs an operation that may find, once it knows more, that a value of the command line is wrong. */
export async function checkRule<T>(label: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new UsageError('bad_value', `${label}: ${sayRefusal(error)}`, { cause: error });
  }
}

/** An option whose value a parser of `domain` reads. */
export function valueOption<T>(
  flags: string,
  description: string,
  parse: (text: string) => T,
): Option & Typed<T | undefined> {
  const option = new Option(flags, description);
  const label = option.long ?? flags;
  return option.argParser((value: string, before: unknown) => {
    // The last one would win silently, and one of two amounts is a mistake.
    if (before !== undefined) {
      throw new UsageError('conflicting_options', `${label} is given twice.`, {
        hint: 'give it once',
      });
    }
    return checkValue(label, value, parse);
  });
}

/** The same for an option that may be given more than once: `--mark H=off --mark HL=half`. */
export function listOption<T>(
  flags: string,
  description: string,
  parse: (text: string) => T,
): Option & Typed<readonly T[] | undefined> {
  const option = new Option(flags, description);
  return option.argParser((text: string, before: readonly T[] = []) => [
    ...before,
    checkValue(option.long ?? flags, text, parse),
  ]);
}

/** An option that any text is good for. */
export function textOption(flags: string, description: string): Option & Typed<string | undefined> {
  return new Option(flags, description);
}

/** An option that is given or not. */
export function flagOption(flags: string, description: string): Option & Typed<boolean> {
  return new Option(flags, description);
}

/** Whether a terminal shows figures as bars too, never in place of them. */
export const chartOption = () =>
  flagOption('--chart', 'on a terminal, draw bars below the figures');

/** An option that is one of some words. */
export function choiceOption<T extends string, D extends T | undefined = undefined>(
  flags: string,
  description: string,
  choices: readonly T[],
  fallback?: D,
): Option & Typed<T | D> {
  const option = new Option(flags, description).choices(choices);
  return fallback === undefined ? option : option.default(fallback);
}

export function monthOption(description = 'the month, like 2025-05, 05/2025 or May 2025') {
  return valueOption('-m, --month <MONTH>', description, parseMonthReference);
}

/** An amount of money, whose decimals the mess's currency decides. */
export function amountOption(flags: string, description: string) {
  return valueOption(flags, description, parseWrittenAmount);
}

/**
 * A value that was given, or the answer of the person at the terminal.
 *
 * @param missing what is missing, such as `--month`
 * @param usual the answer of who only presses Enter
 * @throws UsageError nobody can be asked
 */
export async function givenOrAsked<T>(
  terminal: Pick<Terminal, 'prompter'>,
  given: T | undefined,
  missing: string,
  message: string,
  parse: (text: string) => T,
  usual?: string,
): Promise<T> {
  if (given !== undefined) return given;
  const { prompter } = terminal;
  if (prompter === undefined) throw missingValue(missing);
  const check = checkWith(parse);
  const question = usual === undefined ? { message, check } : { message, check, default: usual };
  return parse(await prompter.text(question));
}

/**
 * A value that was given, or the one that the person at the terminal takes from a list.
 *
 * @param missing what is missing, such as `--role`
 * @param hint what helps whose answer is not among them
 * @throws UsageError nobody can be asked
 */
export async function givenOrChosen<T extends string>(
  { prompter }: Pick<Terminal, 'prompter'>,
  given: T | undefined,
  missing: string,
  message: string,
  choices: readonly T[],
  hint?: string,
): Promise<T> {
  if (given !== undefined) return given;
  if (prompter === undefined || choices.length === 0) throw missingValue(missing);
  return prompter.choose({ message, choices, hint });
}

/** @param missing the option or argument, such as `--role`; its help is the hint */
export function missingValue(missing: string): UsageError {
  return new UsageError('missing_value', `${missing} is missing.`, { hint: `give ${missing}` });
}

/** For a prompt: what a parser of `domain` has to say about an answer. */
export function checkWith(parse: (text: string) => unknown): NonNullable<Question['check']> {
  return (answer) => {
    try {
      parse(answer);
      return true;
    } catch (error) {
      if (error instanceof ValueError) return sayRefusal(error);
      throw error;
    }
  };
}

/** The id of a student, given or asked for. */
export function getStudentId(terminal: Terminal, given: string | undefined): Promise<string> {
  return givenOrAsked(
    terminal,
    given,
    'ID',
    'Id of the student (mess student list shows it)',
    parseId,
  );
}

/**
 * `--month`, given or asked for, in the mess's time zone.
 *
 * @param purpose what it is for, by which a month is proposed
 */
export async function getMonth(
  terminal: Terminal,
  mess: Mess,
  given: MonthReference | undefined,
  purpose: MonthPurpose = 'record',
): Promise<Month> {
  const isAsked = given === undefined && terminal.prompter !== undefined;
  const proposed = isAsked ? await proposeMonth(mess, purpose) : undefined;
  return givenOrProposed(terminal, mess, given, proposed);
}

/** The month of a file that has none in its rows: what it states besides is proposed, and nothing else. */
export function askMonthOfFile(
  terminal: Terminal,
  mess: Mess,
  stated: Month | undefined,
): Promise<Month> {
  return givenOrProposed(terminal, mess, undefined, stated);
}

async function givenOrProposed(
  terminal: Terminal,
  mess: Mess,
  given: MonthReference | undefined,
  proposed: Month | undefined,
): Promise<Month> {
  const message = 'Month (like 2025-05)';
  const parse = parseMonthReference;
  const month = await givenOrAsked(terminal, given, '--month', message, parse, proposed);
  return resolveMonth(month, () => today(mess));
}

/** A month that may be left out, in the mess's time zone. */
export function toMonth(mess: Mess, given: MonthReference | undefined): Month | undefined {
  return given === undefined ? undefined : resolveMonth(given, () => today(mess));
}

/** @throws UsageError it does not fit the currency */
export function toAmountMinor(mess: Mess, flag: string, amount: WrittenAmount): bigint {
  return checkValue(flag, '', () => amountInCurrency(mess.settings, amount));
}
