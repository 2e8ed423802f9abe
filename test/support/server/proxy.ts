import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { urlOf } from '../clone.ts';
import type { TestDatabase } from './connection.ts';

/**
 * A packet of the client: by its number on the first connection, from 1; or by how it begins, on any
 * connection, such as `COMMIT` or `(quit)`.
 */
export type PacketPlace = number | string;

/** Ends the traffic at one packet of the client, once. */
export interface Strike {
  readonly at: PacketPlace;
  /** `cut`: both sides are disconnected; `silence`: nothing passes any more, and both stay connected. */
  readonly by: 'cut' | 'silence';
  /** Before the server gets the packet; or after it has answered, and the client gets no answer. */
  readonly when: 'before' | 'after';
  /** What becomes of connections made afterwards; `refuse`: as where nothing listens. */
  readonly later?: 'pass' | 'refuse';
  /** What happens meanwhile. After a cut the server knows already that it is one, and the client not. */
  readonly meanwhile?: () => Promise<unknown> | unknown;
}

/** Gives the server another statement than the client sent, and the client another answer. */
export interface Forgery {
  readonly at: PacketPlace;
  readonly statement: string;
  readonly answer: Buffer;
  /** How often; always when undefined. */
  readonly times?: number;
}

/** A stretch of network between a program and a server. */
export interface NetworkProxy {
  /** The address of a database behind it, with the password. */
  urlOf(database: TestDatabase): string;
  /** The same as the program names it. */
  labelOf(database: TestDatabase): string;
  /** What the client sent on the first connection: statements, and names of other packets. */
  readonly packets: readonly string[];
  /** Whether it came to what was to happen. */
  readonly hasStruck: boolean;
}

/** A server's error. */
export function errorAnswer(errno: number, message: string): Buffer {
  const head = Buffer.from([0xff, errno & 0xff, errno >> 8]);
  return Buffer.concat([head, Buffer.from(`#HY000${message}`)]);
}

/** What is to happen, and what has happened so far. */
interface Course {
  readonly strike: Strike | undefined;
  readonly forgery: Forgery | undefined;
  readonly packets: string[];
  connections: number;
  hasStruck: boolean;
  forged: number;
  refuseLater(): void;
}

/** Starts a proxy on loopback before the server of a database; gone when the test is over. */
export async function startProxy(
  target: TestDatabase,
  { strike, forgery }: { readonly strike?: Strike; readonly forgery?: Forgery } = {},
): Promise<NetworkProxy> {
  if (target.kind !== 'mysql') throw new Error('a file has no network');
  const { host, port } = target;
  const sockets: Socket[] = [];
  const course: Course = {
    strike,
    forgery,
    packets: [],
    connections: 0,
    hasStruck: false,
    forged: 0,
    refuseLater: () => server.close(),
  };
  const server = createServer((client) => {
    const upstream = connect(port, host);
    sockets.push(client, upstream);
    relay(client, upstream, course);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: ownPort } = server.address() as AddressInfo;
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const behind = (database: TestDatabase): TestDatabase =>
    database.kind === 'mysql' ? { ...database, host: '127.0.0.1', port: ownPort } : database;
  return {
    urlOf: (database) => urlOf(behind(database)),
    labelOf: (database) => urlOf(behind(database)).replace(/:[^:@]*@/, '@'),
    packets: course.packets,
    get hasStruck() {
      return course.hasStruck || course.forged > 0;
    },
  };
}

/** Passes on what both sides say, until something is to happen. */
function relay(client: Socket, upstream: Socket, course: Course): void {
  const { strike, forgery, packets } = course;
  const isFirst = ++course.connections === 1;
  let count = 0;
  let isAnsweredFalsely = false;
  const passOn = (data: Buffer) => client.write(data);
  /** What is done with what the server says; nothing once the traffic has ended. */
  let onAnswer: ((data: Buffer) => void) | undefined = passOn;

  const isAt = (at: PacketPlace, text: string) =>
    typeof at === 'string' ? text.startsWith(at) : isFirst && count === at;

  const finish = async ({ by, later, meanwhile }: Strike) => {
    onAnswer = undefined;
    if (by === 'cut') upstream.destroy();
    await meanwhile?.();
    if (later === 'refuse') course.refuseLater();
    if (by === 'cut') client.destroy();
  };

  const onPacket = (packet: Buffer) => {
    if (onAnswer === undefined) return;
    count++;
    const text = describePacket(packet);
    if (isFirst) packets.push(text);
    // The server knows nothing of an answer that was not its own.
    if (isAnsweredFalsely && packet[3] !== 0) return;
    isAnsweredFalsely = false;
    if (strike !== undefined && !course.hasStruck && isAt(strike.at, text)) {
      course.hasStruck = true;
      onAnswer = () => finish(strike);
      if (strike.when === 'before') finish(strike);
      else upstream.write(packet);
    } else if (forgery && course.forged < (forgery.times ?? Infinity) && isAt(forgery.at, text)) {
      course.forged++;
      isAnsweredFalsely = true;
      onAnswer = () => {
        onAnswer = passOn;
        client.write(frame(1, forgery.answer));
      };
      upstream.write(frame(0, Buffer.from(`\u0003${forgery.statement}`)));
    } else {
      upstream.write(packet);
    }
  };

  client.on('data', inPackets(onPacket));
  upstream.on('data', (data: Buffer) => onAnswer?.(data));
  for (const [socket, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    socket.setNoDelay(true);
    socket.on('error', () => {});
    // In silence neither side learns what becomes of the other.
    socket.on('close', () => {
      if (onAnswer !== undefined) other.destroy();
    });
  }
}

/** The length of three bytes and the number of one before each packet. */
const HEAD_BYTES = 4;

function frame(number: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUIntLE(payload.length, 0, 3);
  head.writeUInt8(number, 3);
  return Buffer.concat([head, payload]);
}

/** Puts the pieces of a stream together to packets. */
function inPackets(onPacket: (packet: Buffer) => void): (data: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (data) => {
    pending = Buffer.concat([pending, data]);
    while (pending.length >= HEAD_BYTES) {
      const length = HEAD_BYTES + pending.readUIntLE(0, 3);
      if (pending.length < length) return;
      onPacket(pending.subarray(0, length));
      pending = pending.subarray(length);
    }
  };
}

/** The statement of a query; else what kind of packet it is. */
function describePacket(packet: Buffer): string {
  // What answers the server has a number: first of all who wants to be let in.
  if (packet[3] !== 0) return `(answer) ${packet.toString('latin1', HEAD_BYTES)}`;
  if (packet[HEAD_BYTES] === 1) return '(quit)';
  return packet[HEAD_BYTES] === 3 ? packet.toString('utf8', HEAD_BYTES + 1) : '(other)';
}
