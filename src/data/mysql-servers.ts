import type { Connection } from 'mysql2';
import {
  describeAddress,
  describeServer,
  type MysqlAddress,
  type ServerAddress,
} from '../domain/database-address.ts';
import { BusyError, type MessError, UnavailableError } from '../errors.ts';
import { isServerUnusable, ReadOnlyServerError } from './mysql-failures.ts';
import { translateMysqlError } from './mysql-sentences.ts';

/** Which server of an address was used last in this run, by the address. */
export type ServerMemory = Map<string, number>;

/** Connects to one server. */
type ConnectTo = (
  server: ServerAddress,
  index: number,
  may: { readonly readOnly: boolean },
) => Promise<Connection>;

/**
 * Connects to the first server that can be used, beginning with the one that was used last. One that
 * may only be read from is used when there is no other.
 *
 * @throws BusyError none is ready yet
 * @throws UnavailableError none can be used
 */
export async function connectToFirst(
  address: MysqlAddress,
  memory: ServerMemory,
  connectTo: ConnectTo,
): Promise<Connection> {
  const { servers } = address;
  const label = describeAddress(address);
  const begin = memory.get(label) ?? 0;
  const order = servers.map((_, index) => (begin + index) % servers.length);
  const attempt = async (index: number, readOnly: boolean) => {
    const connection = await connectTo(servers[index] ?? servers[0], index, { readOnly });
    memory.set(label, index);
    return connection;
  };
  const faults: Fault[] = [];
  for (const index of order) {
    try {
      return await attempt(index, servers.length === 1);
    } catch (error) {
      if (servers.length === 1 || !isServerUnusable(error)) throw error;
      faults.push({ index, error });
    }
  }
  const readable = faults.find(({ error }) => error instanceof ReadOnlyServerError);
  if (readable !== undefined) return attempt(readable.index, true);
  throw noServer(address, faults);
}

/** @returns what lets the next connection begin with the server after this one */
export function moveOn(address: MysqlAddress, memory: ServerMemory, index: number): () => void {
  const label = describeAddress(address);
  return () => {
    if (memory.get(label) === index) memory.set(label, (index + 1) % address.servers.length);
  };
}

interface Fault {
  readonly index: number;
  readonly error: unknown;
}

function noServer(address: MysqlAddress, faults: readonly Fault[]): MessError {
  const { servers } = address;
  const errors = faults.flatMap(({ index, error }) => {
    const translated = translateMysqlError(error, describeServer(servers[index] ?? servers[0]));
    return translated === undefined ? [] : [translated];
  });
  const reasons = errors.map(({ message }) => message.replace(/ Nothing was changed\.$/, ''));
  const message = `None of the servers of ${describeAddress(address)} can be used. ${reasons.join(' ')}`;
  const isBusy = errors.every((error) => error instanceof BusyError);
  const [hint, ...otherHints] = new Set(errors.map(({ hint }) => hint));
  const options = { cause: faults[0]?.error };
  if (isBusy) return new BusyError(message, { hint: 'try again in a moment', ...options });
  const check = 'check that the servers run, and the address of the database';
  return new UnavailableError(message, {
    hint: otherHints.length === 0 ? hint : check,
    ...options,
  });
}
