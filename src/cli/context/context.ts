import type { Context } from '../../commands/context.ts';
import type { DatabaseAddress } from '../../domain/values/database-address.ts';
import { type MessError, UnavailableError } from '../../errors.ts';
import {
  createConfiguration,
  type FoundDatabase,
  findDatabase,
  findPlaces,
  findSessionFile,
  type Places,
} from '../config.ts';
import { refuseOutputFile } from '../files/output-file.ts';
import type { Host } from '../host.ts';
import { type GlobalOptions, outputFile } from '../options.ts';
import { createAnswer } from './answer.ts';
import { createDatabase } from './database.ts';
import { createFiles } from './files.ts';
import { createMachine } from './machine.ts';
import { createSession } from './session.ts';
import { createTerminal } from './terminal.ts';

/** A context that is to be closed when the command has ended. */
export interface RunContext extends Context {
  /** Where the database is, if the configuration is understood. */
  readonly address: DatabaseAddress | undefined;
  /** How many rows the answer was of; undefined where it was of none, or that is not known. */
  rows(): number | undefined;
  close(): Promise<void>;
  /** What is wrong with the database, where that explains what nothing else does. */
  explain(thrown: unknown): Promise<MessError | undefined>;
}

/** What a command has of the process. Refuses, before anything is changed, what cannot be answered. */
export async function createContext(host: Host, options: GlobalOptions): Promise<RunContext> {
  const places = findPlaces(host);
  const find = findOnce(options.db, host, places);
  const address = addressIfKnown(find);
  const sessionFile = address ? findSessionFile(address, places) : places.session;
  let rows: number | undefined;
  const answer = createAnswer(host, options, (count) => {
    rows = count;
  });
  const own = ownFiles(address, [sessionFile, places.session, places.config]);
  const output = outputFile(options);
  if (output !== undefined) await refuseOutputFile('--output', output, own, host);
  const terminal = createTerminal(host, options);
  const machine = createMachine(host, options.db, find, { ...places, session: sessionFile });
  const { database, close, explain } = createDatabase(host, options, () => find().address, {
    answer,
    terminal,
    machine,
  });
  return {
    answer,
    terminal,
    machine,
    database,
    configuration: createConfiguration(host, places, () => findDatabase(options.db, host, places)),
    address,
    rows: () => rows,
    close,
    explain,
    files: createFiles(host, answer.output, terminal, own),
    server: {
      // With it all of the web is loaded.
      serve: async (plan) =>
        (await import('../serve/serve.ts')).serve(host, { database, machine }, plan),
    },
    session: createSession(host, options, sessionFile, { answer, machine }),
  };
}

/**
 * Finds the database when that is asked for: what looks after the configuration is to run where it is not
 * understood. A mistake on the command line is one at once.
 *
 * @throws UsageError
 */
function findOnce(given: string | undefined, host: Host, places: Places): () => FoundDatabase {
  let found: FoundDatabase | undefined;
  const find = () => {
    found ??= findDatabase(given, host, places);
    return found;
  };
  if (given !== undefined) find();
  return find;
}

function addressIfKnown(find: () => FoundDatabase): DatabaseAddress | undefined {
  try {
    return find().address;
  } catch (error) {
    if (error instanceof UnavailableError) return undefined;
    throw error;
  }
}

/** The files that nothing else may replace, with why. */
function ownFiles(
  address: DatabaseAddress | undefined,
  others: readonly string[],
): ReadonlyMap<string, string> {
  const database =
    address?.kind === 'sqlite'
      ? ['', '-wal', '-shm', '-journal'].map((suffix) => address.path + suffix)
      : [];
  const files = [...database, ...others];
  return new Map(files.map((file) => [file, 'mess itself keeps its data there']));
}
