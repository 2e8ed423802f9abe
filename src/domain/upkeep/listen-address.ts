import { isIP } from 'node:net';
import { ValueError } from '../../errors.ts';

/** Where a server listens. */
export type ListenAddress =
  | { readonly kind: 'port'; readonly host: string; readonly port: number }
  | { readonly kind: 'socket'; readonly path: string };

const WITH_PORT = /^(?:\[([^\]]+)\]|([^:]*)):(\d{1,5})$/;

/**
 * An address and a port, as `127.0.0.1:7070`, `[::1]:7070` or `localhost:7070`, or the path of a socket.
 *
 * @throws ValueError `missing` or `bad_address`
 */
export function parseListenAddress(text: string): ListenAddress {
  const trimmed = text.trim();
  if (trimmed === '') throw new ValueError('missing', 'the address is missing');
  if (trimmed.startsWith('/')) return { kind: 'socket', path: trimmed };
  const [, inBrackets, plain, digits] = WITH_PORT.exec(trimmed) ?? [];
  const host = inBrackets ?? plain ?? '';
  const isHost =
    inBrackets === undefined ? isIP(host) === 4 || host === 'localhost' : isIP(host) === 6;
  if (!isHost || Number(digits) > 65_535) {
    throw new ValueError(
      'bad_address',
      'not an address to listen on; write it like 127.0.0.1:7070 or [::1]:7070, or give the path of a socket',
    );
  }
  return { kind: 'port', host, port: Number(digits) };
}

/** Whether only programs of this machine reach it. */
export function isLocal(address: ListenAddress): boolean {
  if (address.kind === 'socket') return true;
  return address.host === 'localhost' || address.host === '::1' || address.host.startsWith('127.');
}

export function describeListenAddress(address: ListenAddress): string {
  if (address.kind === 'socket') return address.path;
  const host = isIP(address.host) === 6 ? `[${address.host}]` : address.host;
  return `${host}:${address.port}`;
}

/**
 * The address by which clients reach a server: scheme and host, and no more.
 *
 * @throws ValueError `bad_url`
 */
export function parseServerUrl(text: string): URL {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  const isPlain = url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '';
  if (!isPlain || !/^https?:$/.test(url.protocol) || url.username !== '') {
    throw new ValueError('bad_url', 'not such an address; write it like https://mess.example.org');
  }
  return url;
}

/**
 * The address of a proxy, or of a network of them.
 *
 * @throws ValueError `bad_proxy`
 */
export function parseProxy(text: string): string {
  const [address = '', bits, ...rest] = text.trim().split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  const isFit = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  if (version === 0 || !isFit || rest.length > 0) {
    throw new ValueError(
      'bad_proxy',
      'not the address of a proxy; write it like 127.0.0.1 or 10.0.0.0/8',
    );
  }
  return text.trim();
}
