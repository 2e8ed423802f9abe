import { isIP } from 'node:net';

/**
 * Whether a request is for this server. A page of another site can have a name of its own lead here (DNS
 * rebinding), and then speaks to this server as if it were its own; but it cannot change the name.
 *
 * @param host as the request names it, with its port
 * @param url as clients reach the server; undefined where only this machine does, by any name of loopback
 */
export function isOwnHost(host: string | undefined, url: URL | undefined): boolean {
  const asked = `${url?.protocol ?? 'http:'}//${host ?? ''}`;
  if (host === undefined || /[/?#@\\\s]/.test(host) || !URL.canParse(asked)) return false;
  const { host: given, hostname } = new URL(asked);
  if (url !== undefined) return given === url.host;
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    (isIP(hostname) === 4 && hostname.startsWith('127.'))
  );
}
