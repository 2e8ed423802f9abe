import type { Argument, Command, Option } from 'commander';
import { TOKEN_RIGHTS } from '../../domain/access/service-token.ts';
import { STUDENT_SIGN_INS } from '../../domain/mess/settings.ts';
import { HEAD_KINDS } from '../../domain/purchases/purchase.ts';
import { CONFIG_KEYS } from '../../domain/upkeep/configuration.ts';
import { DATE_FORMS } from '../../domain/values/date-form.ts';
import { currentName } from '../../domain/values/time-zone.ts';
import { HELP_TOPICS } from '../help/topics.ts';

/** What may stand at the cursor. */
export interface Candidate {
  readonly value: string;
  readonly description: string;
}

/** Of what the database has the names. */
export type Recorded =
  | 'students'
  | 'branches'
  | 'admins'
  | 'tokens'
  | 'months'
  | 'heads'
  | 'hidden heads'
  | 'purchases'
  | 'imports'
  | 'profiles';

/** What is to be completed. */
export interface Place {
  /** What the program itself knows. */
  readonly candidates: readonly Candidate[];
  readonly recorded?: Recorded;
  /** Several may stand there, with commas between. */
  readonly isList?: true;
  /** The name of a file, which the shell knows. */
  readonly files?: true;
}

const NOTHING: Place = { candidates: [] };

/**
 * What may stand behind the words of a command line.
 *
 * @param program in which the commands that the words name are declared in full
 * @param current what there is of the word at the cursor
 */
export function findPlace(program: Command, before: readonly string[], current: string): Place {
  const { command, words, awaiting, onlyWords, isHelp } = walk(program, before);
  const isOption = current.startsWith('-') && !onlyWords;
  if (awaiting !== undefined && !(awaiting.variadic && isOption)) {
    return valuesOf(awaiting, command);
  }
  if (isOption) return { candidates: optionsOf(program, command) };
  if (command.commands.length > 0 && words === 0) {
    const names = command.commands.map((each) => candidate(each.name(), each.summary()));
    const topics = [...HELP_TOPICS.keys()].map((topic) => candidate(topic));
    return { candidates: isHelp && command === program ? [...names, ...topics] : names };
  }
  const { registeredArguments: all } = command;
  const argument = all[words] ?? (all.at(-1)?.variadic ? all.at(-1) : undefined);
  return argument === undefined || isHelp ? NOTHING : valuesOf(argument, command);
}

interface Walked {
  /** The command that the words name so far. */
  readonly command: Command;
  /** How many words it has behind it. */
  readonly words: number;
  /** The option whose value comes next. */
  readonly awaiting: Option | undefined;
  /** Behind `--` nothing is an option. */
  readonly onlyWords: boolean;
  readonly isHelp: boolean;
}

function walk(program: Command, before: readonly string[]): Walked {
  let command = program;
  let words = 0;
  let awaiting: Option | undefined;
  let onlyWords = false;
  let isHelp = false;
  for (const word of before) {
    const child = words === 0 ? command.commands.find((each) => each.name() === word) : undefined;
    const isOption = word.startsWith('-') && !onlyWords;
    if (awaiting?.variadic && !isOption) continue;
    if (awaiting !== undefined && !awaiting.variadic) awaiting = undefined;
    else if (word === '--') onlyWords = true;
    else if (isOption) {
      const option = [...command.options, ...program.options].find(
        ({ long, short }) => word === long || word === short,
      );
      awaiting = option?.required ? option : undefined;
    } else if (child === undefined) words += 1;
    else if (child.name() === 'help') isHelp = true;
    else command = child;
  }
  return { command, words, awaiting, onlyWords, isHelp };
}

function optionsOf(program: Command, command: Command): Candidate[] {
  const options = [...command.options, ...program.options].filter(({ hidden }) => !hidden);
  const named = new Map(
    options.map(({ long, short, description }) => [long ?? short ?? '', description]),
  );
  // Commander has it of itself.
  named.set('--help', 'display help for command');
  if (command !== program) named.delete('--version');
  return [...named].map(([name, description]) => candidate(name, description));
}

function valuesOf(input: Argument | Option, command: Command): Place {
  if (input.argChoices !== undefined) {
    return { candidates: input.argChoices.map((choice) => candidate(choice)) };
  }
  const isOption = 'flags' in input;
  const name = isOption ? (/<(\w+)/.exec(input.flags)?.[1] ?? '') : input.name();
  if (FILES.includes(name)) return { candidates: [], files: true };
  const recorded = recordedOf(name, isOption ? input.long : undefined, command);
  const candidates = (recorded === undefined ? wordsOf(name, command) : WORDS[recorded]) ?? [];
  const place = recorded === undefined ? { candidates } : { candidates, recorded };
  return LISTS.includes(name) ? { ...place, isList: true } : place;
}

const FILES = ['FILE', 'FOLDER', 'PATH', 'ADDRESS', 'VALUE'];
const LISTS = ['IDS', 'RIGHTS'];

/** What may be said in place of a name. */
const WORDS: { readonly [R in Recorded]?: readonly Candidate[] } = {
  months: [candidate('this', 'the month that it is'), candidate('previous', 'the one before')],
};

/** Of what the database has the names; by how inputs are called everywhere, and else by the command. */
function recordedOf(
  name: string,
  option: string | null | undefined,
  command: Command,
): Recorded | undefined {
  const noun = command.parent?.name();
  switch (name) {
    case 'MONTH':
      return 'months';
    case 'BRANCH':
      return 'branches';
    case 'IDS':
      return 'students';
    case 'HEAD':
      return command.name() === 'unhide' ? 'hidden heads' : 'heads';
    case 'OLD':
      return noun === 'heads' ? 'heads' : undefined;
    case 'NAME':
      if (option !== undefined) return option === '--profile' ? 'profiles' : undefined;
      if (noun === 'import-profiles') return command.name() === 'add' ? undefined : 'profiles';
      return noun === 'token' && command.name() === 'revoke' ? 'tokens' : undefined;
    case 'N':
      if (option !== undefined) return undefined;
      return noun === 'purchase' ? 'purchases' : noun === 'attendance' ? 'imports' : undefined;
    case 'ID':
      // The id of an option is a new one, but of who made a change.
      if (option !== undefined) return option === '--by' ? 'admins' : undefined;
      return noun === 'admin' ? 'admins' : 'students';
    default:
      return undefined;
  }
}

/** What the program itself knows of values that a parser reads. */
function wordsOf(name: string, command: Command): readonly Candidate[] | undefined {
  const all: Readonly<Record<string, () => readonly string[]>> = {
    KEY: () => CONFIG_KEYS,
    KIND: () => HEAD_KINDS,
    RIGHTS: () => TOKEN_RIGHTS,
    WAY: () => STUDENT_SIGN_INS,
    ZONE: () => ['UTC', ...Intl.supportedValuesOf('timeZone').map(currentName)],
    CODE: () => Intl.supportedValuesOf('currency'),
    // Files have forms of their own.
    FORM: () => (command.name() === 'settings' ? DATE_FORMS : []),
  };
  return all[name]?.().map((word) => candidate(word));
}

function candidate(value: string, description = ''): Candidate {
  return { value, description };
}
