import type { Connection } from 'mysql2';
import type { ServerState } from '../../domain/upkeep/database-status.ts';
import {
  describeAddress,
  describeServer,
  type MysqlAddress,
  type ServerAddress,
} from '../../domain/values/database-address.ts';
import { BusyError, type MessError, UnavailableError } from '../../errors.ts';
import { isServerUnusable, ReadOnlyServerError } from './failures.ts';
import { translateMysqlError } from './sentences.ts';

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

/** Tries every server of an address, all at once. */
export function lookAtServers(
  { servers }: MysqlAddress,
  connectTo: (server: ServerAddress) => Promise<void>,
): Promise<ServerState[]> {
  return Promise.all(
    servers.map(async (server) => {
      const name = describeServer(server);
      const error = await connectTo(server).catch((error) => error);
      return { server: name, fault: error === undefined ? null : faultOf(error, name).message };
    }),
  );
}

/** What a server did, without the assurance that is for commands. */
function faultOf(error: unknown, server: string): Pick<MessError, 'reason' | 'code' | 'message'> {
  const translated = translateMysqlError(error, server);
  if (translated === undefined) throw error;
  const { reason, code, message } = translated;
  return { reason, code, message: message.replace(/ Nothing was changed\.$/, '') };
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
  const found = faults.map(({ index, error }) =>
    faultOf(error, describeServer(servers[index] ?? servers[0])),
  );
  const reasons = found.map(({ message }) => message).join(' ');
  const message = `None of the servers of ${describeAddress(address)} can be used. ${reasons} Nothing was changed.`;
  const cause = faults[0]?.error;
  if (found.every(({ code }) => code === 'busy')) {
    return new BusyError('no_server_ready', message, { cause });
  }
  // What one of them lacks says more than that another is down.
  const because = found.find(
    ({ reason, code }) => code !== 'busy' && reason !== 'server_unreachable',
  )?.reason;
  return new UnavailableError('no_server', message, { about: { because }, cause });
}
