import type { Argument, Command, Option } from 'commander';
import { isTaken } from '../commands/options/inputs.ts';
import { shellWord } from '../commands/shell-word.ts';

/** Verbs that somebody may have left out, in the order of what is likely; none of them takes anything back. */
const LEFT_OUT = ['show', 'list', 'record', 'add', 'receive', 'set', 'count'];
/** Who only names somebody asks for these. */
const READING = ['show', 'list'];

/** What an argument must be called to be filled; a name that is free would take any word. */
const ARGUMENTS = ['ID', 'RECEIPT'];

/**
 * The whole command of who left the verb out: `mess dues show S001` of `mess dues S001`. Undefined where
 * no verb of the noun can use all the words.
 *
 * @param path the words as far as they are a command, with `mess`
 * @param words those behind it
 */
export function findMeant(
  noun: Command,
  path: string,
  words: readonly string[],
): string | undefined {
  const from = words.findIndex((word) => /^-(\D|$)/.test(word));
  const values = from < 0 ? words : words.slice(0, from);
  const options = from < 0 ? [] : words.slice(from).map(shellWord);
  for (const name of LEFT_OUT) {
    const verb = noun.commands.find((each) => each.name() === name);
    const filled = verb && fill(verb, values);
    const isEnough = READING.includes(name) || filled?.some((word) => word.startsWith('--'));
    if (filled !== undefined && isEnough) return [path, name, ...filled, ...options].join(' ');
  }
  return undefined;
}

/** The words with their options; undefined where one has no place. */
function fill(verb: Command, words: readonly string[]): string[] | undefined {
  let places = placesOf(verb);
  if (places === undefined) return undefined;
  const filled: string[] = [];
  for (const word of words) {
    const place: Place | undefined = places.find(({ takes }) => takes(word));
    if (place === undefined) return undefined;
    const flag: string | undefined = place.flag;
    places = places.filter((each) => each.flag !== flag);
    if (flag === undefined) filled.unshift(shellWord(word));
    else if (word.startsWith('-')) filled.push(`${flag}=${word}`);
    else filled.push(flag, shellWord(word));
  }
  return filled;
}

interface Place {
  /** Undefined for the argument. */
  readonly flag: string | undefined;
  takes(word: string): boolean;
}

/** In the order in which a word of digits alone goes to them; undefined for a verb that needs other words. */
function placesOf({ registeredArguments, options }: Command): Place[] | undefined {
  const [argument] = registeredArguments;
  const isFilled = argument !== undefined && ARGUMENTS.includes(argument.name());
  if (argument?.required && !isFilled) return undefined;
  const place = (flag: string): Place[] => {
    const option = options.find(({ long }) => long === flag);
    return option === undefined ? [] : [{ flag, takes: (word) => isTaken(option, word) }];
  };
  const isNumbered = (word: string, reader: Argument | Option) =>
    /\d/.test(word) && isTaken(reader, word);
  const [student] = options.filter(({ long }) => long === '--student');
  return [
    // `Oct 2025` is a month before it is an id.
    ...place('--month').map((month) => ({
      ...month,
      takes: (word: string) => !/^\d+$/.test(word) && month.takes(word),
    })),
    ...(isFilled ? [{ flag: undefined, takes: (word: string) => isNumbered(word, argument) }] : []),
    ...(student === undefined
      ? []
      : [{ flag: '--student', takes: (word: string) => isNumbered(word, student) }]),
    ...place('--amount'),
    ...place('--days'),
    ...place('--month'),
  ];
}
