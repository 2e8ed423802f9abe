import type { EventEmitter } from 'node:events';
import { Argument, type Command, type Option } from 'commander';
import { UsageError } from '../../errors.ts';
import { shellWord } from '../shell-word.ts';

/** Tells the compiler the type of an argument's or an option's value; never set. */
export interface Typed<T> {
  readonly typed?: T;
}

/** What a verb takes from the command line, in the order of its help, by the names its handler uses. */
export type Inputs = Readonly<Record<string, (Argument | Option) & Typed<unknown>>>;

type ValueOf<I> = I extends Typed<infer T> ? T : never;

/** The values of inputs. What may be left out has no key then. */
export type ValuesOf<I> = {
  readonly [K in keyof I as undefined extends ValueOf<I[K]> ? never : K]: ValueOf<I[K]>;
} & {
  readonly [K in keyof I as undefined extends ValueOf<I[K]> ? K : never]?: Exclude<
    ValueOf<I[K]>,
    undefined
  >;
};

export function addInputs(command: Command, inputs: Inputs): void {
  // What is missing is asked for, or refused in our words, once the command runs.
  Object.assign(command, { missingArgument: () => {} });
  for (const input of Object.values(inputs)) {
    if (input instanceof Argument) command.addArgument(input);
    else command.addOption(input);
    if (input instanceof Argument || !input.negate) continue;
    // Before commander's own listener: the last one would win silently.
    (command as unknown as EventEmitter).prependListener(`option:${input.name()}`, () => {
      if (command.getOptionValueSource(input.attributeName()) !== 'cli') return;
      throw new UsageError(
        'conflicting_options',
        `${input.long?.replace('no-', '')} is given twice.`,
        {
          hint: 'give it once',
        },
      );
    });
  }
  const month = bareMonth(inputs);
  if (month?.parseArg === undefined) return;
  const argument = new Argument('[MONTH]', 'the same as --month');
  command.addArgument(argument.argParser(readBareMonth(month.parseArg, command)));
}

/** A bare word that is no month may be an amount, or days, whose option was left out: then it is said. */
function readBareMonth(parse: NonNullable<Option['parseArg']>, { options }: Command) {
  return (text: string, before: unknown) => {
    try {
      return parse(text, before);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const meant = options.find(
        (each) => COUNTED.includes(each.long ?? '') && isTaken(each, text),
      );
      if (meant === undefined) throw error;
      const hint = `if it is what ${meant.long} is for: ${meant.long} ${shellWord(text)}`;
      throw new UsageError('bad_value', error.message, { hint, cause: error });
    }
  };
}

/** Options of figures, which are not months. */
const COUNTED = ['--amount', '--days'];

/** Whether it is a value that the option takes. */
export function isTaken({ parseArg }: Argument | Option, text: string): boolean {
  try {
    parseArg?.(text, undefined);
    return parseArg !== undefined;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

/**
 * Where a month is the only thing that a word can mean, perhaps behind the id of a student, it may be
 * given without its option.
 */
function bareMonth(inputs: Inputs): Option | undefined {
  const all = Object.values(inputs);
  if (all.some((each) => each instanceof Argument && each.name() !== 'ID')) return undefined;
  return all.find((each): each is Option => !(each instanceof Argument) && each.long === '--month');
}

/** The values by the names of their inputs, once the command line was parsed; a flag is true or false. */
export function readInputs(command: Command, inputs: Inputs): Readonly<Record<string, unknown>> {
  const args = [...command.processedArgs];
  const options = command.opts();
  const read = (input: Argument | Option): unknown => {
    if (input instanceof Argument) return args.shift();
    const value = options[input.attributeName()];
    // `--no-joined` beside `--joined DATE`: one value for both.
    if (input.negate) return value === false;
    if (value === false) return input.isBoolean() ? false : undefined;
    return input.isBoolean() ? value === true : value;
  };
  const month = bareMonth(inputs);
  const bare = month === undefined ? undefined : args.pop();
  const values = Object.entries(inputs).map(([name, input]) => {
    const value = read(input);
    if (input !== month || bare === undefined) return [name, value] as const;
    if (value === undefined) return [name, bare] as const;
    throw new UsageError('conflicting_options', 'The month is given twice.', {
      hint: 'give it once',
    });
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
