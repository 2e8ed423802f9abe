import type { Command, CommanderError } from 'commander';
import { findOtherWord } from '../commands/hints/other-words.ts';
import { shellWord } from '../commands/shell-word.ts';
import { findNearest } from '../domain/values/text.ts';
import { UsageError } from '../errors.ts';
import type { PlainReasonOf } from '../reasons.ts';
import { findMeant } from './meant-command.ts';

/** Why commander refuses, by its codes. */
const REASONS: Readonly<Record<string, PlainReasonOf<'usage'>>> = {
  'commander.unknownOption': 'unknown_option',
  'commander.conflictingOption': 'conflicting_options',
  'commander.optionMissingArgument': 'missing_value',
};

/**
 * What commander refuses, in our words.
 *
 * @param words of the command line
 */
export function toUsageError(
  error: CommanderError,
  program: Command,
  words: readonly string[],
): UsageError {
  const { command, path } = findCommand(program, words);
  const [, unknown] = /unknown command '(.+?)'/.exec(error.message) ?? [];
  if (unknown !== undefined) return noSuchCommand(program, words, unknown, error);
  const [extra] = command.args.slice(command.registeredArguments.length);
  if (error.code === 'commander.excessArguments' && command.commands.length > 0 && extra) {
    return noSuchCommand(program, words, extra, error);
  }
  if (error.code === 'commander.excessArguments') return tooManyWords(command, path, words, error);
  const message = error.message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '');
  const reason = REASONS[error.code] ?? 'bad_value';
  return new UsageError(reason, `${message.charAt(0).toUpperCase()}${message.slice(1)}.`, {
    hint: /unknown option '--csv'/.test(message) ? 'for CSV: --format csv' : `${path} --help`,
    cause: error,
  });
}

/** Mostly a value whose option was left out, or one of several words without quotes. */
function tooManyWords(
  command: Command,
  path: string,
  words: readonly string[],
  cause: CommanderError,
): UsageError {
  const left = command.args.slice(command.registeredArguments.length);
  const sentence = `${path} cannot use: ${left.join(' ')}.`;
  const quoted = quoteValue(command, words, left);
  if (quoted !== undefined) {
    const hint = `a value of several words goes in quotes: ${quoted}`;
    return new UsageError('excess_arguments', sentence, { hint, cause });
  }
  if (command.registeredArguments.at(-1)?.name() === 'FILE') {
    // Many names come of a * in one.
    const hint = `give one file at a time, and a name with blanks in quotes; all else has an option: ${path} --help`;
    return new UsageError('excess_arguments', sentence, { hint, cause });
  }
  const taking = command.options.filter(({ flags }) => flags.includes('<'));
  const options = taking.map(({ flags }) => flags.replace(/^-., /, '')).join(', ');
  const hint =
    options === ''
      ? `a value of several words goes in quotes; see ${path} --help`
      : `say what it is (${options}), and put a value of several words in quotes`;
  return new UsageError('excess_arguments', sentence, { hint, cause });
}

/** `--date "12 Oct"`, where the words that are left stand behind the value of an option. */
function quoteValue(
  command: Command,
  words: readonly string[],
  left: readonly string[],
): string | undefined {
  const [flag = '', value = ''] = words.slice(Math.max(0, words.indexOf(left[0] ?? '') - 2));
  const takesValue = command.options.some(({ long, short, required }) => {
    return required && (long === flag || short === flag);
  });
  return takesValue ? `${flag} ${shellWord([value, ...left].join(' '))}` : undefined;
}

function noSuchCommand(
  program: Command,
  words: readonly string[],
  unknown: string,
  cause: CommanderError,
): UsageError {
  const before = words.slice(0, words.indexOf(unknown));
  const { command, path } = findCommand(program, before);
  const hint =
    findOtherWord(`${path} ${unknown}`.split(' ').slice(1)) ??
    swapped(command, path, unknown, words) ??
    nearest(command, path, unknown) ??
    findMeant(command, path, words.slice(before.length)) ??
    `${path} --help`;
  const sentence = `There is no command ${path} ${unknown}.`;
  return new UsageError('unknown_command', sentence, { hint, cause });
}

/** `mess add student` is `mess student add`. */
function swapped(
  command: Command,
  path: string,
  verb: string,
  words: readonly string[],
): string | undefined {
  const after = words.slice(words.indexOf(verb) + 1);
  const noun = command.commands.find((each) => after[0] === each.name());
  const isVerb = noun?.commands.some((each) => each.name() === verb);
  return isVerb ? `did you mean ${path} ${noun?.name()} ${verb}?` : undefined;
}

function nearest(command: Command, path: string, word: string): string | undefined {
  const names = command.commands.map((each) => each.name());
  const found = findNearest(word, names);
  return found === undefined ? undefined : `did you mean ${path} ${found}?`;
}

/** The command that the words name, as far as they do: `mess bill`, `mess bill show`. */
export function findCommand(
  program: Command,
  words: readonly string[],
): { readonly command: Command; readonly path: string } {
  const path = [program.name()];
  let command = program;
  for (const word of words) {
    const found = command.commands.find((each) => each.name() === word);
    if (found === undefined) continue;
    path.push(word);
    command = found;
  }
  return { command, path: path.join(' ') };
}
