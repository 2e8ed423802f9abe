import { ValueError } from '../../errors.ts';

/** A mess in a SQLite file. */
export interface SqliteAddress {
  readonly kind: 'sqlite';
  readonly path: string;
}

/** Where a server listens. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** A mess, or a database of the original service, on a MySQL or MariaDB server or cluster. */
export interface MysqlAddress {
  readonly kind: 'mysql';
  readonly user: string;
  /** Undefined where the address has none. */
  readonly password: string | undefined;
  /** The nodes of a cluster, in the order in which they are tried; mostly one server. */
  readonly servers: readonly [ServerAddress, ...ServerAddress[]];
  /** The database on the server. */
  readonly name: string;
  /** The path of a Unix socket, which then takes the place of the one host and port. */
  readonly socket: string | undefined;
  /** Whether the connection must be encrypted and the server's certificate name its host. */
  readonly tls: boolean;
  /** The path of a file of certificates to trust; the well-known ones when undefined. */
  readonly ca: string | undefined;
}

export type DatabaseAddress = SqliteAddress | MysqlAddress;

const DEFAULT_PORT = 3306;

const HOW_TO_WRITE = 'write PATH, sqlite:PATH or mysql://USER@HOST:PORT/NAME';

const NOT_A_SERVER = `not an address of a server; ${HOW_TO_WRITE}, with / ? # @ in a name or password as %2F %3F %23 %40`;

/**
 * Where a database is: a path, `sqlite:PATH`, or `mysql://user:password@host:port/name` with
 * `tls=on|off`, `ca=FILE` and `socket=PATH` behind a `?`. A cluster has its nodes as
 * `host1:port,host2:port`. Reserved characters in user, password and name are percent-encoded. Without
 * `tls` it is on, but for this machine's own addresses and sockets.
 *
 * @throws ValueError `bad_address`
 */
export function parseDatabaseAddress(text: string): DatabaseAddress {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'mysql' || scheme === 'mariadb') return parseMysql(text);
  if (scheme !== undefined && scheme !== 'sqlite') {
    throw bad(`not a database mess can use: ${scheme}:; ${HOW_TO_WRITE}`);
  }
  const path = scheme === 'sqlite' ? text.slice('sqlite:'.length) : text;
  // Not shown: what is no path may hold a password.
  if (/:\/\/|\/\/[^/]*@/.test(path)) throw bad(`not an address; ${HOW_TO_WRITE}`);
  if (path.trim() === '') throw bad('the path of the database is empty');
  return { kind: 'sqlite', path };
}

