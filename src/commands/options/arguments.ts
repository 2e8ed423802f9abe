import { Argument, type Command } from 'commander';
import { parseId } from '../../domain/values/id.ts';
import { splitList } from '../../domain/values/text.ts';
import { UsageError, ValueError } from '../../errors.ts';
import type { Question, Terminal } from '../context.ts';
import { exampleOf } from '../examples.ts';
import { sayRefusal } from '../hints/say/mistake.ts';
import type { Inputs, Typed } from './inputs.ts';
import { checkValue } from './values.ts';

/** The command that lists what an argument may be. */
const LISTED_BY = new WeakMap<Argument, string>();

/**
 * A positional argument that a parser of `domain` reads; `[ID]` may be left out, `<ID>` not.
 *
 * @param description begins with what it is called when it is missing: `the number of the purchase; …`
 * @param listedBy the command that lists what it may be
 */
export function valueArgument<U extends string, T>(
  usage: U,
  description: string,
  parse: (text: string) => T,
  listedBy?: string,
): Argument & Typed<U extends `[${string}` ? T | undefined : T> {
  const argument = new Argument(usage, description);
  if (listedBy !== undefined) LISTED_BY.set(argument, listedBy);
  return argument.argParser((value: string) => checkValue(labelOf(argument), value, parse));
}

/** The same for one or more of them, `<N...>`, or for any number, `[N...]`. Commas may stand between them. */
export function valuesArgument<T>(
  usage: `<${string}...>` | `[${string}...]`,
  description: string,
  parse: (text: string) => T,
  listedBy: string,
): Argument & Typed<readonly T[]> {
  const argument = new Argument(usage, description);
  LISTED_BY.set(argument, listedBy);
  return argument.argParser((value: string, before: readonly T[] = []) => [
    ...before,
    ...splitList(value).map((each) => checkValue(labelOf(argument), each, parse)),
  ]);
}

/** The file that a command reads. */
export function fileArgument() {
  return valueArgument('<FILE>', 'the file', parsePath);
}

/** @throws ValueError a shell would have said whose home it is; here it would be a folder called ~ */
export function parsePath(text: string): string {
  if (!text.startsWith('~/')) return text;
  throw new ValueError('bad_path', 'write the whole path, without ~');
}

/** One of some words, and whatever else a parser takes for one of them. */
export function choiceArgument<T extends string>(
  usage: `<${string}>`,
  description: string,
  choices: readonly T[],
  parse: (text: string) => T = choiceParser(choices),
): Argument & Typed<T> {
  // The parser comes last: that of the choices refuses in words of its own.
  const argument = new Argument(usage, description).choices(choices);
  return argument.argParser((value: string) => checkValue(labelOf(argument), value, parse));
}

function choiceParser<T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const chosen = choices.find((each) => each === text.trim());
    if (chosen !== undefined) return chosen;
    throw new ValueError('bad_choice', `not known; there is ${choices.join(', ')}`);
  };
}

/** The id of a student or an admin, or the name of a service token. */
export function idArgument<U extends '<ID>' | '[ID]' | '<NAME>'>(
  usage: U,
  description: string,
  listedBy?: string,
) {
  return valueArgument(usage, description, parseId, listedBy);
}

export function studentArgument<U extends '<ID>' | '[ID]'>(usage: U) {
  return idArgument(usage, 'the id of the student', 'mess student list');
}

export function adminArgument<U extends '<ID>' | '[ID]'>(usage: U) {
  return idArgument(usage, 'the id of the admin', 'mess admin list');
}

/** Arguments that must be there and are not, by the names of their inputs. */
export type Missing = ReadonlyMap<string, Argument>;

export function listMissing(inputs: Inputs, values: Readonly<Record<string, unknown>>): Missing {
  const missing = new Map<string, Argument>();
  for (const [name, input] of Object.entries(inputs)) {
    const value = values[name];
    const isThere = Array.isArray(value) ? value.length > 0 : value !== undefined;
    if (input instanceof Argument && input.required && !isThere) missing.set(name, input);
  }
  return missing;
}

/** @throws UsageError one is missing, and nobody can be asked */
export function refuseMissing(terminal: Terminal, missing: Missing, command: Command): void {
  const [first] = missing.values();
  if (first !== undefined && terminal.prompter === undefined) throw missingArgument(first, command);
}

/** Asks for each; the answers are read as the command line is. */
export async function askMissing(
  terminal: Terminal,
  missing: Missing,
): Promise<Readonly<Record<string, unknown>>> {
  const asked: Record<string, unknown> = {};
  // Who asks nothing does not look for somebody to ask either: opening standard input takes its time.
  if (missing.size === 0) return asked;
  const { prompter } = terminal;
  if (prompter === undefined) return asked;
  for (const [name, argument] of missing) {
    const message = questionFor(argument);
    const { argChoices: choices } = argument;
    asked[name] =
      choices === undefined
        ? readAnswer(argument, await prompter.text({ message, check: checkAnswer(argument) }))
        : await prompter.choose({ message, choices });
  }
  return asked;
}

/** What is missing, in words, and how it is given. */
export function missingArgument(argument: Argument, command: Command): UsageError {
  const [listedBy, example] = [LISTED_BY.get(argument), exampleOf(command)];
  const hints = [
    ...(listedBy === undefined ? [] : [`${listedBy} shows it`]),
    ...(argument.argChoices === undefined ? [] : [`there is ${argument.argChoices.join(', ')}`]),
    ...(example === undefined ? [] : [`like: ${example}`]),
  ];
  return new UsageError('missing_value', `${capitalised(nameOf(argument))} is missing.`, {
    hint: hints.join('; '),
  });
}

/** The question for it: `Number of the purchase (mess purchase list shows it)`. */
function questionFor(argument: Argument): string {
  const listedBy = LISTED_BY.get(argument);
  return listedBy === undefined ? labelOf(argument) : `${labelOf(argument)} (${listedBy} shows it)`;
}

function readAnswer({ parseArg, variadic }: Argument, answer: string): unknown {
  const words = variadic ? answer.trim().split(/[\s,]+/) : [answer.trim()];
  return words.reduce<unknown>((before, word) => parseArg?.(word, before), undefined);
}

function checkAnswer(argument: Argument): NonNullable<Question['check']> {
  return (answer) => {
    if (answer.trim() === '') return `${nameOf(argument)} is missing`;
    try {
      readAnswer(argument, answer);
      return true;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return error.cause instanceof ValueError ? sayRefusal(error.cause) : error.message;
    }
  };
}

/** What it is called: `the number of the purchase`. */
function nameOf({ description }: Argument): string {
  return description.split(/[;:,]/, 1)[0] ?? '';
}

function labelOf(argument: Argument): string {
  return capitalised(nameOf(argument).replace(/^(the|its) /, ''));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
