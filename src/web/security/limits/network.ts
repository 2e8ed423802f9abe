import { isIP } from 'node:net';

/**
 * What an address counts as: itself, or of IPv6 the network of 64 bits that one customer has all of (RFC 6177).
 *
 * @param address undefined of who comes by a socket without saying from where
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined) return 'socket';
  const [plain = ''] = address.split('%');
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? [];
  if (mapped !== undefined) return mapped;
  const version = isIP(plain);
  if (version === 0) return 'unknown';
  return version === 4 ? plain : `${firstGroups(plain)}::/64`;
}

function firstGroups(address: string): string {
  const [before = '', after] = address.toLowerCase().split('::');
  const groups = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const missing = after === undefined ? 0 : Math.max(0, 8 - groups.length - tail.length);
  const all = [...groups, ...Array<string>(missing).fill('0'), ...tail];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Whether whoever comes from there is on this machine. */
export function isLoopback(address: string | undefined): boolean {
  const network = networkOf(address);
  return network.startsWith('127.') || address === '::1';
}
