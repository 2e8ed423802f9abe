import type { Command } from 'commander';
import type { Context } from './context.ts';

/** Declares one command below its parent. */
export type Declare = (parent: Command, context: Context) => void;

/** Declares a command that stands directly below `mess`, with its summary of the catalogue. */
export type DeclareListed = (program: Command, context: Context, summary: string) => void;

export interface Verb {
  /** With its arguments, such as `show <ID>`. */
  readonly usage: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** More, for its own help page. */
  readonly details?: string;
  /** Whole command lines. */
  readonly examples: readonly string[];
  /** What is done where the parent is called without any of its commands. */
  readonly isDefault?: boolean;
}

/** A command with its help, to which the caller adds options and the action. */
export function addVerb(parent: Command, verb: Verb): Command {
  const description = verb.details ? `${verb.summary}.\n\n${verb.details}` : `${verb.summary}.`;
  return parent
    .command(verb.usage, { isDefault: verb.isDefault ?? false })
    .summary(verb.summary)
    .description(description)
    .addHelpText('after', `\nExamples:\n${verb.examples.map((line) => `  $ ${line}`).join('\n')}`);
}
