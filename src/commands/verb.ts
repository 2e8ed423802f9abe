import type { Command } from 'commander';
import type { SignedIn } from '../domain/actor.ts';
import { JOURNAL_FORMATS } from '../domain/payments/journal/journal.ts';
import { UsageError } from '../errors.ts';
import {
  type OwnPermission,
  type Permission,
  requireAllowed,
} from '../operations/access/permissions.ts';
import { type Mess, refuseReadOnly } from '../operations/mess/mess.ts';
import type { Context, Terminal } from './context.ts';
import { setExamples } from './examples.ts';
import { askMissing, listMissing, missingArgument, refuseMissing } from './options/arguments.ts';
import { addInputs, type Inputs, readInputs, type ValuesOf } from './options/inputs.ts';

/** The mess, opened, and who may do in it what the verb does. */
export interface Entered {
  readonly mess: Mess;
  readonly actor: SignedIn;
}

interface VerbFor<P extends Permission | 'none', I extends Inputs> {
  readonly name: string;
  /** One line, for the list of commands. Of what stands directly below `mess` the catalogue has it. */
  readonly summary?: string;
  /** More, for its own help page. */
  readonly details?: string;
  /** Whole command lines. */
  readonly examples: readonly string[];
  /** Whether it is done where its noun is called bare. */
  readonly isDefault?: boolean;
  /** What one must be allowed, before one is asked anything; `none` needs no sign-in. */
  readonly permission: P;
  /** What lets a student pass too. */
  readonly own?: OwnPermission;
  readonly takes?: I;
  /** Its answer can be a page to be printed. */
  readonly hasPage?: true;
  /** Its answer is a journal for programs of accounts, and nothing else. */
  readonly isJournal?: true;
  /** It changes nothing, though its permission is not one to see something. */
  readonly isRead?: true;
  /** Refuses what the command line alone shows to be wrong, also that nobody can be asked for the rest. */
  check?(values: ValuesOf<I>, terminal: Terminal): void;
  /** One operation, one document. */
  run(
    context: P extends 'none' ? Context : Context & Entered,
    values: ValuesOf<I>,
    command: Command,
  ): Promise<void>;
}

/** A command: what it needs, and what it does. */
export interface Verb extends VerbFor<Permission | 'none', Inputs> {
  check?(values: never, terminal: Terminal): void;
  run(context: never, values: never, command: Command): Promise<void>;
}

/** What has commands of its own, and perhaps nouns again. */
export interface Noun {
  readonly name: string;
  readonly summary: string;
  readonly description?: string;
  readonly verbs: readonly (Verb | Noun)[];
}

/** The commands of nouns by the noun, in the order of the help page of each. */
export type Nouns = ReadonlyMap<string, Noun['verbs']>;

/** Declares a verb, so that its handler knows the types of what it is handed. */
export function defineVerb<P extends Permission | 'none', I extends Inputs>(
  verb: VerbFor<P, I>,
): Verb {
  return verb;
}

/** Makes the context of a run, once the command line is understood. */
export type Begin = () => Promise<Context>;

export function addNoun(parent: Command, noun: Noun, begin: Begin): void {
  const { name, summary, description = `${summary}.`, verbs } = noun;
  const command = parent.command(name).summary(summary).description(description);
  command.helpCommand(false);
  for (const each of verbs) {
    if ('verbs' in each) addNoun(command, each, begin);
    else addVerb(command, each, begin);
  }
}

/**
 * A command with its help. When it runs it refuses in this order: what the command line shows to be
 * wrong, nobody signed in, not allowed; then it asks.
 */
export function addVerb(parent: Command, verb: Verb, begin: Begin): void {
  const { name, summary = '', details, examples, isDefault = false, takes = {} } = verb;
  const command = parent
    .command(name, { isDefault })
    .summary(summary)
    .description(details ? `${summary}.\n\n${details}` : `${summary}.`);
  setExamples(command, examples);
  addInputs(command, takes);
  command.action(async () => {
    const values = readInputs(command, takes);
    const context = await begin();
    try {
      const missing = listMissing(takes, values);
      refuseMissing(context.terminal, missing, command);
      verb.check?.(values as never, context.terminal);
      if (verb.isJournal) refuseNoJournal(context.answer);
      else refuseJournal(context.answer);
      refusePage(context.answer, verb.hasPage === true);
      if (!isRead(verb)) refuseFields(context.answer);
      const entered = await enter(context, verb);
      await context.files.confirmAnswer();
      const asked = await askMissing(context.terminal, missing);
      await verb.run(
        { ...context, ...entered } as never,
        { ...values, ...asked } as never,
        command,
      );
    } catch (error) {
      throw sayHowToGive(error, command);
    }
  });
}

