import type { Command, CommanderError } from 'commander';
import { findOtherWord } from '../commands/hints/other-words.ts';
import { exampleOf } from '../commands/verb.ts';
import { findNearest } from '../domain/values/text.ts';
import { UsageError } from '../errors.ts';
import type { PlainReasonOf } from '../reasons.ts';

/** Why commander refuses, by its codes. */
const REASONS: Readonly<Record<string, PlainReasonOf<'usage'>>> = {
  'commander.unknownOption': 'unknown_option',
  'commander.conflictingOption': 'conflicting_options',
  'commander.missingArgument': 'missing_value',
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
  const { command, path, rest } = findCommand(program, words);
  const [word] = rest;
  const takesCommands = command.commands.length > 0;
  const isUnknown =
    error.code === 'commander.unknownCommand' ||
    (error.code === 'commander.excessArguments' && takesCommands);
  if (isUnknown && word !== undefined) return noSuchCommand(command, path, word, error);
  const [, argument] = /missing required argument '(.+)'/.exec(error.message) ?? [];
  if (argument !== undefined) {
    const example = exampleOf(command);
    const hint = example === undefined ? `${path} --help` : `like: ${example}`;
    return new UsageError('missing_value', `${argument} is missing.`, { hint, cause: error });
  }
  if (error.code === 'commander.excessArguments') {
    const extra = rest.slice(command.registeredArguments.length).join(' ');
    return new UsageError('excess_arguments', `${path} cannot use: ${extra}.`, {
      hint: `a value of several words goes in quotes; see ${path} --help`,
      cause: error,
    });
  }
  const message = error.message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '');
  const reason = REASONS[error.code] ?? 'bad_value';
  return new UsageError(reason, `${message.charAt(0).toUpperCase()}${message.slice(1)}.`, {
    hint: `${path} --help`,
    cause: error,
  });
}

function noSuchCommand(
  command: Command,
  path: string,
  word: string,
  cause: CommanderError,
): UsageError {
  const words = `${path} ${word}`;
  const nearest = findNearest(
    word,
    command.commands.map((each) => each.name()),
  );
  const hint =
    findOtherWord(words.split(' ').slice(1)) ??
    (nearest === undefined ? `${path} --help` : `did you mean ${path} ${nearest}?`);
  return new UsageError('unknown_command', `There is no command ${words}.`, { hint, cause });
}

/** The command that the words name, as far as they do: `mess bill`, `mess bill show`. */
function findCommand(
  program: Command,
  words: readonly string[],
): { readonly command: Command; readonly path: string; readonly rest: readonly string[] } {
  const path = [program.name()];
  let command = program;
  const rest: string[] = [];
  for (const word of words) {
    const found = command.commands.find((each) => each.name() === word);
    if (found === undefined) {
      if (!word.startsWith('-')) rest.push(word);
      continue;
    }
    path.push(word);
    command = found;
  }
  return { command, path: path.join(' '), rest };
}
