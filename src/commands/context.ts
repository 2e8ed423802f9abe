import type { Readable } from 'node:stream';
import type { Sheet } from '../documents/sheet.ts';
import type { Actor } from '../domain/actor.ts';
import type { OnProgress } from '../domain/imports/report.ts';
import type { MailConfig } from '../domain/messages/smtp-address.ts';
import type { BackupSeries } from '../domain/upkeep/backup-name.ts';
import type { ToldCheck } from '../domain/upkeep/checkup.ts';
import type { ConfigKey, ConfigValue } from '../domain/upkeep/configuration.ts';
import type { ListenAddress } from '../domain/upkeep/listen-address.ts';
import type { DatabaseAddress } from '../domain/values/database-address.ts';
import type { Mess } from '../operations/mess/mess.ts';
import type { OpenOptions } from '../operations/mess/open.ts';
import type { CheckBackup } from '../operations/upkeep/backup.ts';
import type { Format, View } from '../output/page/view.ts';
import type { Fonts } from '../output/report/pdf/fonts.ts';

/** What a command has of the world outside. `cli` makes it; nothing else knows the process. */
export interface Context {
  readonly session: Session;
  readonly answer: Answer;
  readonly files: Files;
  readonly database: Database;
  readonly configuration: Configuration;
  readonly terminal: Terminal;
  readonly machine: Machine;
  readonly server: Server;
}

/** Who is signed in on this machine. */
export interface Session {
  /** Who acts: the service token of the environment, else who is signed in. */
  actor(mess: Mess): Promise<Actor>;
  /** The token of the session, whoever acts. */
  token(): Promise<string | undefined>;
  /** Keeps a session for the commands to come. Warns where a service token goes before it. */
  save(token: string): Promise<void>;
  /** Forgets it, and warns likewise. */
  forget(): Promise<void>;
}

/** Where the answer goes, and what is said besides. */
export interface Answer {
  readonly format: Format;
  /** The keys or columns that it is to have, where not all. */
  readonly fields: readonly string[] | undefined;
  /** The file that the answer goes to, where it goes to one. */
  readonly output: string | undefined;
  /**
   * The answer, to standard output or `--output`, in the format asked for. A secret also when quiet,
   * and to a file that only its owner can read.
   */
  print(view: View, also?: 'when quiet' | 'secret'): Promise<void>;
  /** A script for another program, as it stands. */
  printScript(text: string): Promise<void>;
  /** What is read while it is written, to standard output or `--output`, without a pager. */
  printStream(pieces: AsyncIterable<string>): Promise<void>;
  /** A page to be read, its paragraphs as wide as the terminal. */
  printTopic(text: string): Promise<void>;
  /** What a question is about, to standard error, before it is asked. */
  preview(view: View): Promise<void>;
  /** To standard error, unless `--quiet`. */
  note(sentence: string): void;
  /** To standard error, unless `--quiet` or the document has the warnings itself. */
  warn(sentences: readonly string[]): void;
  /** A line to standard error, always: the mistakes of a file. */
  report(line: string): void;
}

/** Files besides the answer and the database. */
export interface Files {
  readonly stdin: Readable;
  /** Asks, before anything is done, whether the file of `--output` may be replaced. */
  confirmAnswer(): Promise<void>;
  /** Refuses where the answer would replace the file that is read. */
  refuseAnswerIn(input: string): Promise<void>;
  /**
   * Asked before anything is done: may this file be written, besides the answer?
   *
   * @param flag the option or argument that names it, such as `--rejects`
   * @param options.input the file that is read, which it must not replace
   * @param options.isNew it replaces none
   */
  checkFile(
    flag: string,
    path: string,
    options?: { readonly input?: string; readonly isNew?: boolean },
  ): Promise<void>;
  /**
   * Writes such a file, which only its owner can read; packed when its name ends in `.gz`. What becomes
   * a file is checked before it is put in place.
   *
   * @param otherwise the name to take where a file is there, which then stays
   * @returns where it was written
   */
  writeBackup(
    path: string,
    text: AsyncIterable<string>,
    check: CheckBackup,
    otherwise?: (nth: number) => string,
  ): Promise<string>;
  /**
   * Removes the older backups of a series beside the newest, and what runs that were killed have left of
   * one.
   *
   * @param newest its path; it stays, whatever its name says
   * @param keep how many stay, with it
   * @returns the names of the backups that were removed, the oldest first
   * @throws FailureError one cannot be removed
   */
  removeOlder(newest: string, series: BackupSeries, keep: number): Promise<string[]>;
  /** Writes such a file as CSV. */
  writeSheet(path: string, sheet: Sheet): Promise<void>;
  /** The fonts of this machine, for paper. @param given files to be asked besides */
  fonts(given: readonly string[]): Fonts;
  /**
   * Asked before anything is done: can a folder be made there?
   *
   * @param flag the option or argument that names it
   */
  checkFolder(flag: string, path: string): Promise<void>;
  /** Writes a folder whole or not at all; only its owner can read what is in it. */
  writeFolder(path: string, files: Iterable<FolderFile> | AsyncIterable<FolderFile>): Promise<void>;
  /** The secret in a file; refuses one that others can read. */
  readSecretFile(path: string): Promise<string>;
  /** The secret on standard input. */
  readSecretStdin(): Promise<string>;
}

