import type { Context } from '../../commands/context.ts';
import type { DatabaseAddress } from '../../domain/values/database-address.ts';
import { findDatabase, findPlaces, findSessionFile } from '../config.ts';
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
  close(): Promise<void>;
}

/** What a command has of the process. Refuses, before anything is changed, what cannot be answered. */
export async function createContext(host: Host, options: GlobalOptions): Promise<RunContext> {
  const places = findPlaces(host);
  const address = await findDatabase(options.db, host, places);
  const { db } = options;
  const sessionFile =
    db === undefined ? places.session : await findSessionFile(address, host, places);
  const answer = createAnswer(host, options);
  const own = ownFiles(address, [sessionFile, places.session, places.config]);
  const output = outputFile(options);
  if (output !== undefined) await refuseOutputFile('--output', output, own);
  const terminal = createTerminal(host, options);
  const machine = createMachine(host, options.db, address, places);
  const { database, close } = createDatabase(host, options, address, {
    answer,
    terminal,
    machine,
  });
  return {
    answer,
    terminal,
    machine,
    database,
    close,
    files: createFiles(host, answer.output, terminal, own),
    session: createSession(host, options, sessionFile, { answer, machine }),
  };
}

/** The files that nothing else may replace, with why. */
function ownFiles(
  address: DatabaseAddress,
  others: readonly string[],
): ReadonlyMap<string, string> {
  const database =
    address.kind === 'sqlite'
      ? ['', '-wal', '-shm', '-journal'].map((suffix) => address.path + suffix)
      : [];
  const files = [...database, ...others];
  return new Map(files.map((file) => [file, 'mess itself keeps its data there']));
}
