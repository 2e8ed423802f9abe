import type { Result, TestMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';

/** Runs a command with `--json` that is refused. */
export type Refused = (mess: TestMess) => Promise<Result>;

/** How a reason is come to. */
export type Way = {
  /** As `mess help exit-codes` has it. */
  readonly exit: number;
  /** What is said to help, with HOME for the home of the mess; null for nothing. */
  readonly hint: string | null;
} & (
  | { readonly reach: Refused }
  /** What a database throws that no command can make it throw here: translated as it is anywhere. */
  | { readonly thrown: object; readonly by: 'sqlite' | 'mysql' }
  /** The test that has the server or the fault for it, and what of the sentence or the hint it expects. */
  | { readonly test: string; readonly expects: string }
);

/** A command line without quotes, in a new mess. */
export function run(line: string): Refused {
  return (mess) => mess(...line.split(' '), '--json');
}

/** The same where other commands were run before. */
export function runAfter(lines: readonly string[], line: string): Refused {
  return async (mess) => {
    await mess.do(...lines);
    return run(line)(mess);
  };
}

/** The same in a mess of four students, with their May 2025. */
export function inMay(line: string, ...before: readonly string[]): Refused {
  return async (mess) => {
    await addMay(mess);
    return runAfter(before, line)(mess);
  };
}

/** Whoever is asked for a yes sees to it that something else happens first. */
export function whenAsked(line: string, meanwhile: (mess: TestMess) => Promise<void>): Refused {
  return (mess) => {
    const prompter = {
      confirm: async () => {
        await meanwhile(mess);
        return true;
      },
    };
    return mess.with({ prompter })(...line.split(' '), '--json');
  };
}

export const BILL = 'bill register --month 2025-05 --total 60000';