/** What is missing is said with what it is: the help of its option or argument. */
function sayHowToGive(error: unknown, command: Command): unknown {
  if (!(error instanceof UsageError) || error.reason !== 'missing_value') return error;
  const [, name] = /^give (\S+)$/.exec(error.hint ?? '') ?? [];
  const option = command.options.find(({ long }) => long === name);
  const argument = command.registeredArguments.find((each) => each.name() === name);
  if (argument !== undefined) return missingArgument(argument, command);
  if (option === undefined) return error;
  const hint = `give ${option.flags}: ${option.description}`;
  return new UsageError('missing_value', error.message, { hint, cause: error });
}

/**
 * For what writes: that a field is mistyped would be found when all is done.
 *
 * @throws UsageError `--fields` is given
 */
export function refuseFields({ fields }: Context['answer']): void {
  if (fields === undefined) return;
  throw new UsageError('conflicting_options', '--fields is for commands that only read.', {
    hint: 'leave it out; --json has all there is',
  });
}

/** @throws UsageError a journal is asked for that the answer is not */
function refuseJournal({ format, output }: Context['answer']): void {
  if (!isJournalFormat(format)) return;
  const asked = output === undefined ? `--format ${format}` : `--output ${output}`;
  throw new UsageError('bad_value', `${asked}: this answer is no journal.`, {
    hint: 'mess export journal is one',
  });
}

/** @throws UsageError a journal is asked for as a table or a page, or some fields of it */
function refuseNoJournal({ format, fields }: Context['answer']): void {
  if (fields !== undefined) {
    throw new UsageError('conflicting_options', '--fields is not for a journal.');
  }
  // A table is what every command answers with that is not asked otherwise.
  if (format === 'table' || isJournalFormat(format)) return;
  throw new UsageError('bad_value', `${format}: a journal is for hledger or beancount.`, {
    hint: '--format hledger, or --format beancount; mess export csv writes tables',
  });
}

function isJournalFormat(format: string): boolean {
  return JOURNAL_FORMATS.some((each) => each === format);
}

/** @throws UsageError a page is asked for that the answer has not, or paper on a terminal */
function refusePage({ format, output }: Context['answer'], hasPage: boolean): void {
  if (format !== 'html' && format !== 'pdf') return;
  if (hasPage) {
    if (format === 'html' || output !== undefined) return;
    throw new UsageError('bad_value', '--format pdf: a PDF goes to a file.', {
      hint: 'give --output FILE.pdf',
    });
  }
  if (output === undefined) {
    const sentence = `--format ${format}: this answer is no page to be printed.`;
    throw new UsageError('bad_value', sentence, { hint: 'mess report has pages to be printed' });
  }
  const extension = output.slice(output.lastIndexOf('.'));
  throw new UsageError(
    'unfit_output_file',
    `--output ${output}: mess writes .csv, .json and .txt here, and no ${extension}.`,
    { hint: '.txt has the table that people read' },
  );
}

function isRead({ isRead: isDeclared, permission }: Verb): boolean {
  return isDeclared === true || permission.startsWith('see ');
}

/** They write elsewhere, and may do without a note of it here. */
const COPYING: readonly Verb['permission'][] = ['make backups', 'copy the mess'];

async function enter({ database, session }: Context, verb: Verb): Promise<Entered | undefined> {
  const { permission, own } = verb;
  if (permission === 'none') return undefined;
  const mess = await database.open();
  const actor = requireAllowed(await session.actor(mess), permission, own);
  if (!isRead(verb) && !COPYING.includes(permission)) refuseReadOnly(mess);
  return { mess, actor };
}
