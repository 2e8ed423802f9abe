import type { Command } from 'commander';
import type { Context } from './context.ts';
import type { Declare } from './verb.ts';

/**
 * What stands directly below `mess`. What a command needs is loaded only when its name is among the
 * words of the command line: that is most of the time a command takes to start.
 */
export type Listed =
  | {
      readonly kind: 'noun';
      readonly name: string;
      readonly summary: string;
      readonly load: () => Promise<readonly Declare[]>;
    }
  | {
      readonly kind: 'verb';
      readonly name: string;
      readonly summary: string;
      readonly load: () => Promise<DeclareListed>;
    };

/** Declares a command that stands directly below `mess`. */
export type DeclareListed = (program: Command, context: Context, summary: string) => void;

export const CATALOGUE: readonly Listed[] = [
  {
    kind: 'verb',
    name: 'init',
    summary: 'Set up a new mess with its first admin',
    load: async () => (await import('./init.ts')).declareInit,
  },
  {
    kind: 'verb',
    name: 'status',
    summary: 'Show which mess this is, who is signed in, and which months are to be billed',
    load: async () => (await import('./status.ts')).declareStatus,
  },
  {
    kind: 'verb',
    name: 'whoami',
    summary: 'Show who is signed in, with which role, and until when',
    load: async () => (await import('./whoami.ts')).declareWhoami,
  },
  {
    kind: 'noun',
    name: 'admin',
    summary: 'Sign in, and say who may do what',
    load: async () => (await import('./admin/verbs.ts')).verbs,
  },
  {
    kind: 'noun',
    name: 'student',
    summary: 'Keep the roll of students',
    load: async () => (await import('./student/verbs.ts')).verbs,
  },
  {
    kind: 'noun',
    name: 'attendance',
    summary: 'Record the days everybody was present',
    load: async () => (await import('./attendance/verbs.ts')).verbs,
  },
  {
    kind: 'noun',
    name: 'bill',
    summary: "Share a month's cost over the roll",
    load: async () => (await import('./bill/verbs.ts')).verbs,
  },
  {
    kind: 'noun',
    name: 'expenses',
    summary: 'See what a student owes',
    load: async () => (await import('./expenses/verbs.ts')).verbs,
  },
  {
    kind: 'verb',
    name: 'help',
    summary: 'Explain a command, or one of: exit-codes, formats, files',
    load: async () => (await import('./help.ts')).declareHelp,
  },
];