/** A file of a folder that is written. */
export interface FolderFile {
  /** Within it; a name may lead into a folder of its own. */
  readonly name: string;
  readonly pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

/** What is set for this user and machine. */
export interface Configuration {
  /** The path of the config file, whether or not it is there. */
  readonly file: string;
  /**
   * Where the database is and all else that is set: the values that count, and what says so.
   *
   * @throws UnavailableError what the file or the environment says is not understood
   */
  list(): ConfigValue[];
  /** The same of one key, also where nothing is set. */
  get(key: ConfigKey): ConfigValue;
  /**
   * Says a value in the config file, or no longer where undefined.
   *
   * @param isSecret whether nobody else may read the file from now on
   * @throws UnavailableError what stands in the file is not understood
   * @throws FailureError the file cannot be written
   */
  set(key: ConfigKey, value: string | undefined, isSecret: boolean): Promise<void>;
  /**
   * Where mail is handed in.
   *
   * @throws UnavailableError nothing is set, or what stands in the file is not understood
   */
  mail(): MailConfig;
}

/** Where the mess is, and others beside it. */
export interface Database {
  /** Where it is; to ask throws UnavailableError where the configuration is not understood. */
  readonly address: DatabaseAddress;
  /** Opens the mess; `cli` closes it. */
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
}

/** A database besides the usual one. */
export interface SecondDatabase {
  readonly address: DatabaseAddress;
  readonly passwordFile: string | undefined;
  /** The option that names that file, for the hint where the server refuses. */
  readonly passwordFlag?: string;
}

/** The terminal, and the person who sits at it. */
export interface Terminal {
  /** The person said yes to every question beforehand. */
  readonly yes: boolean;
  /** Asks the person; undefined where nobody can be asked. */
  readonly prompter: Prompter | undefined;
  /**
   * Runs a work that Ctrl-C ends cleanly, and shows how far it is.
   * @param onTerm whether SIGTERM is to end it as Ctrl-C does, or at once, where nothing outside is half done
   * @throws InterruptedError one of them came before the work was stored
   */
  runLong<T>(work: (task: LongTask) => Promise<T>, onTerm?: 'cleanly' | 'at once'): Promise<T>;
}

/** Asks on the terminal; the program supplies it, so that a test can answer. */
export interface Prompter {
  text(question: Question): Promise<string>;
  /** The answer is not shown. */
  secret(question: Question): Promise<string>;
  confirm(message: string): Promise<boolean>;
  /** Those of a list that the person ticks, in its order. */
  several(question: TickList): Promise<readonly string[]>;
  /** One of a short list. */
  choose<T extends string>(question: Choice<T>): Promise<T>;
}

/** A list to tick some of. */
export interface TickList {
  readonly message: string;
  readonly choices: readonly {
    readonly value: string;
    readonly name: string;
    readonly isChosen: boolean;
  }[];
}

/** A question to the person at the terminal. `check` says what is wrong with an answer. */
export interface Question {
  readonly message: string;
  readonly default?: string;
  readonly check?: (answer: string) => true | string;
}

/** A question that has one of a short list for its answer. */
export interface Choice<T extends string> {
  readonly message: string;
  readonly choices: readonly T[];
  /** What each means, to stand behind it. */
  readonly notes?: Readonly<Record<T, string>>;
  /** What helps whose answer is not among them. */
  readonly hint?: string | undefined;
}

/** A work that may take minutes, and how it is told that it is to end. */
export interface LongTask {
  /** Ends a wait for input. */
  readonly signal: AbortSignal;
  /** To be told now and then; throws when the work is to end. */
  readonly onProgress: OnProgress;
}

/** The machine that the program runs on. */
export interface Machine {
  now(): Date;
  /** Who sits where, such as `user@host`: failures to sign in are counted by it. No environment says it. */
  place(): string;
  sleep(ms: number): Promise<void>;
  /** Ends a process that was started with a group of its own, at once and with all that it started. */
  endGroup(pid: number): void;
  /** Its IANA time zone. */
  timeZone(): string;
  /** Looks at the program, its configuration and its files; throws nothing where something is wrong. */
  examine(): Promise<ToldCheck[]>;
  /** How this run was started. */
  start(): Start;
}

/** How to start another run of this program, such as cron's, so that it finds the same mess. */
export interface Start {
  readonly words: readonly string[];
  /** The variables it needs, without secrets. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** The file for its service token. */
  readonly tokenFile: string;
  /** The folder for its backups. */
  readonly backupFolder: string;
  /** The file for the database's password, where that is yet to be made. */
  readonly passwordFile: string | undefined;
}

/** Serves the mess by HTTP. */
export interface Server {
  /**
   * Until it is told to end.
   *
   * @throws UnavailableError the mess cannot be opened, or its tables are not this program's
   */
  serve(plan: ServePlan): Promise<void>;
}

export interface ServePlan {
  readonly listen: ListenAddress;
  /** As its clients reach it; undefined where only this machine does. */
  readonly url: URL | undefined;
  readonly trustedProxies: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly onlyStudents: boolean;
  /** Files of its own certificate; undefined where it has none. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
}
