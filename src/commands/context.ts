import type { Readable } from 'node:stream';
import type { Actor } from '../auth/actor.ts';
import type { OnProgress } from '../domain/imports/report.ts';
import type { DatabaseAddress } from '../domain/values/database-address.ts';
import type { Mess } from '../operations/mess/mess.ts';
import type { OpenOptions } from '../operations/mess/open.ts';
import type { Format, Sheet, View } from '../output/page/view.ts';

/** A question to the person at the terminal. `check` says what is wrong with an answer. */
export interface Question {
  readonly message: string;
  readonly default?: string;
  readonly check?: (answer: string) => true | string;
}

/** Asks on the terminal; the program supplies it, so that a test can answer. */
export interface Prompter {
  text(question: Question): Promise<string>;
  /** The answer is not shown. */
  secret(question: Question): Promise<string>;
  confirm(message: string): Promise<boolean>;
}

/** A work that may take minutes, and how it is told that it is to end. */
export interface LongTask {
  /** Ends a wait for input. */
  readonly signal: AbortSignal;
  /** To be told now and then; throws when the work is to end. */
  readonly onProgress: OnProgress;
}

/** A database besides the usual one. */
export interface SecondDatabase {
  readonly address: DatabaseAddress;
  readonly passwordFile: string | undefined;
  /** The option that names that file, for the hint where the server refuses. */
  readonly passwordFlag?: string;
}

/** How another run of this program, such as cron's, is started so that it finds the same mess. */
export interface Start {
  readonly words: readonly string[];
  /** The variables it needs, without secrets. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** The file for its service token. */
  readonly tokenFile: string;
  /** The file for the database's password, where that is yet to be made. */
  readonly passwordFile: string | undefined;
}

/** What a command has of the world outside. `cli` makes it; nothing else knows the process. */
export interface Context {
  readonly now: () => Date;
  readonly stdin: Readable;
  /** The machine's IANA time zone. */
  readonly machineTimeZone: string;
  /** Where the database is. */
  readonly address: DatabaseAddress;
  /** The person said yes to every question beforehand. */
  readonly yes: boolean;
  /** Asks on the terminal; undefined where nobody can be asked. */
  readonly prompter: Prompter | undefined;

  /** The mess, opened the first time it is asked for. */
  open(): Promise<Mess>;
  /**
   * Runs what connects to the database in another way, or to another one: with its password, and with
   * its failures said in words.
   *
   * @param second another database, and the file its password is in; the usual one when undefined
   */
  connect<T>(
    work: (address: DatabaseAddress, options: OpenOptions) => Promise<T>,
    second?: SecondDatabase,
  ): Promise<T>;
  /**
   * The address of a second database, from the command line.
   *
   * @throws UsageError it is none, or holds a password
   */
  parseAddress(flag: string, text: string): DatabaseAddress;
  /** Who is signed in. */
  actor(): Promise<Actor>;
  /** The token of the session on this machine. */
  sessionToken(): Promise<string | undefined>;
  saveSession(token: string): Promise<void>;
  forgetSession(): Promise<void>;
  /** The variable whose service token acts in place of the session; undefined where none does. */
  readonly serviceTokenVariable: string | undefined;
  readonly start: Start;

  /**
   * The answer, to standard output or `--output`, in the format asked for. A secret also when quiet,
   * and to a file that only its owner can read.
   */
  print(view: View, also?: 'when quiet' | 'secret'): Promise<void>;
  /** What a question is about, to standard error, before it is asked. */
  preview(view: View): Promise<void>;
  /** Text that is its own answer, such as a help topic. */
  printText(text: string): Promise<void>;
  /** Whether the answer is asked for as JSON. */
  readonly json: boolean;
  readonly format: Format;
  /** The file that the answer goes to, where it goes to one. */
  readonly output: string | undefined;
  /** To standard error, unless `--quiet`. */
  note(sentence: string): void;
  /** To standard error, unless `--quiet` or the document has the warnings itself. */
  warn(sentences: readonly string[]): void;
  /** A line to standard error, always: the mistakes of a file. */
  report(line: string): void;
  /**
   * Runs a work that Ctrl-C ends cleanly, and shows on a terminal how far it is.
   *
   * @throws InterruptedError Ctrl-C came before the work was stored
   */
  runLong<T>(work: (task: LongTask) => Promise<T>): Promise<T>;

  /**
   * Asked before anything is done: may these files be written, besides the answer?
   *
   * @param input the file that is read, which neither they nor the answer must replace
   * @param files by the options that name them, such as `--rejects`
   */
  checkFiles(
    input: string,
    files: readonly (readonly [flag: string, path: string])[],
  ): Promise<void>;
  /** The same for one file that is the whole answer of a command. */
  checkFile(name: string, path: string): Promise<void>;
  /** Writes such a file, which only its owner can read; packed when its name ends in `.gz`. */
  writeBackup(path: string, text: AsyncIterable<string>): Promise<void>;
  /** Writes such a file as CSV. */
  writeFile(path: string, sheet: Sheet): Promise<void>;

  /** The secret in a file; refuses one that others can read. */
  readSecretFile(path: string): Promise<string>;
  /** The secret on standard input. */
  readSecretStdin(): Promise<string>;
}