/** User, password, servers, name, options. */
const MYSQL = /^[a-z]+:\/\/(?:([^@/?#:]*)(?::([^@/?#]*))?@)?([^@/?#]*)\/([^/?#]*)(?:\?([^#]*))?$/i;

const SERVER = /^(\[[^\]]*\]|[^:[\]]*)(?::(\d*))?$/;

function parseMysql(text: string): MysqlAddress {
  const parts = MYSQL.exec(text);
  if (parts === null) throw bad(NOT_A_SERVER);
  const [, user = '', password, serversText = '', name = '', query = ''] = parts;
  const options = parseOptions(query);
  const socket = options.get('socket');
  if (user === '') throw bad('the user is missing; write mysql://USER@HOST/NAME');
  if (name === '') throw bad("the database's name is missing; write mysql://USER@HOST/NAME");
  const servers = parseServers(serversText, socket);
  const tls = options.get('tls');
  if (tls !== undefined && tls !== 'on' && tls !== 'off') throw bad('tls is on or off');
  if (tls === 'on' && socket !== undefined) throw bad('a socket is not encrypted; leave tls out');
  return {
    kind: 'mysql',
    user: decode(user),
    password: password === undefined ? undefined : decode(password),
    servers,
    name: decode(name),
    socket,
    tls: tls === undefined ? usesTls(servers, socket) : tls === 'on',
    ca: options.get('ca'),
  };
}

function parseServers(text: string, socket: string | undefined): MysqlAddress['servers'] {
  const [first = '', ...others] = text.split(',').map((part) => part.trim());
  if (first === '' && others.length === 0 && socket !== undefined) {
    return [{ host: 'localhost', port: DEFAULT_PORT }];
  }
  const servers: MysqlAddress['servers'] = [parseServer(first), ...others.map(parseServer)];
  const isGivenTwice = (server: ServerAddress, index: number) =>
    servers.findIndex((other) => describeServer(other) === describeServer(server)) !== index;
  const twice = servers.find(isGivenTwice);
  if (twice !== undefined) throw bad(`${describeServer(twice)} is given twice`);
  if (others.length > 0 && socket !== undefined) {
    throw bad('a socket is of one server; leave the others out');
  }
  return servers;
}

function parseServer(text: string): ServerAddress {
  const [, bracketed, portText] = SERVER.exec(text) ?? [];
  // Not shown: what is no host may be a part of the password.
  if (bracketed === undefined) throw bad(NOT_A_SERVER);
  const host = decode(bracketed.replace(/^\[|\]$/g, ''));
  if (host === '') throw bad('the host is missing; write mysql://USER@HOST/NAME');
  const port = portText ? Number(portText) : DEFAULT_PORT;
  if (port < 1 || port > 65535) throw bad(`not a port: ${port}`);
  return { host, port };
}

function usesTls(servers: MysqlAddress['servers'], socket: string | undefined): boolean {
  return socket === undefined && !servers.every(({ host }) => isThisMachine(host));
}

const OPTIONS = ['tls', 'ca', 'socket'];

function parseOptions(query: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const part of query === '' ? [] : query.split('&')) {
    const [, name = '', value] = /^([^=]*)=?(.*)$/.exec(part) ?? [];
    if (!OPTIONS.includes(name) || !value) {
      throw bad(`not an option of an address: ${name}; there are tls=on|off, ca=FILE, socket=PATH`);
    }
    if (options.has(name)) throw bad(`${name} is given twice`);
    options.set(name, decode(value));
  }
  return options;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw bad('a % in an address begins the code of a character, such as %40 for @');
  }
}

/** Anything else that begins so is a name, which leads wherever its owner wants. */
const LOOPBACK = /^127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** What cannot be listened to from outside. */
export function isThisMachine(host: string): boolean {
  return host.toLowerCase() === 'localhost' || host === '::1' || LOOPBACK.test(host);
}

/** As it stands in an address. */
export function describeServer({ host, port }: ServerAddress): string {
  return port === DEFAULT_PORT ? inBrackets(host) : `${inBrackets(host)}:${port}`;
}

function inBrackets(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** The address without its password, for sentences and documents. */
export function describeAddress(address: DatabaseAddress): string {
  if (address.kind === 'sqlite') return address.path;
  const { user, servers, name, socket } = address;
  const at = servers
    .map(({ host, port }) =>
      socket === undefined ? describeServer({ host, port }) : inBrackets(host),
    )
    .join(',');
  const where =
    socket === undefined ? '' : `?socket=${encodeURIComponent(socket).replaceAll('%2F', '/')}`;
  return `mysql://${encodeURIComponent(user)}@${at}/${encodeURIComponent(name)}${where}`;
}

/**
 * The address whole, but for its password. Read again it means the same, where the path of a file is
 * absolute.
 */
export function addressWithoutPassword(address: DatabaseAddress): string {
  const described = describeAddress(address);
  if (address.kind === 'sqlite') return described;
  const { servers, socket, tls, ca } = address;
  const usual = usesTls(servers, socket);
  const options = [
    ...(tls === usual ? [] : [`tls=${tls ? 'on' : 'off'}`]),
    ...(ca === undefined ? [] : [`ca=${encodeURIComponent(ca).replaceAll('%2F', '/')}`]),
  ];
  const join = socket === undefined ? '?' : '&';
  return options.length === 0 ? described : `${described}${join}${options.join('&')}`;
}

/** The same with its password, where it has one. */
export function wholeAddress(address: DatabaseAddress): string {
  const without = addressWithoutPassword(address);
  if (address.kind === 'sqlite' || address.password === undefined) return without;
  // The user's name has no @ of its own there.
  return without.replace('@', () => `:${encodeURIComponent(address.password ?? '')}@`);
}

function bad(sentence: string): ValueError {
  return new ValueError('bad_address', sentence);
}
