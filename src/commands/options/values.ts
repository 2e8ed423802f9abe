import { Argument, Option } from 'commander';
import { parseId } from '../../domain/values/id.ts';
import { type Decimal, decimalToMinor, parseDecimal } from '../../domain/values/money.ts';
import {
  type Month,
  type MonthReference,
  parseMonthReference,
  resolveMonth,
} from '../../domain/values/month.ts';
import { UsageError, ValueError } from '../../errors.ts';
import { type Mess, today } from '../../operations/mess/mess.ts';
import { shorten } from '../../output/page/terminal-text.ts';
import type { Context, Question } from '../context.ts';

/** Runs a rule of `domain` on a value of the command line; what it refuses is exit 2. */
export function checkValue<T>(label: string, value: string, rule: (text: string) => T): T {
  try {
    return rule(value);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const shown = value.trim() === '' ? '' : ` (${shorten(value)})`;
    throw new UsageError(`${label}: ${error.message}${shown}`, { cause: error });
  }
}

/** Runs an operation that may find, once it knows more, that a value of the command line is wrong. */
export async function checkRule<T>(label: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new UsageError(`${label}: ${error.message}`, { cause: error });
  }
}

/** An option whose value a parser of `domain` reads. */
export function valueOption<T>(
  flags: string,
  description: string,
  parse: (text: string) => T,
): Option {
  const option = new Option(flags, description);
  const label = option.long ?? flags;
  let given = false;
  return option.argParser((value: string) => {
    // The last one would win silently, and one of two amounts is a mistake.
    if (given) throw new UsageError(`${label} is given twice.`, { hint: 'give it once' });
    given = true;
    return checkValue(label, value, parse);
  });
}

/** A positional argument, the id of a student or an admin, or the name of a service token. */
export function idArgument(usage: '<ID>' | '[ID]' | '<NAME>', description: string): Argument {
  return new Argument(usage, description).argParser((value: string) =>
    checkValue(usage.slice(1, -1), value, parseId),
  );
}

export function monthOption(description = 'the month, like 2025-05, 05/2025 or May 2025'): Option {
  return valueOption('--month <MONTH>', description, parseMonthReference);
}

/**
 * A value that was given, or the answer of the person at the terminal.
 *
 * @param missing what is missing, such as `--month`
 * @throws UsageError nobody can be asked
 */
export async function givenOrAsked<T>(
  context: Context,
  given: T | undefined,
  missing: string,
  message: string,
  parse: (text: string) => T,
): Promise<T> {
  if (given !== undefined) return given;
  if (context.prompter === undefined) {
    throw new UsageError(`${missing} is missing.`, { hint: `give ${missing}` });
  }
  return parse(await context.prompter.text({ message, check: checkWith(parse) }));
}

/** For a prompt: what a parser of `domain` has to say about an answer. */
export function checkWith(parse: (text: string) => unknown): NonNullable<Question['check']> {
  return (answer) => {
    try {
      parse(answer);
      return true;
    } catch (error) {
      if (error instanceof ValueError) return error.message;
      throw error;
    }
  };
}

/** `--month`, given or asked for, in the mess's time zone. */
export async function getMonth(
  context: Context,
  mess: Mess,
  given: MonthReference | undefined,
): Promise<Month> {
  const reference = await givenOrAsked(
    context,
    given,
    '--month',
    'Month (like 2025-05)',
    parseMonthReference,
  );
  return resolveMonth(reference, () => today(mess));
}

/** An amount of money of the command line, whose decimals the mess's currency decides. */
export function amountOption(flags: string, description: string): Option {
  return valueOption(flags, description, parseDecimal);
}

/** @throws UsageError it does not fit the currency */
export function toAmountMinor(mess: Mess, flag: string, amount: Decimal): bigint {
  return checkValue(flag, '', () => decimalToMinor(amount, mess.settings.currencyDecimals));
}
